using System.Formats.Asn1;
using System.Text;

namespace ImageProvenance.Signatures;

/// <summary>Describes names of certificates for messages; names are compared by their bytes, never by this text.</summary>
/// <remarks>RFC 5280, 4.1.2.4.</remarks>
internal static class DistinguishedName
{
    private const int MaxParts = 16;
    private const int MaxLength = 256;

    /// <summary>The organization and the common name, where there are such: <c>O=sigstore.dev, CN=sigstore-tsa</c>.</summary>
    /// <param name="encoded">An encoded Name, of anybody.</param>
    public static string Describe(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            var text = new StringBuilder();
            var parts = new DerReader(encoded).ReadSequence();
            for (int count = 0; parts.HasData && count < MaxParts; count++)
                Append(text, parts.ReadSet().ReadSequence());
            return text.Length switch
            {
                0 => "a name without an organization or a common name",
                > MaxLength => "a long name",
                _ => SafeText.Clean(text.ToString()),
            };
        }
        catch (AsnContentException)
        {
            return "a malformed name";
        }
    }

    private static void Append(StringBuilder text, DerReader attribute)
    {
        var type = attribute.ReadOid().Span;
        string? label = type.SequenceEqual(TimestampOids.CommonName) ? "CN" : type.SequenceEqual(TimestampOids.Organization) ? "O" : null;
        if (label is not null && TextTag(attribute) is { } encoding)
            text.Append(text.Length > 0 ? ", " : "").Append(label).Append('=').Append(attribute.ReadText(encoding));
    }

    private static UniversalTagNumber? TextTag(DerReader value) =>
        value.NextIs(new Asn1Tag(UniversalTagNumber.UTF8String)) ? UniversalTagNumber.UTF8String
        : value.NextIs(new Asn1Tag(UniversalTagNumber.PrintableString)) ? UniversalTagNumber.PrintableString
        : null;
}
