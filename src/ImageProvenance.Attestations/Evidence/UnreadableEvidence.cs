namespace ImageProvenance.Attestations;

/// <summary>A piece that could not be used, and why. It harms no other. Immutable and thread-safe.</summary>
public sealed class UnreadableEvidence : Evidence
{
    internal UnreadableEvidence(DiscoveredEvidence found, Failure failure)
        : base(found, EvidenceFormats.Of(found.Layer?.MediaType)) => Failure = failure;

    /// <summary>What is wrong with the piece.</summary>
    public Failure Failure { get; }
}
