using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>Writes an identity into a certificate as Fulcio does.</summary>
/// <remarks>fulcio, docs/oid-info.md; RFC 5280, 4.2.1.6.</remarks>
internal static class FulcioExtensions
{
    private const string Arc = "1.3.6.1.4.1.57264.1";
    private static readonly Asn1Tag OtherName = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag EmailName = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag UriName = new(TagClass.ContextSpecific, 6);

    public static IEnumerable<X509Extension> Write(TestIdentity identity, IEnumerable<string> otherUris)
    {
        yield return new X509Extension("2.5.29.17", AlternativeName(identity, otherUris), critical: true);

        var issuer = identity.Extensions;
        foreach (var extension in (FulcioExtension[])[FulcioExtension.IssuerV1, FulcioExtension.Issuer])
            if (!issuer.ContainsKey(extension))
                issuer = issuer.Add(extension, identity.Issuer);
        foreach (var (extension, text) in issuer)
            if (text is not null)
                yield return new X509Extension(string.Create(CultureInfo.InvariantCulture, $"{Arc}.{(int)extension}"), Value(extension, text), critical: false);
    }

    // The first six are text without any encoding around it.
    private static byte[] Value(FulcioExtension extension, string text) => extension < FulcioExtension.Issuer ? Encoding.UTF8.GetBytes(text) : Utf8String(text);

    private static byte[] AlternativeName(TestIdentity identity, IEnumerable<string> otherUris)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteName(writer, identity);
            foreach (string uri in otherUris)
                writer.WriteCharacterString(UniversalTagNumber.IA5String, uri, UriName);
        }

        return writer.Encode();
    }

    private static void WriteName(AsnWriter writer, TestIdentity identity)
    {
        switch (identity.Kind)
        {
            case SubjectNameKind.Email:
                writer.WriteCharacterString(UniversalTagNumber.IA5String, identity.Name, EmailName);
                break;
            case SubjectNameKind.Uri:
                writer.WriteCharacterString(UniversalTagNumber.IA5String, identity.Name, UriName);
                break;
            case SubjectNameKind.UserName:
                using (writer.PushSequence(OtherName))
                {
                    writer.WriteObjectIdentifier($"{Arc}.7");
                    using (writer.PushSequence(OtherName))
                        writer.WriteEncodedValue(Utf8String(identity.Name));
                }

                break;
            default:
                throw new ArgumentException("The identity has no kind of name.", nameof(identity));
        }
    }

    private static byte[] Utf8String(string text)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, text);
        return writer.Encode();
    }
}
