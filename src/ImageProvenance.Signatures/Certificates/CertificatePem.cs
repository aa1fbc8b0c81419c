using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>Reads the PEM that annotations and log entries carry a signer's certificate in.</summary>
/// <remarks>RFC 7468, 5. Only the label <c>CERTIFICATE</c> is read: a bare key in a certificate's place names nobody.</remarks>
internal static class CertificatePem
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 65_536;

    /// <summary>The DER in the one block that a text is; white space may stand around it.</summary>
    /// <exception cref="MalformedContentException">The text is no such block (<c>invalid-certificate</c>).</exception>
    public static byte[] ReadOne(string pem)
    {
        if (pem.Length > MaxLength)
            throw Invalid("A certificate's PEM is longer than is read.", $"at most {MaxLength} characters", $"{pem.Length} characters");

        var text = pem.AsSpan().Trim(" \t\r\n");
        // Looked at first: the search for a block among many that never end takes long.
        if (text.Count("-----BEGIN ") > 1)
            throw Invalid("A certificate's PEM has other text beside the block.", "one CERTIFICATE block", "more blocks");
        if (!PemEncoding.TryFind(text, out var fields))
            throw Invalid("A certificate is no PEM.", "one CERTIFICATE block", "no block");
        if (fields.Location.GetOffsetAndLength(text.Length) != (0, text.Length))
            throw Invalid("A certificate's PEM has other text beside the block.", "one CERTIFICATE block", "more text");
        return text[fields.Label] is "CERTIFICATE"
            ? Decode(text[fields.Base64Data], fields.DecodedDataLength)
            : throw Invalid("A PEM block in a certificate's place is none.", "CERTIFICATE", SafeText.Clean(text[fields.Label].ToString()));
    }

    private static byte[] Decode(ReadOnlySpan<char> base64, int length)
    {
        byte[] der = new byte[length];
        return Convert.TryFromBase64Chars(base64, der, out int written) && written == length
            ? der
            : throw Invalid("A certificate's PEM is no base64.", null, null);
    }

    private static MalformedContentException Invalid(string message, string? expected, string? actual) => new("invalid-certificate", message, expected, actual);
}
