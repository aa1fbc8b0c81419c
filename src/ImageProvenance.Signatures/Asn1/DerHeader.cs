namespace ImageProvenance.Signatures;

/// <summary>Writes tags and lengths, the shortest way, which is the only one that DER has.</summary>
/// <remarks>ITU-T X.690, 8.1.3 and 10.1.</remarks>
internal static class DerHeader
{
    /// <summary>The tag of a sequence.</summary>
    public const byte Sequence = 0x30;

    /// <summary>The tag of a certificate's extensions, <c>[3]</c>.</summary>
    public const byte Extensions = 0xA3;

    /// <summary>The bytes of a tag of one byte with the length of its content, at most 65,535.</summary>
    public static int Size(int length) => length switch
    {
        < 0x80 => 2,
        <= byte.MaxValue => 3,
        <= ushort.MaxValue => 4,
        _ => throw DerReader.Invalid("A value is too long."),
    };

    /// <summary>Writes them and moves on.</summary>
    public static void Write(ref Span<byte> rest, byte tag, int length)
    {
        int size = Size(length);
        rest[0] = tag;
        if (size > 2)
            rest[1] = (byte)(0x80 + size - 2);
        if (size > 3)
            rest[2] = (byte)(length >> 8);
        rest[size - 1] = (byte)(length & 0xFF);
        rest = rest[size..];
    }
}
