namespace ImageProvenance.Attestations;

/// <summary>An entry of a transparency log, as the bundle gives it; nothing of it is proven here. Immutable and thread-safe.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_rekor.proto, <c>TransparencyLogEntry</c>.</remarks>
public sealed class TransparencyLogEntry
{
    internal TransparencyLogEntry()
    {
    }

    /// <summary>The index in the whole log, which the signed entry timestamp covers; never negative.</summary>
    public long LogIndex { get; internal init; }

    /// <summary>The id of the log's key, usually 32 bytes; never empty.</summary>
    public ReadOnlyMemory<byte> LogId { get; internal init; }

    /// <summary>The kind of entry, such as <c>hashedrekord</c>; never empty.</summary>
    public required string Kind { get; init; }

    /// <summary>The version of the kind, such as <c>0.0.1</c>; never empty.</summary>
    public required string KindVersion { get; init; }

    /// <summary>When the log took the entry in, in seconds since 1970 (UTC), never negative; null where it is absent or 0. Worth nothing without a signed entry timestamp that verifies.</summary>
    public long? IntegratedTime { get; internal init; }

    /// <summary>The signed entry timestamp, the log's promise of inclusion; null where it is absent or empty.</summary>
    public ReadOnlyMemory<byte>? SignedEntryTimestamp { get; internal init; }

    /// <summary>The inclusion proof; null where there is none.</summary>
    public InclusionProof? InclusionProof { get; internal init; }

    /// <summary>The entry's body, the bytes that were hashed into the log; never empty.</summary>
    public ReadOnlyMemory<byte> CanonicalizedBody { get; internal init; }
}
