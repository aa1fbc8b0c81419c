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
}
