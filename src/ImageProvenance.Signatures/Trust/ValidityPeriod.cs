namespace ImageProvenance.Signatures;

/// <summary>A time in which something is valid: both ends belong to it.</summary>
/// <param name="Start">The first moment, UTC.</param>
/// <param name="End">The last moment, UTC; null where it is still open.</param>
/// <remarks>sigstore protobuf-specs, sigstore_common.proto, <c>TimeRange</c>: "inclusive"; RFC 5280, 4.1.2.5.</remarks>
public readonly record struct ValidityPeriod(DateTimeOffset Start, DateTimeOffset? End)
{
    /// <summary>Whether a moment is in the period, its ends included.</summary>
    public bool Contains(DateTimeOffset time) => time >= Start && (End is not { } end || time <= end);

    /// <summary>The time that belongs to each of some periods; it ends before it starts where none does.</summary>
    internal static ValidityPeriod Common(IEnumerable<ValidityPeriod> periods) =>
        periods.Aggregate((a, b) => new(a.Start > b.Start ? a.Start : b.Start, a.End is null || b.End < a.End ? b.End : a.End));

    /// <inheritdoc />
    public override string ToString() => End is { } end
        ? $"{Start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} to {end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
        : $"from {Start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} on";
}
