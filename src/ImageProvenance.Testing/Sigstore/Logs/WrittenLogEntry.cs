namespace ImageProvenance.Testing;

/// <summary>A log entry as a client gets it back.</summary>
internal sealed record WrittenLogEntry
{
    public string Kind { get; init; } = "";

    public string KindVersion { get; init; } = "";

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
