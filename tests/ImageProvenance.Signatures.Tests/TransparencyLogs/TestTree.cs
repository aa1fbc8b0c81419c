using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A log's tree by the letter of its definition: recursive, and sharing nothing with what is tested.</summary>
/// <remarks>RFC 6962, 2.1 and 2.1.1.</remarks>
internal static class TestTree
{
    public static byte[] Leaf(byte[] body) => SHA256.HashData([0, .. body]);

    public static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    public static byte[] Root(ReadOnlySpan<byte[]> leaves) =>
        leaves.Length == 1 ? leaves[0] : Node(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..]));

    public static byte[][] Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
            return [];
        int split = Split(leaves.Length);
        return index < split
            ? [.. Path(index, leaves[..split]), Root(leaves[split..])]
            : [.. Path(index - split, leaves[split..]), Root(leaves[..split])];
    }

    private static int Split(int size)
    {
        int split = 1;
        while (split * 2 < size)
            split *= 2;
        return split;
    }
}
