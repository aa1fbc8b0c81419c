using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>The object identifiers that are looked for, as the content bytes of their encoding.</summary>
internal static class Oids
{
    /// <summary>2.5.29.14: RFC 5280, 4.2.1.2.</summary>
    public static ReadOnlySpan<byte> SubjectKeyIdentifier => [0x55, 0x1D, 0x0E];

    /// <summary>2.5.29.15: RFC 5280, 4.2.1.3.</summary>
    public static ReadOnlySpan<byte> KeyUsage => [0x55, 0x1D, 0x0F];

    /// <summary>2.5.29.17: RFC 5280, 4.2.1.6.</summary>
    public static ReadOnlySpan<byte> SubjectAlternativeName => [0x55, 0x1D, 0x11];

    /// <summary>2.5.29.19: RFC 5280, 4.2.1.9.</summary>
    public static ReadOnlySpan<byte> BasicConstraints => [0x55, 0x1D, 0x13];

    /// <summary>2.5.29.35: RFC 5280, 4.2.1.1.</summary>
    public static ReadOnlySpan<byte> AuthorityKeyIdentifier => [0x55, 0x1D, 0x23];

    /// <summary>2.5.29.37: RFC 5280, 4.2.1.12.</summary>
    public static ReadOnlySpan<byte> ExtendedKeyUsage => [0x55, 0x1D, 0x25];

    /// <summary>2.5.29.37.0: RFC 5280, 4.2.1.12.</summary>
    public static ReadOnlySpan<byte> AnyExtendedKeyUsage => [0x55, 0x1D, 0x25, 0x00];

    /// <summary>1.3.6.1.5.5.7.3.3: RFC 5280, 4.2.1.12.</summary>
    public static ReadOnlySpan<byte> CodeSigning => [0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x03];

    /// <summary>1.3.6.1.5.5.7.3.8: RFC 3161, 2.3.</summary>
    public static ReadOnlySpan<byte> TimeStamping => [0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];

    /// <summary>1.3.6.1.4.1.11129.2.4.2: RFC 6962, 3.3.</summary>
    public static ReadOnlySpan<byte> EmbeddedScts => [0x2B, 0x06, 0x01, 0x04, 0x01, 0xD6, 0x79, 0x02, 0x04, 0x02];

    /// <summary>1.3.6.1.4.1.11129.2.4.3: RFC 6962, 3.1.</summary>
    public static ReadOnlySpan<byte> PrecertificatePoison => [0x2B, 0x06, 0x01, 0x04, 0x01, 0xD6, 0x79, 0x02, 0x04, 0x03];

    /// <summary>1.3.6.1.4.1.57264.1: the arc of Fulcio's extensions (fulcio, docs/oid-info.md).</summary>
    public static ReadOnlySpan<byte> Fulcio => [0x2B, 0x06, 0x01, 0x04, 0x01, 0x83, 0xBF, 0x30, 0x01];

    /// <summary>2.5.29.30: RFC 5280, 4.2.1.10.</summary>
    public static ReadOnlySpan<byte> NameConstraints => [0x55, 0x1D, 0x1E];

    /// <summary>1.3.6.1.4.1.57264.1.7: the form of a name that is a user name (fulcio, docs/oid-info.md).</summary>
    public static ReadOnlySpan<byte> FulcioUserName => [0x2B, 0x06, 0x01, 0x04, 0x01, 0x83, 0xBF, 0x30, 0x01, 0x07];

    /// <summary>1.2.840.10045.2.1: RFC 5480, 2.1.1.</summary>
    public static ReadOnlySpan<byte> EcPublicKey => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];

    /// <summary>1.2.840.10045.3.1.7: RFC 5480, 2.1.1.1.</summary>
    public static ReadOnlySpan<byte> P256 => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];

    /// <summary>1.3.132.0.34: RFC 5480, 2.1.1.1.</summary>
    public static ReadOnlySpan<byte> P384 => [0x2B, 0x81, 0x04, 0x00, 0x22];

    /// <summary>1.3.132.0.35: RFC 5480, 2.1.1.1.</summary>
    public static ReadOnlySpan<byte> P521 => [0x2B, 0x81, 0x04, 0x00, 0x23];

    /// <summary>1.2.840.113549.1.1.1: RFC 3279, 2.3.1.</summary>
    public static ReadOnlySpan<byte> RsaEncryption => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

    /// <summary>1.3.101.112: RFC 8410, 3.</summary>
    public static ReadOnlySpan<byte> Ed25519 => [0x2B, 0x65, 0x70];

    /// <summary>1.2.840.10045.4.3.2: RFC 5758, 3.2.</summary>
    public static ReadOnlySpan<byte> EcdsaWithSha256 => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];

    /// <summary>1.2.840.10045.4.3.3: RFC 5758, 3.2.</summary>
    public static ReadOnlySpan<byte> EcdsaWithSha384 => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03];

    /// <summary>1.2.840.10045.4.3.4: RFC 5758, 3.2.</summary>
    public static ReadOnlySpan<byte> EcdsaWithSha512 => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x04];

    /// <summary>1.2.840.113549.1.1.11: RFC 4055, 5.</summary>
    public static ReadOnlySpan<byte> Sha256WithRsa => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B];

    /// <summary>1.2.840.113549.1.1.12: RFC 4055, 5.</summary>
    public static ReadOnlySpan<byte> Sha384WithRsa => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0C];

    /// <summary>1.2.840.113549.1.1.13: RFC 4055, 5.</summary>
    public static ReadOnlySpan<byte> Sha512WithRsa => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0D];

    /// <summary>2.16.840.1.101.3.4.2.1: RFC 5754, 2.2.</summary>
    public static ReadOnlySpan<byte> Sha256 => [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

    /// <summary>2.16.840.1.101.3.4.2.2: RFC 5754, 2.3.</summary>
    public static ReadOnlySpan<byte> Sha384 => [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];

    /// <summary>2.16.840.1.101.3.4.2.3: RFC 5754, 2.4.</summary>
    public static ReadOnlySpan<byte> Sha512 => [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];

    /// <summary>The dotted form of content bytes, for a message; hexadecimal where they are no identifier.</summary>
    public static string ToText(ReadOnlySpan<byte> content)
    {
        try
        {
            return content.Length < 128
                ? AsnDecoder.ReadObjectIdentifier([0x06, (byte)content.Length, .. content], AsnEncodingRules.DER, out _)
                : "a long identifier";
        }
        catch (AsnContentException)
        {
            return Convert.ToHexStringLower(content);
        }
    }
}
