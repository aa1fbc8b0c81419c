using ImageProvenance.Attestations;

namespace ImageProvenance;

/// <summary>SLSA provenance that was found: what it says of builder and source. Immutable and thread-safe.</summary>
/// <param name="Platform">The platform that it is about; <c>index</c> for the index itself.</param>
/// <param name="Evidence">The piece of evidence that says it.</param>
/// <param name="PredicateType">The predicate type.</param>
/// <param name="Provenance">What it says.</param>
public sealed record ProvenanceSummary(string Platform, EvidenceId Evidence, string PredicateType, SlsaProvenance Provenance)
{
    // The piece itself, always set: a carrier can be listed for several subjects, and the id is the same for each.
    internal Evidence Piece { get; init; } = null!;

    /// <summary>Whether a signature authenticates it. Unsigned provenance is a claim.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>Whether it goes together with the image; null where that was not checked or cannot be decided.</summary>
    public bool? IsConsistent { get; init; }
}
