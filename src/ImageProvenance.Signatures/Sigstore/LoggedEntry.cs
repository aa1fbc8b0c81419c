namespace ImageProvenance.Signatures;

/// <summary>An entry that is proven to be in a transparency log, about this very signature. Immutable and thread-safe.</summary>
/// <param name="Origin">The log, as the trusted root names it.</param>
/// <param name="Index">The entry's index in the log.</param>
/// <param name="CountedAs">What thresholds count: logs with the same value count once.</param>
/// <param name="Kind">The kind of entry with its version, such as <c>hashedrekord 0.0.1</c>.</param>
public sealed record LoggedEntry(string Origin, long Index, string CountedAs, string Kind);
