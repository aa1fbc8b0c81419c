namespace ImageProvenance.Attestations;

/// <summary>One signature of a DSSE envelope with a statement in it. Its siblings share the envelope and the statement. Immutable and thread-safe.</summary>
public sealed class DsseEvidence : SignedEvidence
{
    internal DsseEvidence(DiscoveredEvidence found, DsseEnvelope envelope, int signature, InTotoStatement statement, CosignAnnotations annotations)
        : base(found, EvidenceFormats.Dsse, signature) =>
        (Envelope, Signature, Statement, Annotations) = (envelope, envelope.Signatures[signature], statement, annotations);

    /// <summary>The envelope.</summary>
    public DsseEnvelope Envelope { get; }

    /// <summary>The signature that this piece is.</summary>
    public DsseSignature Signature { get; }

    /// <summary>The statement in the envelope, read from the bytes that the signature covers.</summary>
    public InTotoStatement Statement { get; }

    /// <summary>Certificate, log entry and timestamp beside the envelope, as cosign writes them; all null where there are none.</summary>
    public CosignAnnotations Annotations { get; }
}
