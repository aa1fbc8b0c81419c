namespace ImageProvenance.Signatures;

/// <summary>What a timestamp says: this hash existed at this time. Slices of what was received; immutable.</summary>
/// <param name="Encoded">The whole TSTInfo, which the signed attributes hash.</param>
/// <param name="ImprintAlgorithm">The algorithm of the hash that is stamped.</param>
/// <param name="Imprint">The hash that is stamped.</param>
/// <param name="Time">The time, UTC.</param>
/// <remarks>RFC 3161, 2.4.2, <c>TSTInfo</c>.</remarks>
internal readonly record struct TimestampInfo(ReadOnlyMemory<byte> Encoded, HashIdentifier ImprintAlgorithm, ReadOnlyMemory<byte> Imprint, DateTimeOffset Time);
