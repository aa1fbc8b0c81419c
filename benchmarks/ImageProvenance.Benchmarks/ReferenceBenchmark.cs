using BenchmarkDotNet.Attributes;

namespace ImageProvenance.Benchmarks;

/// <summary>An image reference from text, beside the framework's parser of another kind of address of the same length.</summary>
public class ReferenceBenchmark
{
    private const string Text = "ghcr.io/acme/team/app:1.2.3@sha256:4740e37d005c7ad756ba8f1215339ebaa5207b21467b905b15e01e8d229a3190";
    private const string Address = "https://ghcr.io/acme/team/app:1.2.3@sha256:4740e37d005c7ad756ba8f1215339ebaa5207b21467b905b15e01e8d229a3190";

    // Uri parses lazily; its path is asked for so that it has done its work.
    [Benchmark(Baseline = true)]
    public string ParseUri() => new Uri(Address).AbsolutePath;

    [Benchmark]
    public ImageReference ParseReference() => ImageReference.Parse(Text);
}
