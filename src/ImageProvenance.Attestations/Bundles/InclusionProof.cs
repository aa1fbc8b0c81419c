namespace ImageProvenance.Attestations;

/// <summary>A Merkle proof that an entry is in a log, as the bundle gives it; nothing of it is proven here. Immutable and thread-safe.</summary>
/// <remarks>RFC 6962, 2.1.1; sigstore protobuf-specs, sigstore_rekor.proto, <c>InclusionProof</c>.</remarks>
public sealed class InclusionProof
{
    /// <summary>The most hashes of one proof: a tree of 2^63 entries needs 63.</summary>
    public const int MaxHashes = 64;

    internal InclusionProof()
    {
    }

    /// <summary>The index of the entry in the tree that the proof is for, which may be one shard of the log; never negative.</summary>
    public long LogIndex { get; internal init; }

    /// <summary>The number of entries of that tree; never negative.</summary>
    public long TreeSize { get; internal init; }

    /// <summary>The root's hash. It says nothing that the checkpoint does not sign.</summary>
    public ReadOnlyMemory<byte> RootHash { get; internal init; }

    /// <summary>The hashes from the entry to the root.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Hashes { get; internal init; } = [];

    /// <summary>The checkpoint, a signed note in UTF-8; never empty.</summary>
    public required ReadOnlyMemory<byte> Checkpoint { get; init; }
}
