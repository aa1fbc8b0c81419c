using BenchmarkDotNet.Attributes;

namespace ImageProvenance.Benchmarks;

/// <summary>
/// One verifier in the hands of several threads: two do twice the work of one in the same time, where the machine has two cores
/// to give. How many it gives is what the same number of operations of cryptography alone takes, which share nothing.
/// </summary>
public class KeylessThreadsBenchmark
{
    private const int Bundles = 64;

    private KeylessBundle _bundle = null!;

    [Params("primitives", "parse and verify")]
    public string Work { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _bundle = Conformance.Read("happy-path-v0.3-new-mediaType");

    [Benchmark(Baseline = true, OperationsPerInvoke = Bundles)]
    public bool OneThread()
    {
        bool all = true;
        for (int i = 0; i < Bundles; i++)
            all &= Once(_bundle);
        return all;
    }

    [Benchmark(OperationsPerInvoke = Bundles)]
    public bool TwoThreads()
    {
        int proven = 0;
        Parallel.For(0, Bundles, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ => Interlocked.Add(ref proven, Once(_bundle) ? 1 : 0));
        return proven == Bundles;
    }

    private bool Once(KeylessBundle bundle) => Work == "primitives" ? bundle.Primitives() : bundle.Verify();
}
