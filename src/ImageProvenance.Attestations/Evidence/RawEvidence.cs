namespace ImageProvenance.Attestations;

/// <summary>A piece in a format that no reader here knows, for providers of others. Immutable and thread-safe.</summary>
public sealed class RawEvidence : SignedEvidence
{
    internal RawEvidence(DiscoveredEvidence found, VerifiedBytes content)
        : base(found, EvidenceFormats.Raw) => Content = content;

    /// <summary>The bytes of the layer.</summary>
    public VerifiedBytes Content { get; }
}
