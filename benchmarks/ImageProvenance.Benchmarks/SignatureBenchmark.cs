using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Benchmarks;

/// <summary>A DSSE envelope from its JSON to the verdict on its signature, beside the bare ECDSA verification in it.</summary>
public class SignatureBenchmark
{
    private byte[] _json = [];
    private byte[] _signedBytes = [];
    private byte[] _signature = [];
    private ECDsa _ecdsa = null!;
    private PublicKey _key = null!;

    [GlobalSetup]
    public void Setup()
    {
        var report = Samples.Verify();
        var envelope = report.Evidence.Select(piece => piece.Evidence).OfType<DsseEvidence>().First().Envelope;
        (_json, _signedBytes, _signature) = (envelope.ToJson(), envelope.SignedBytes.ToArray(), envelope.Signatures[0].Signature.ToArray());
        _key = PublicKey.FromPem(Samples.KeyPem);
        _ecdsa = ECDsa.Create();
        _ecdsa.ImportFromPem(Samples.KeyPem);
    }

    [GlobalCleanup]
    public void Cleanup() => _ecdsa.Dispose();

    [Benchmark(Baseline = true)]
    public bool VerifyBareEcdsa() => _ecdsa.VerifyData(_signedBytes, _signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    [Benchmark]
    public bool ParseEncodeAndVerify()
    {
        var envelope = DsseEnvelope.Parse(_json);
        return _key.Verify(envelope.SignedBytes, envelope.Signatures[0].Signature.Span);
    }

    [Benchmark]
    public ReadOnlyMemory<byte> ParseAndEncode() => DsseEnvelope.Parse(_json).SignedBytes;
}
