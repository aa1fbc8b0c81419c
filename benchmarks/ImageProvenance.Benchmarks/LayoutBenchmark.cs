using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using ImageProvenance.Policies;

namespace ImageProvenance.Benchmarks;

/// <summary>
/// A whole image verified in a layout, beside the least that could prove it: its bytes hashed and one signature verified.
/// The sample carries four signatures, of which the library judges each, and a layout has no list of what refers to what:
/// every small file has to be opened. The third line does both, and nothing else.
/// </summary>
public class LayoutBenchmark : IDisposable
{
    private readonly ImageVerifier _verifier = new(new ImageVerifierOptions { Cache = CacheOptions.None });
    private readonly ImageRequest _request = new(Samples.SignedImage);
    private readonly VerificationPolicy _policy = Samples.SignedBy(Samples.KeyPem);
    private readonly ECDsa _ecdsa = ECDsa.Create();
    private readonly string _blobs = Path.Combine(Samples.SignedLayout, "blobs", "sha256");
    private byte[][] _contents = [];
    private SignedPiece[] _pieces = [];

    [GlobalSetup]
    public void Setup()
    {
        _ecdsa.ImportFromPem(Samples.KeyPem);
        var report = Samples.Verify();
        var found = report.Evidence.Select(piece => piece.Evidence!.Found).ToList();
        _pieces = [.. report.Evidence.Select(piece => SignedPiece.Of(piece.Evidence)).OfType<SignedPiece>()];
        string[] files = [.. found.Select(piece => piece.CarrierDigest).Concat(found.Select(piece => piece.Layer!.Digest)).Append(report.Image!.Digest).Distinct().Select(Samples.PathOf)];
        _contents = [.. files.Select(File.ReadAllBytes)];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _verifier.Dispose();
        _ecdsa.Dispose();
    }

    [Benchmark(Baseline = true)]
    public bool HashAndVerifyOne()
    {
        foreach (byte[] content in _contents)
            SHA256.HashData(content);
        return Verify(_pieces[0]);
    }

    [Benchmark]
    public bool HashAndVerifyAll()
    {
        foreach (byte[] content in _contents)
            SHA256.HashData(content);
        return Array.TrueForAll(_pieces, Verify);
    }

    [Benchmark]
    public bool ReadHashAndVerifyAll()
    {
        foreach (string file in Directory.GetFiles(_blobs))
            File.ReadAllBytes(file);
        return HashAndVerifyAll();
    }

    [Benchmark]
    public Task<ProvenanceReport> VerifyImage() => _verifier.VerifyAsync(_request, _policy);

    private bool Verify(SignedPiece piece) =>
        _ecdsa.VerifyData(piece.SignedBytes.Span, piece.Signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}
