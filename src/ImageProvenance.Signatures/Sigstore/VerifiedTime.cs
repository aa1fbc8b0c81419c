namespace ImageProvenance.Signatures;

/// <summary>A moment at which a signature is proven to have existed. Immutable and thread-safe.</summary>
/// <param name="Source">Who says so: a log by its signed entry timestamp, or a timestamp authority, as the trusted root names them.</param>
/// <param name="Time">The moment, UTC.</param>
/// <param name="CountedAs">What thresholds count: sources with the same value count once.</param>
public sealed record VerifiedTime(string Source, DateTimeOffset Time, string CountedAs);
