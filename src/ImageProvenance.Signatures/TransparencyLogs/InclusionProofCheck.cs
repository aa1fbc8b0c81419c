using System.Numerics;
using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// A leaf is in the tree that a checkpoint is about. It proves no more than the checkpoint: without one that the log
/// signed, anybody can make a tree.
/// </summary>
/// <remarks>RFC 6962, 2.1.1; the order of the walk as in RFC 9162, 2.1.3.2.</remarks>
internal static class InclusionProofCheck
{
    public static Failure? Check(InclusionProof proof, ReadOnlySpan<byte> leafHash, Checkpoint checkpoint) =>
        CheckTree(proof, checkpoint) ?? CheckShape(proof) ?? CheckPath(proof, leafHash, checkpoint);

    private static Failure? CheckTree(InclusionProof proof, Checkpoint checkpoint)
    {
        if (proof.TreeSize != checkpoint.Size)
            return new("checkpoint-tree-mismatch", "An inclusion proof is for a tree of another size than its checkpoint.", $"{checkpoint.Size}", $"{proof.TreeSize}");
        return proof.RootHash.Span.SequenceEqual(checkpoint.RootHash.Span)
            ? null
            : new("checkpoint-tree-mismatch", "An inclusion proof is for a tree with another root than its checkpoint.",
                Convert.ToHexStringLower(checkpoint.RootHash.Span), Convert.ToHexStringLower(proof.RootHash.Span[..Math.Min(64, proof.RootHash.Length)]));
    }

    private static Failure? CheckShape(InclusionProof proof)
    {
        if (proof.LogIndex >= proof.TreeSize)
            return Invalid("is for an index outside of the tree", $"below {proof.TreeSize}", $"{proof.LogIndex}");
        int inner = InnerHashes(proof);
        int expected = inner + BitOperations.PopCount((ulong)(proof.LogIndex >> inner));
        if (proof.Hashes.Count != expected)
            return Invalid("has another number of hashes than its index and size ask for", $"{expected}", $"{proof.Hashes.Count}");
        foreach (var hash in proof.Hashes)
            if (hash.Length != MerkleTree.HashBytes)
                return Invalid("has a hash of another length", $"{MerkleTree.HashBytes} bytes", $"{hash.Length} bytes");
        return null;
    }

    private static Failure? CheckPath(InclusionProof proof, ReadOnlySpan<byte> leafHash, Checkpoint checkpoint)
    {
        int inner = InnerHashes(proof);
        Span<byte> hash = stackalloc byte[MerkleTree.HashBytes];
        leafHash.CopyTo(hash);
        for (int level = 0; level < proof.Hashes.Count; level++)
        {
            var sibling = proof.Hashes[level].Span;
            if (level < inner && ((proof.LogIndex >> level) & 1) == 0)
                MerkleTree.HashNode(hash, sibling, hash);
            else
                MerkleTree.HashNode(sibling, hash, hash);
        }

        return hash.SequenceEqual(checkpoint.RootHash.Span)
            ? null
            : Invalid("does not lead from the entry to the root", Convert.ToHexStringLower(checkpoint.RootHash.Span), Convert.ToHexStringLower(hash));
    }

    // Below the level where the paths of this leaf and of the last one part, siblings are on either side; above it, all are to the left.
    private static int InnerHashes(InclusionProof proof) => 64 - BitOperations.LeadingZeroCount((ulong)(proof.LogIndex ^ (proof.TreeSize - 1)));

    private static Failure Invalid(string problem, string expected, string actual) =>
        new("inclusion-proof-invalid", $"An inclusion proof {problem}.", expected, actual);
}
