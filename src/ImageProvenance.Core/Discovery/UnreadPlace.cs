namespace ImageProvenance;

/// <summary>
/// A place for evidence that could not be read, or not to its end. What it holds is unknown: a rule that is not decided
/// without it is indeterminate.
/// </summary>
/// <param name="Place">The place, for a person: which list, tag or content.</param>
/// <param name="Subject">The digest that evidence was sought for.</param>
/// <param name="Failure">Why it could not be read.</param>
public sealed record UnreadPlace(string Place, Digest Subject, Failure Failure);
