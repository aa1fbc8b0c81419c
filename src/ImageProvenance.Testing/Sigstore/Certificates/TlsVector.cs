using System.Buffers.Binary;

namespace ImageProvenance.Testing;

/// <summary>Writes bytes with their length before them.</summary>
/// <remarks>RFC 5246, 4.3.</remarks>
internal static class TlsVector
{
    /// <param name="lengthBytes">How many bytes the length has.</param>
    /// <param name="content">The bytes.</param>
    public static byte[] Write(int lengthBytes, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length[^lengthBytes..], .. content];
    }
}
