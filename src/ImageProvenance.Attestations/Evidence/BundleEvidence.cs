namespace ImageProvenance.Attestations;

/// <summary>A Sigstore bundle: one signature and what verifies it. Immutable and thread-safe.</summary>
public sealed class BundleEvidence : SignedEvidence
{
    internal BundleEvidence(DiscoveredEvidence found, SigstoreBundle bundle, InTotoStatement? statement)
        : base(found, EvidenceFormats.SigstoreBundle) =>
        (Bundle, Statement) = (bundle, statement);

    /// <summary>The bundle.</summary>
    public SigstoreBundle Bundle { get; }

    /// <summary>The statement in the bundle's envelope, read from the bytes that the signature covers; null for a signature over an artifact itself.</summary>
    public InTotoStatement? Statement { get; }
}
