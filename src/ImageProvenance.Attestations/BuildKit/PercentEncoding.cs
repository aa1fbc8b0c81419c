using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ImageProvenance.Attestations;

/// <summary>Percent-encoding, decoded strictly: two hexadecimal digits after each percent sign, and UTF-8 as the result.</summary>
/// <remarks>RFC 3986, 2.1.</remarks>
internal static class PercentEncoding
{
    /// <summary>Decodes a text; null decodes to null, and what is malformed to false.</summary>
    public static bool TryDecode(string? encoded, out string? decoded)
    {
        decoded = encoded;
        if (encoded is null || !encoded.Contains('%'))
            return true;

        byte[] bytes = Encoding.UTF8.GetBytes(encoded);
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte value = bytes[i];
            if (value == '%')
            {
                if (i + 2 >= bytes.Length || !byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
                    return false;
                i += 2;
            }

            bytes[length++] = value;
        }

        decoded = Encoding.UTF8.GetString(bytes, 0, length);
        return Utf8.IsValid(bytes.AsSpan(0, length));
    }
}
