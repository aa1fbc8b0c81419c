using System.Buffers;
using System.Buffers.Text;

namespace ImageProvenance.Signatures;

/// <summary>
/// Base64 as there is exactly one of any bytes: the standard alphabet, padded, without white space, spare bits zero.
/// Comparing is done on the encoded side, a piece at a time, so that nothing is allocated.
/// </summary>
/// <remarks>RFC 4648, 4 and 3.5.</remarks>
internal static class StrictBase64
{
    // Multiples of nine bytes encode to whole groups, once and twice.
    private const int ChunkBytes = 2304;
    private const int EncodedChunkBytes = 3072;

    /// <summary>Decodes; null if the text is no such base64.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        int padding = text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0;
        byte[] bytes = new byte[Math.Max(0, Base64.GetMaxDecodedFromUtf8Length(text.Length) - padding)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out int written) == OperationStatus.Done && written == bytes.Length && IsOf(text, bytes) ? bytes : null;
    }

    /// <summary>Whether the text encodes the bytes.</summary>
    public static bool IsOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> bytes)
    {
        if (text.Length != Base64.GetMaxEncodedToUtf8Length(bytes.Length))
            return false;
        Span<byte> encoded = stackalloc byte[EncodedChunkBytes];
        while (!bytes.IsEmpty)
        {
            Base64.EncodeToUtf8(bytes[..Math.Min(ChunkBytes, bytes.Length)], encoded, out int read, out int written);
            if (!text[..written].SequenceEqual(encoded[..written]))
                return false;
            bytes = bytes[read..];
            text = text[written..];
        }

        return true;
    }

    /// <summary>Whether the text encodes the bytes, encoded: base64 of base64.</summary>
    public static bool IsTwiceOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> bytes)
    {
        int onceLength = Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        if (text.Length != Base64.GetMaxEncodedToUtf8Length(onceLength))
            return false;
        Span<byte> once = stackalloc byte[EncodedChunkBytes];
        while (!bytes.IsEmpty)
        {
            Base64.EncodeToUtf8(bytes[..Math.Min(ChunkBytes, bytes.Length)], once, out int read, out int written);
            int twiceLength = Base64.GetMaxEncodedToUtf8Length(written);
            if (!IsOf(text[..twiceLength], once[..written]))
                return false;
            bytes = bytes[read..];
            text = text[twiceLength..];
        }

        return true;
    }
}
