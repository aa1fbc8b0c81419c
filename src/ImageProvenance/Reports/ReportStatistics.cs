namespace ImageProvenance;

/// <summary>What a run cost. Immutable and thread-safe.</summary>
/// <param name="Requests">Round trips over the network, those for tokens and redirects too.</param>
/// <param name="Bytes">Bytes of bodies read, from network or disk.</param>
/// <param name="Elapsed">The time that the run took.</param>
public sealed record ReportStatistics(int Requests, long Bytes, TimeSpan Elapsed);
