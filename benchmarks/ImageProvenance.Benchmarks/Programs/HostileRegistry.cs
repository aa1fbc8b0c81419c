using System.Diagnostics;
using System.Globalization;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Benchmarks;

/// <summary>
/// What a registry can cost that misbehaves on every answer: the time of one verification, and how far it lifts the peak of the
/// verifying process. Each behaviour has a process to verify in and one to misbehave in. Linux only: the peak is the kernel's.
/// </summary>
internal static class HostileRegistry
{
    private const long MostMoreKibibytes = 64 << 10;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    // Between a deadline that has passed and the end of the run lies what a busy machine makes of it.
    private static readonly TimeSpan Latest = Deadline + TimeSpan.FromSeconds(1);

    /// <summary>Measures each behaviour; fails if one of them takes more memory or time than a verifier promises.</summary>
    public static async Task<int> ShowAsync()
    {
        Console.WriteLine("| behaviour | time | peak before | more | decision |");
        Console.WriteLine("|---|---:|---:|---:|---|");
        int failed = 0;
        foreach (var behaviour in Misbehaviour.All)
            await ChildProcess.RunAsync(["hostile", behaviour.Name], line => failed += Show(line) ? 0 : 1);
        Console.WriteLine($"{failed} took more than {MostMoreKibibytes >> 10} MiB or {Latest.TotalSeconds} s.");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>One behaviour, in a process of its own, after an image behind a registry that behaves.</summary>
    public static async Task<int> MeasureAsync(string name)
    {
        await using var registry = ChildProcess.Start("misbehave", name);
        string good = await registry.ReadLineAsync(), bad = await registry.ReadLineAsync();
        var policy = Samples.SignedBy((await registry.ReadLineAsync()).Replace('|', '\n'));
        using var verifier = new ImageVerifier(new ImageVerifierOptions { Credentials = AnonymousCredentials.Instance, Limits = Limits.Default with { Timeout = Deadline } });
        for (int i = 0; i < 5; i++)
            (await verifier.VerifyAsync($"{good}/acme/app-{i}:1", policy)).EnsureAllowed();

        // By digest what lies behind the image is reached too, where the tag itself would have been the end.
        await MeasureAsync($"{name}, by tag", verifier, $"{bad}/acme/app-9:1", policy);
        await MeasureAsync($"{name}, by digest", verifier, $"{bad}/acme/app-8@{ImageNumber(8).Digest}", policy);
        return 0;
    }

    /// <summary>Serves one registry that behaves and one that does not, until standard input ends; the first lines of output are their hosts and the key.</summary>
    public static async Task<int> ServeAsync(string name)
    {
        using var key = TestKey.Ecdsa();
        var (good, bad) = (NewRegistry(key), NewRegistry(key));
        using var misbehaviour = bad.Misbehave(Misbehaviour.All.Single(behaviour => behaviour.Name == name));
        await using var goodServer = await good.StartAsync();
        await using var badServer = await bad.StartAsync();
        Console.WriteLine(goodServer.Host);
        Console.WriteLine(badServer.Host);
        Console.WriteLine(key.PublicKeyPem.Replace('\n', '|'));
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task MeasureAsync(string what, ImageVerifier verifier, string image, VerificationPolicy policy)
    {
        GC.Collect();
        ResetPeak();
        long before = ReadPeak();
        var watch = Stopwatch.StartNew();
        var report = await verifier.VerifyAsync(image, policy);
        watch.Stop();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\t{watch.ElapsedMilliseconds}\t{before}\t{ReadPeak()}\t{report.Decision}{(report.IsAllowed ? "" : $": {report.Error?.Code ?? report.Tree.Code ?? Reason(report)}")}"));
    }

    private static TestImage ImageNumber(int number) => TestImage.FromScratch().WithLabel("number", $"{number}");

    private static InMemoryRegistry NewRegistry(TestKey key)
    {
        var registry = new InMemoryRegistry();
        for (int i = 0; i < 10; i++)
        {
            var image = registry.Push($"acme/app-{i}:1", ImageNumber(i));
            image.SignWithBundle(key);
            image.SignWithTag(key);
        }

        return registry;
    }

    private static bool Show(string line)
    {
        if (line.Split('\t') is not [var name, var milliseconds, var before, var after, var decision])
            throw new InvalidDataException(line);
        var (time, first, more) = (TimeSpan.FromMilliseconds(Parse(milliseconds)), Parse(before), Parse(after) - Parse(before));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {time.TotalMilliseconds:N0} ms | {first >> 10} MiB | {more / 1024.0:0.0} MiB | {decision} |"));
        return more <= MostMoreKibibytes && time <= Latest;
    }

    private static string Reason(ProvenanceReport report) => report.Tree.Children is [var first, ..] ? first.Code ?? "" : "";

    // proc(5): 5 sets the peak back to what the process has now.
    private static void ResetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    /// <summary>The most memory that the process has had in the machine's, in KiB.</summary>
    private static long ReadPeak() => Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(':')[1].Replace("kB", ""));

    private static long Parse(string number) => long.Parse(number.Trim(), CultureInfo.InvariantCulture);
}
