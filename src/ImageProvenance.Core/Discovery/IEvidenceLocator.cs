namespace ImageProvenance;

/// <summary>What evidence is sought for: a subject, in the place that the reader reads, under a plan.</summary>
/// <param name="Image">The image that is judged.</param>
/// <param name="Subject">The node whose evidence is sought.</param>
/// <param name="Plan">What is wanted.</param>
/// <param name="Content">Reads the place.</param>
public sealed record EvidenceQuery(PinnedImage Image, Descriptor Subject, DiscoveryPlan Plan, ImageContentReader Content);

/// <summary>What one locator found for one subject.</summary>
/// <param name="Evidence">The pieces found.</param>
/// <param name="Unread">The places that could not be read.</param>
public sealed record LocatedEvidence(IReadOnlyList<DiscoveredEvidence> Evidence, IReadOnlyList<UnreadPlace> Unread)
{
    /// <summary>Nothing found, everything read.</summary>
    public static LocatedEvidence None { get; } = new([], []);
}

/// <summary>
/// A way of attaching evidence to images: ours are the referrers API, the referrers tag, cosign's tags and BuildKit's
/// index. Implementations are stateless and thread-safe, and throw nothing but cancellation: what could not be read is
/// an unread place, what was wrong is a failed piece.
/// </summary>
public interface IEvidenceLocator
{
    /// <summary>Looks for evidence of one subject.</summary>
    ValueTask<LocatedEvidence> LocateAsync(EvidenceQuery query, CancellationToken cancellationToken);
}
