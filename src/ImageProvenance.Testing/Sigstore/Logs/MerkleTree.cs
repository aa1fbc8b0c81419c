using System.Security.Cryptography;

namespace ImageProvenance.Testing;

/// <summary>A Merkle tree that grows, as transparency logs keep it. Not thread-safe.</summary>
/// <remarks>RFC 6962, 2.1.</remarks>
internal sealed class MerkleTree
{
    private readonly List<byte[]> _leaves = [];

    public int Size => _leaves.Count;

    /// <summary>Adds a leaf and tells its index.</summary>
    public int Append(ReadOnlySpan<byte> content)
    {
        _leaves.Add(SHA256.HashData([0, .. content]));
        return _leaves.Count - 1;
    }

    public byte[] RootHash() => HashOf(0, Size);

    /// <summary>The hashes that lead from a leaf to the root, the lowest first.</summary>
    public IReadOnlyList<byte[]> ProofOf(int index) => PathOf(index, 0, Size);

    private byte[] HashOf(int start, int size)
    {
        if (size == 1)
            return _leaves[start];
        int left = LeftSize(size);
        return SHA256.HashData([1, .. HashOf(start, left), .. HashOf(start + left, size - left)]);
    }

    private List<byte[]> PathOf(int index, int start, int size)
    {
        if (size == 1)
            return [];
        int left = LeftSize(size);
        return index < start + left
            ? [.. PathOf(index, start, left), HashOf(start + left, size - left)]
            : [.. PathOf(index, start + left, size - left), HashOf(start, left)];
    }

    // The largest power of two that is smaller than the size.
    private static int LeftSize(int size) => 1 << int.Log2(size - 1);
}
