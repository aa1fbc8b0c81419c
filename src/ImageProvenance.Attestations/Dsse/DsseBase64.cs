using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ImageProvenance.Attestations;

/// <summary>Base64 as a free-standing DSSE envelope may write it: the standard alphabet or the URL-safe one, never both in one value.</summary>
/// <remarks>DSSE 1.0.2, envelope.md: "Base64 is … Either standard or URL-safe encoding is allowed."</remarks>
internal static class DsseBase64
{
    private static readonly SearchValues<byte> Standard = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    private static readonly SearchValues<byte> UrlSafe = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="u8);

    public static byte[] Read(ref StrictJsonReader json)
    {
        // The text can be 16 MiB: it is decoded where it stands, unless its writer escaped a slash.
        ReadOnlySpan<byte> raw = json.ReadRaw().Span;
        string? unescaped = raw[0] != '"' || raw.Contains((byte)'\\') ? json.ReadString() : null;
        ReadOnlySpan<byte> text = unescaped is null ? raw[1..^1] : Encoding.UTF8.GetBytes(unescaped);
        return Decode(text) ?? throw json.Error("has a value that is no base64", "base64, standard or URL-safe");
    }

    private static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        // The decoders skip white space, and one takes '%' for padding: what may stand here is checked first.
        byte[] decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length + 3)];
        int written = 0;
        bool valid = !text.ContainsAnyExcept(Standard) ? Base64.DecodeFromUtf8(text, decoded, out _, out written) == OperationStatus.Done
            : !text.ContainsAnyExcept(UrlSafe) && Base64Url.DecodeFromUtf8(text, decoded, out _, out written) == OperationStatus.Done;
        return valid ? decoded[..written] : null;
    }
}
