namespace ImageProvenance.Testing;

/// <summary>An inclusion proof as a client gets it back.</summary>
/// <param name="LogIndex">The index in the tree.</param>
/// <param name="TreeSize">The size of the tree.</param>
/// <param name="RootHash">The hash of its root.</param>
/// <param name="Hashes">The hashes from the entry to the root.</param>
/// <param name="Checkpoint">The signed note.</param>
internal sealed record WrittenProof(long LogIndex, long TreeSize, byte[] RootHash, IReadOnlyList<byte[]> Hashes, string Checkpoint);
