using System.Buffers.Binary;
using System.Text;

namespace ImageProvenance.Oci;

/// <summary>One header block of a tar archive.</summary>
/// <remarks>POSIX.1-2024, pax, "ustar Interchange Format"; GNU tar's base-256 numbers.</remarks>
internal sealed record TarHeader(string Name, long Size, char Type)
{
    public const int BlockSize = 512;

    public bool IsFile => Type is '0' or '\0' or '7';

    public bool IsLink => Type is '1' or '2';

    /// <summary>Reads a block; null if it is the zero block that ends an archive.</summary>
    /// <exception cref="MalformedContentException">The block is no header (<c>malformed-archive</c>).</exception>
    public static TarHeader? Parse(ReadOnlySpan<byte> block)
    {
        if (!block.ContainsAnyExcept((byte)0))
            return null;
        if (ReadNumber(block.Slice(148, 8)) != Checksum(block))
            throw Malformed("a header's checksum is wrong");

        // Only POSIX headers have a prefix there; GNU's keep times in the same bytes.
        string name = ReadText(block[..100]);
        string prefix = block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? ReadText(block.Slice(345, 155)) : "";
        return new(prefix.Length == 0 ? name : $"{prefix}/{name}", ReadNumber(block.Slice(124, 12)), (char)block[156]);
    }

    public static MalformedContentException Malformed(string problem) =>
        new("malformed-archive", $"The archive is no well-formed tar: {problem}.");

    private static long Checksum(ReadOnlySpan<byte> block)
    {
        long sum = 8 * ' ';
        for (int i = 0; i < BlockSize; i++)
            sum += i is >= 148 and < 156 ? 0 : block[i];
        return sum;
    }

    private static long ReadNumber(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            // Base 256, big-endian: what does not fit 63 bits is no size of a file.
            bool fits = field[0] == 0x80 && !field[1..^8].ContainsAnyExcept((byte)0) && (field[^8] & 0x80) == 0;
            return fits ? BinaryPrimitives.ReadInt64BigEndian(field[^8..]) : throw Malformed("a number is out of range");
        }

        long value = 0;
        foreach (byte digit in field.Trim(" \0"u8))
            value = digit is >= (byte)'0' and <= (byte)'7' ? value * 8 + (digit - '0') : throw Malformed("a number is not octal");
        return value;
    }

    private static string ReadText(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }
}
