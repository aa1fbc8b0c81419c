namespace ImageProvenance.Attestations;

/// <summary>A piece in a format that no reader here knows, for providers of others; its bytes are in <see cref="Evidence.Found"/>. Immutable and thread-safe.</summary>
public sealed class RawEvidence : SignedEvidence
{
    internal RawEvidence(DiscoveredEvidence found)
        : base(found, EvidenceFormats.Raw)
    {
    }
}
