namespace ImageProvenance.Attestations;

/// <summary>cosign's signature of an image: a payload, and beside it what is in the layer's annotations. Immutable and thread-safe.</summary>
public sealed class SimpleSigningEvidence : SignedEvidence
{
    internal SimpleSigningEvidence(DiscoveredEvidence found, SimpleSigningPayload payload, ReadOnlyMemory<byte> signedBytes, ReadOnlyMemory<byte> signature, CosignAnnotations annotations)
        : base(found, EvidenceFormats.CosignSimpleSigning) =>
        (Payload, SignedBytes, Signature, Annotations) = (payload, signedBytes, signature, annotations);

    /// <summary>What was signed, read.</summary>
    public SimpleSigningPayload Payload { get; }

    /// <summary>What was signed, the layer's bytes as received.</summary>
    public ReadOnlyMemory<byte> SignedBytes { get; }

    /// <summary>The signature, decoded.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Certificate, log entry and timestamp, as written.</summary>
    public CosignAnnotations Annotations { get; }
}
