using BenchmarkDotNet.Attributes;

namespace ImageProvenance.Benchmarks;

/// <summary>One verifier in the hands of several threads: two do twice the work of one in the same time, where the machine has two cores.</summary>
public class KeylessThreadsBenchmark
{
    private const int Bundles = 64;

    private KeylessBundle _bundle = null!;

    [GlobalSetup]
    public void Setup() => _bundle = Conformance.Read("happy-path-v0.3-new-mediaType");

    [Benchmark(Baseline = true, OperationsPerInvoke = Bundles)]
    public bool OneThread()
    {
        bool all = true;
        for (int i = 0; i < Bundles; i++)
            all &= _bundle.Verify();
        return all;
    }

    [Benchmark(OperationsPerInvoke = Bundles)]
    public bool TwoThreads()
    {
        int proven = 0;
        Parallel.For(0, Bundles, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ => Interlocked.Add(ref proven, _bundle.Verify() ? 1 : 0));
        return proven == Bundles;
    }
}
