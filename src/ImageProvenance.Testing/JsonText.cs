using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageProvenance.Testing;

/// <summary>Writes JSON as Go's programs do: compact or indented by two spaces, and <c>+</c> in media types unescaped.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    public static byte[] Write(Action<Utf8JsonWriter> write, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteMap(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    public static void WriteDigestSet(this Utf8JsonWriter json, Digest digest)
    {
        json.WriteStartObject("digest");
        json.WriteString(digest.Algorithm == DigestAlgorithm.Sha512 ? "sha512" : "sha256", digest.Hex);
        json.WriteEndObject();
    }
}
