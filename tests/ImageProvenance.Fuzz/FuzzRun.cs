using System.Diagnostics;

namespace ImageProvenance.Fuzz;

/// <summary>
/// Changes valid input and asserts of each change: it is refused by a typed failure or claims what valid input claims, within
/// bounds of memory and time. One thread.
/// </summary>
internal sealed class FuzzRun
{
    private const long MaxAllocation = 16 << 20;
    private const int SlowAttempts = 3;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<FuzzSeed> _seeds;
    private readonly int _seed;
    private readonly Dictionary<string, TargetStatistics> _targets;
    private volatile CurrentInput? _current;

    public FuzzRun(IReadOnlyList<FuzzSeed> seeds, int seed)
    {
        (_seeds, _seed) = (seeds, seed);
        _targets = seeds.GroupBy(candidate => candidate.Target).ToDictionary(group => group.Key, group => new TargetStatistics(group));
    }

    private sealed record CurrentInput(string Target, byte[] Bytes, long Start);

    /// <summary>Runs; the first finding ends it.</summary>
    /// <returns>The finding, or null.</returns>
    public FuzzFinding? Run(long iterations, TextWriter output)
    {
        long start = Stopwatch.GetTimestamp();
        for (long i = 0; i < iterations; i++)
        {
            var seed = _seeds[(int)(i % _seeds.Count)];
            var target = _targets[seed.Target];
            var random = new Random(SeedOf(i));
            byte[] input = Mutator.Change(seed.Bytes, target.Seeds[random.Next(target.Seeds.Count)].Bytes, random);
            if (Find(seed, target, input) is { } finding)
            {
                output.WriteLine($"FOUND in iteration {i} of seed {_seed}\n{finding}");
                return finding;
            }

            if ((i + 1) % 100_000 == 0)
                output.WriteLine($"{i + 1} of {iterations}, {(i + 1) / Stopwatch.GetElapsedTime(start).TotalSeconds:0} per second");
        }

        foreach (var (name, target) in _targets)
            output.WriteLine($"{name}: {target}");
        output.WriteLine($"{iterations} inputs, nothing found");
        return null;
    }

    /// <summary>Ends the program where one input takes so long that it may never end.</summary>
    public void ExitIfStuck(TextWriter output)
    {
        if (_current is not { } current || Stopwatch.GetElapsedTime(current.Start) < Stuck)
            return;
        output.WriteLine($"FOUND\n{new FuzzFinding(current.Target, "It does not come to an end.", current.Bytes)}");
        Environment.Exit(1);
    }

    private FuzzFinding? Find(FuzzSeed seed, TargetStatistics target, byte[] input)
    {
        var shortest = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < SlowAttempts && shortest > MaxTime; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            _current = new(seed.Target, input, start);
            long before = GC.GetAllocatedBytesForCurrentThread();
            string? problem = Judge(seed, target, input);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var elapsed = Stopwatch.GetElapsedTime(start);
            _current = null;

            target.Record(allocated, elapsed);
            shortest = elapsed < shortest ? elapsed : shortest;
            if (problem is null && allocated > MaxAllocation)
                problem = $"It allocated {allocated} bytes.";
            if (problem is not null)
                return new(seed.Target, problem, input);
        }

        // The machine may have been busy with something else: slow is what is slow each time.
        return shortest > MaxTime ? new(seed.Target, $"It took {shortest.TotalMilliseconds:0} ms.", input) : null;
    }

    private static string? Judge(FuzzSeed seed, TargetStatistics target, byte[] input)
    {
        try
        {
            if (seed.Judge(input) is not { } claim)
                return null;
            target.Accepted++;
            return target.Claims.Contains(claim) ? null : $"It claims what nothing valid claims: {claim}";
        }
        catch (MalformedContentException)
        {
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private int SeedOf(long iteration) => unchecked((int)(((ulong)iteration * 0x9E3779B97F4A7C15UL) >> 32) ^ (_seed * 0x01000193));
}
