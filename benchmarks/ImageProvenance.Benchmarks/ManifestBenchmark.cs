using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace ImageProvenance.Benchmarks;

/// <summary>An index and a manifest read strictly into values, beside a general document of the same bytes, which checks nothing.</summary>
public class ManifestBenchmark
{
    private VerifiedBytes _content = null!;

    [Params("index", "manifest")]
    public string Document { get; set; } = "index";

    [GlobalSetup]
    public void Setup()
    {
        var report = Samples.Verify();
        var index = (ImageIndex)report.Image!.Document;
        _content = Document == "index" ? index.Content : VerifiedBytes.Hash(Samples.Blob(index.Manifests[0].Digest));
    }

    [Benchmark(Baseline = true)]
    public int ParseJsonDocument()
    {
        using var document = JsonDocument.Parse(_content.Memory);
        return document.RootElement.GetProperty("schemaVersion").GetInt32();
    }

    [Benchmark]
    public ManifestDocument ParseManifest() => ManifestDocument.Parse(_content);

    [Benchmark]
    public VerifiedBytes HashTheSameBytes() => VerifiedBytes.Hash(_content.Memory);
}
