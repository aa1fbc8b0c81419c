using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>A piece of signed evidence and what was made of it.</summary>
/// <param name="Evidence">The piece.</param>
/// <param name="Verdict">The verdict on it: a fact, a failure, or no say.</param>
public sealed record JudgedEvidence(Evidence Evidence, SignatureVerdict Verdict);

/// <summary>How one platform's image and the provenance claimed for it go together.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Result">The result of the check.</param>
public sealed record PlatformConsistency(PlatformImage Platform, ConsistencyResult Result);

/// <summary>All that a rule is evaluated over. Immutable and thread-safe.</summary>
/// <param name="Image">The image that is judged.</param>
/// <param name="Evidence">The evidence with its verdicts.</param>
/// <param name="Platforms">The consistency of the platforms that are judged; empty where the plan did not ask.</param>
/// <param name="Unread">The places that could not be read.</param>
public sealed record ImageFacts(
    PinnedImage Image,
    IReadOnlyList<JudgedEvidence> Evidence,
    IReadOnlyList<PlatformConsistency> Platforms,
    IReadOnlyList<UnreadPlace> Unread);
