using System.Buffers;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>The hashes of a log's tree, SHA-256.</summary>
/// <remarks>RFC 6962, 2.1: a leaf's hash and a node's begin with different bytes, so that neither passes for the other.</remarks>
internal static class MerkleTree
{
    /// <summary>The size of every hash in bytes.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>Hashes an entry of the log.</summary>
    public static void HashLeaf(ReadOnlySpan<byte> body, Span<byte> hash)
    {
        int length = body.Length + 1;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        buffer[0] = LeafPrefix;
        body.CopyTo(buffer.AsSpan(1));
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Hashes two neighbours; the result may take the place of one of them.</summary>
    public static void HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> node = stackalloc byte[1 + (2 * HashBytes)];
        node[0] = NodePrefix;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + HashBytes)..]);
        SHA256.HashData(node, hash);
    }
}
