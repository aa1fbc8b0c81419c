namespace ImageProvenance;

/// <summary>
/// The manifests that a place lists as referring to a subject, unproven: each has to be fetched, hashed and asked for
/// its subject. Immutable.
/// </summary>
/// <param name="Descriptors">What the place lists; empty where it lists nothing.</param>
/// <param name="Cut">Why the list is not whole (a cap, a broken page), or null where it is.</param>
public sealed record ReferrersList(IReadOnlyList<Descriptor> Descriptors, Failure? Cut = null)
{
    /// <summary>A list of nothing: the place has no referrers, or no way to list them.</summary>
    public static ReferrersList Empty { get; } = new([]);
}
