using System.Formats.Asn1;
using System.Text;
using System.Text.Unicode;

namespace ImageProvenance.Signatures;

/// <summary>Reads text of a certificate that policies compare and reports show: valid, short, without control characters.</summary>
internal static class IdentityText
{
    /// <summary>The longest text, in bytes.</summary>
    public const int MaxBytes = 8192;

    private static readonly Asn1Tag Utf8String = new(UniversalTagNumber.UTF8String);

    /// <summary>Reads a UTF8String.</summary>
    public static string ReadUtf8(ref DerReader reader) => Encoding.UTF8.GetString(TakeUtf8(ref reader).Span);

    /// <summary>Reads an IA5String under a tag of the format's own.</summary>
    public static string ReadAscii(ref DerReader reader, Asn1Tag tag)
    {
        var text = Checked(reader.ReadContent(tag));
        return Ascii.IsValid(text.Span) ? Encoding.ASCII.GetString(text.Span) : throw DerReader.Invalid("The text is no ASCII.");
    }

    /// <summary>Takes the bytes of a UTF8String, checked.</summary>
    public static ReadOnlyMemory<byte> TakeUtf8(ref DerReader reader) => Checked(reader.ReadContent(Utf8String));

    /// <summary>Takes bytes that are text as they are, checked, and uses them up.</summary>
    public static ReadOnlyMemory<byte> TakeBare(ref DerReader reader) => Checked(reader.ReadRest());

    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> text) =>
        text.Length > MaxBytes ? throw DerReader.Invalid("The text is too long.")
        : !Utf8.IsValid(text.Span) ? throw DerReader.Invalid("The text is no UTF-8.")
        : HasControls(text.Span) ? throw DerReader.Invalid("The text has control characters.")
        : text;

    // U+0000 to U+001F, U+007F, and U+0080 to U+009F, which UTF-8 spells C2 80 to C2 9F.
    private static bool HasControls(ReadOnlySpan<byte> utf8)
    {
        if (utf8.ContainsAnyInRange((byte)0x00, (byte)0x1F) || utf8.Contains((byte)0x7F))
            return true;
        for (int at = utf8.IndexOf((byte)0xC2); at >= 0; at = utf8.IndexOf((byte)0xC2))
        {
            if (utf8[at + 1] <= 0x9F)
                return true;
            utf8 = utf8[(at + 2)..];
        }

        return false;
    }
}
