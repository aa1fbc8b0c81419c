namespace ImageProvenance.Fuzz;

/// <summary>What is known and counted of one target.</summary>
internal sealed class TargetStatistics
{
    private long _inputs;
    private long _maxAllocation;
    private TimeSpan _maxTime;

    /// <exception cref="InvalidOperationException">A seed is refused: changes of it would prove nothing.</exception>
    public TargetStatistics(IEnumerable<FuzzSeed> seeds)
    {
        Seeds = [.. seeds];
        Claims = [.. Seeds.Select(seed => seed.Judge(seed.Bytes) ?? throw new InvalidOperationException($"A seed of {seed.Target} is refused."))];
    }

    public IReadOnlyList<FuzzSeed> Seeds { get; }

    /// <summary>What valid input claims; nothing else may be claimed.</summary>
    public HashSet<string> Claims { get; }

    public long Accepted { get; set; }

    public void Record(long allocated, TimeSpan elapsed)
    {
        _inputs++;
        _maxAllocation = Math.Max(_maxAllocation, allocated);
        _maxTime = elapsed > _maxTime ? elapsed : _maxTime;
    }

    /// <inheritdoc />
    public override string ToString() => $"{_inputs} inputs, {Accepted} accepted, at most {_maxAllocation} bytes and {_maxTime.TotalMilliseconds:0.0} ms";
}
