using System.Text;

namespace ImageProvenance.Fuzz;

/// <summary>Pieces that parsers treat in a way of their own.</summary>
internal static class Tokens
{
    /// <summary>Decimal numbers at the edges of types.</summary>
    public static IReadOnlyList<byte[]> Numbers { get; } =
    [
        .. new[]
        {
            "0", "-0", "-1", "00", "1.0", "1e0", "1e400", "0.1", "127", "255", "65535", "2147483647", "2147483648", "4294967296", "253402300800",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "99999999999999999999999999999999999999",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Lengths in DER: zero, indefinite, not minimal, far too large.</summary>
    public static IReadOnlyList<byte[]> Lengths { get; } =
    [
        [0x00], [0x7F], [0x80], [0x81, 0x00], [0x81, 0x7F], [0x81, 0x80], [0x82, 0x00, 0x80], [0x82, 0xFF, 0xFF],
        [0x83, 0xFF, 0xFF, 0xFF], [0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xFF],
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. new[]
        {
            "null", "true", "{}", "[]", "\"\"", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "{\"a\":", "\\u0000", "\\ud800", "\\u0022", ",", ":", "}", "]",
            "\n", "\n\n", "\r\n", "— ", " ", "=", "==", "AAAA", "\uFEFF", "\u202E", "../", "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----",
            "mediaType", "MediaType", "media_type", "payload", "payloadType", "signatures", "sig", "keyid", "rawBytes", "certificates", "tlogEntries", "logIndex", "treeSize",
            "hashes", "checkpoint", "envelope", "canonicalizedBody", "kind", "apiVersion", "spec", "validFor", "start", "end", "2026-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z",
            "0001-01-01T00:00:00Z", "SHA2_256", "PKIX_ECDSA_P256_SHA_256", "PKCS1_RSA_PKCS1V5", "hashedrekord", "0.0.1", "0.0.2", "dsse", "intoto", "critical", "optional", "sha256:",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC0, 0x80], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0x30, 0x80], [0x24, 0x80], [0x00, 0x00], [0x05, 0x00], [0x30, 0x00], [0x02, 0x00], [0x02, 0x01, 0xFF], [0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
        [0x06, 0x03, 0x55, 0x1D, 0x25], [0x06, 0x00], [0x06, 0x01, 0x80], [0x03, 0x01, 0x07], [0x01, 0x01, 0x01],
        [0x18, 0x0F, .. "99991231235959Z"u8], [0x17, 0x0D, .. "500101000000Z"u8],
        .. Numbers,
        .. Lengths,
    ];
}
