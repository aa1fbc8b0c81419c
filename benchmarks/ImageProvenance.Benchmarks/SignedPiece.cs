using ImageProvenance.Attestations;

namespace ImageProvenance.Benchmarks;

/// <summary>What one signature is made of: the bytes that are signed, and the signature.</summary>
internal sealed record SignedPiece(ReadOnlyMemory<byte> SignedBytes, ReadOnlyMemory<byte> Signature)
{
    public static SignedPiece? Of(Evidence? evidence) => evidence switch
    {
        SimpleSigningEvidence simple => new(simple.SignedBytes, simple.Signature),
        DsseEvidence dsse => new(dsse.Envelope.SignedBytes, dsse.Signature.Signature),
        BundleEvidence { Bundle.DsseEnvelope: { } envelope } => new(envelope.SignedBytes, envelope.Signatures[0].Signature),
        _ => null,
    };
}
