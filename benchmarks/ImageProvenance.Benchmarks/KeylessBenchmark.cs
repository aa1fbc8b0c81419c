using BenchmarkDotNet.Attributes;

namespace ImageProvenance.Benchmarks;

/// <summary>
/// Keyless bundles of sigstore-conformance, from their JSON to the verdict, on one thread and with the root loaded; beside it
/// the operations of cryptography alone. The bundles are read from beside the repository.
/// </summary>
public class KeylessBenchmark
{
    private KeylessBundle _bundle = null!;

    [Params("happy-path-v0.3-new-mediaType", "rekor2-timestamp-without-embedded-cert", "rekor2-dsse-happy-path")]
    public string Bundle { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _bundle = Conformance.Read(Bundle);

    [Benchmark(Baseline = true)]
    public bool Primitives() => _bundle.Primitives();

    [Benchmark]
    public bool ParseAndVerify() => _bundle.Verify();
}
