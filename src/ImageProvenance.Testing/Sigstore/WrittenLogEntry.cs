namespace ImageProvenance.Testing;

/// <summary>A log entry as a client gets it back.</summary>
internal sealed record WrittenLogEntry
{
    public required string Kind { get; init; }

    public required string KindVersion { get; init; }

    public required byte[] LogId { get; init; }

    /// <summary>The index in the whole log.</summary>
    public required long LogIndex { get; init; }

    /// <summary>Seconds since 1970; 0 where the log tells no time.</summary>
    public required long IntegratedTime { get; init; }

    /// <summary>The signed entry timestamp; null where there is none.</summary>
    public byte[]? Promise { get; init; }

    public WrittenProof? Proof { get; init; }

    public required byte[] Body { get; init; }
}

/// <summary>An inclusion proof as a client gets it back.</summary>
/// <param name="LogIndex">The index in the tree.</param>
/// <param name="TreeSize">The size of the tree.</param>
/// <param name="RootHash">The hash of its root.</param>
/// <param name="Hashes">The hashes from the entry to the root.</param>
/// <param name="Checkpoint">The signed note.</param>
internal sealed record WrittenProof(long LogIndex, long TreeSize, byte[] RootHash, IReadOnlyList<byte[]> Hashes, string Checkpoint);
