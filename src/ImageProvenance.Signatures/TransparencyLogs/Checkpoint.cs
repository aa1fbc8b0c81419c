namespace ImageProvenance.Signatures;

/// <summary>
/// A checkpoint: how large a log is and which root its tree has, with signatures. Nothing of it is verified. Immutable and
/// thread-safe.
/// </summary>
/// <remarks>C2SP signed-note and tlog-checkpoint.</remarks>
internal sealed class Checkpoint
{
    internal Checkpoint()
    {
    }

    /// <summary>What every signature is over: the text, with the line end before the blank line.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>The first line: which log the checkpoint is of. Never empty.</summary>
    public required string Origin { get; init; }

    /// <summary>The number of entries in the tree; never negative.</summary>
    public required long Size { get; init; }

    /// <summary>The hash of the tree's root, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> RootHash { get; init; }

    /// <summary>The signatures, at least one.</summary>
    public required IReadOnlyList<NoteSignature> Signatures { get; init; }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="MalformedContentException">It is none (<c>invalid-checkpoint</c>).</exception>
    public static Checkpoint Parse(ReadOnlyMemory<byte> note) => CheckpointReader.Read(note);
}
