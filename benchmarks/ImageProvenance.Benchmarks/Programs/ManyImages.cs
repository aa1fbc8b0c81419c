using System.Diagnostics;
using ImageProvenance.Oci;
using ImageProvenance.Testing;

namespace ImageProvenance.Benchmarks;

/// <summary>
/// Many images, each with three pieces of evidence, from one registry on loopback: throughput, the slowest of a hundred, and the
/// most memory that the verifying process ever had. The registry is a process of its own, and so is each measurement.
/// </summary>
internal static class ManyImages
{
    private const int AtOnce = 4;

    /// <summary>Measures a hundred and a thousand images, with and without what a verifier keeps.</summary>
    public static async Task<int> ShowAsync()
    {
        Console.WriteLine($"{"images",6} {"keeps",6} {"images/s",9} {"median",9} {"p99",9} {"peak memory",12} {"live heap",10}");
        foreach (string keeps in new[] { "no", "yes" })
            foreach (int count in new[] { 100, 1000 })
                await ChildProcess.RunAsync(["many", $"{count}", keeps], Console.WriteLine);
        return 0;
    }

    /// <summary>One measurement, in a process of its own.</summary>
    public static async Task<int> MeasureAsync(int count, bool keeps)
    {
        await using var registry = ChildProcess.Start("serve", $"{count}");
        string host = await registry.ReadLineAsync();
        string key = (await registry.ReadLineAsync()).Replace('|', '\n');

        var policy = Samples.SignedBy(key);
        using var verifier = new ImageVerifier(new ImageVerifierOptions { Credentials = AnonymousCredentials.Instance, Cache = keeps ? CacheOptions.Default : CacheOptions.None });
        (await verifier.VerifyAsync($"{host}/acme/app-0:1", policy)).EnsureAllowed();
        var times = new TimeSpan[count];
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, token) =>
        {
            var one = Stopwatch.StartNew();
            (await verifier.VerifyAsync($"{host}/acme/app-{i}:1", policy, token)).EnsureAllowed();
            times[i] = one.Elapsed;
        });
        watch.Stop();

        using var self = Process.GetCurrentProcess();
        var sorted = times.Order().ToArray();
        Console.WriteLine($"{count,6} {(keeps ? "yes" : "no"),6} {count / watch.Elapsed.TotalSeconds,9:0} {sorted[count / 2].TotalMilliseconds,6:0.0} ms {sorted[count * 99 / 100].TotalMilliseconds,6:0.0} ms {self.PeakWorkingSet64 >> 20,8} MiB {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0,6:0.0} MiB");
        return 0;
    }

    /// <summary>Serves the images until standard input ends; the first lines of output are the host and the key.</summary>
    public static async Task<int> ServeAsync(int count)
    {
        var registry = new InMemoryRegistry();
        using var key = TestKey.Ecdsa();
        for (int i = 0; i < count; i++)
        {
            var image = registry.Push($"acme/app-{i}:1", TestImage.FromScratch().WithLabel("number", $"{i}"));
            image.SignWithBundle(key);
            image.SignWithTag(key);
            image.AttestWithBundle(key, Samples.ProvenanceType, """{"buildDefinition":{},"runDetails":{}}""");
        }

        await using var server = await registry.StartAsync();
        Console.WriteLine(server.Host);
        Console.WriteLine(key.PublicKeyPem.Replace('\n', '|'));

        // The log of the registry would grow with every request.
        using var forget = new Timer(_ => registry.Reset(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
