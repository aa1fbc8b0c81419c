using System.Formats.Asn1;
using System.Text;

namespace ImageProvenance.Signatures;

/// <summary>Reads text of a certificate that policies compare and reports show: valid, short, without control characters.</summary>
internal static class IdentityText
{
    /// <summary>The longest text with what is around it, in bytes.</summary>
    public const int MaxBytes = 8192;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads encoded text.</summary>
    public static string Read(ref DerReader reader, UniversalTagNumber encoding, Asn1Tag? tag = null)
    {
        CheckLength(reader.Rest);
        return WithoutControls(reader.ReadText(encoding, tag));
    }

    /// <summary>Reads bytes that are text as they are, and uses them up.</summary>
    public static string ReadBare(ref DerReader reader)
    {
        CheckLength(reader.Rest);
        try
        {
            return WithoutControls(StrictUtf8.GetString(reader.ReadRest().Span));
        }
        catch (DecoderFallbackException)
        {
            throw DerReader.Invalid("The text is no UTF-8.");
        }
    }

    private static void CheckLength(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            throw DerReader.Invalid("The text is too long.");
    }

    private static string WithoutControls(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F')
            ? throw DerReader.Invalid("The text has control characters.")
            : text;
}
