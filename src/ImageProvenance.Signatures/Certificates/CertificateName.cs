using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Spells out the name in a certificate, for messages; names are compared as bytes, never as this text.</summary>
/// <remarks>RFC 5280, 4.1.2.4; RFC 4514 without its escapes.</remarks>
internal static class CertificateName
{
    private const int MaxLength = 200;

    public static string Describe(ReadOnlyMemory<byte> name)
    {
        try
        {
            List<string> parts = [];
            var rest = new DerReader(name).ReadSequence();
            while (rest.HasData)
            {
                var attribute = rest.ReadSet().ReadSequence();
                string label = Label(attribute.ReadOid().Span);
                parts.Add($"{label}={Text(ref attribute)}");
            }

            string all = SafeText.Clean(string.Join(", ", parts));
            return all.Length switch
            {
                0 => "an empty name",
                > MaxLength => all[..MaxLength] + "…",
                _ => all,
            };
        }
        catch (AsnContentException)
        {
            return "a name that cannot be read";
        }
    }

    private static string Text(ref DerReader attribute) =>
        attribute.NextIs(new Asn1Tag(UniversalTagNumber.UTF8String)) ? attribute.ReadText(UniversalTagNumber.UTF8String)
        : attribute.NextIs(new Asn1Tag(UniversalTagNumber.PrintableString)) ? attribute.ReadText(UniversalTagNumber.PrintableString)
        : attribute.NextIs(new Asn1Tag(UniversalTagNumber.IA5String)) ? attribute.ReadText(UniversalTagNumber.IA5String)
        : "?";

    private static string Label(ReadOnlySpan<byte> oid) => oid switch
    {
        [0x55, 0x04, 0x03] => "CN",
        [0x55, 0x04, 0x06] => "C",
        [0x55, 0x04, 0x07] => "L",
        [0x55, 0x04, 0x08] => "ST",
        [0x55, 0x04, 0x0A] => "O",
        [0x55, 0x04, 0x0B] => "OU",
        _ => "?",
    };
}
