namespace ImageProvenance.Signatures;

/// <summary>The object identifiers of timestamp tokens, as the content bytes of their encoding.</summary>
internal static class TimestampOids
{
    /// <summary>1.2.840.113549.1.7.2: RFC 5652, 5.1.</summary>
    public static ReadOnlySpan<byte> SignedData => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

    /// <summary>1.2.840.113549.1.9.3: RFC 5652, 11.1.</summary>
    public static ReadOnlySpan<byte> ContentType => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03];

    /// <summary>1.2.840.113549.1.9.4: RFC 5652, 11.2.</summary>
    public static ReadOnlySpan<byte> MessageDigest => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04];

    /// <summary>1.2.840.113549.1.9.16.1.4, the content type of TSTInfo: RFC 3161, 2.4.2.</summary>
    public static ReadOnlySpan<byte> TimestampInfo => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x04];

    /// <summary>1.2.840.113549.1.9.16.2.12: RFC 2634, 5.4.</summary>
    public static ReadOnlySpan<byte> SigningCertificate => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x02, 0x0C];

    /// <summary>1.2.840.113549.1.9.16.2.47: RFC 5035, 3.</summary>
    public static ReadOnlySpan<byte> SigningCertificateV2 => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x02, 0x2F];
}
