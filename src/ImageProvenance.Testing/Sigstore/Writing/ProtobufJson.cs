using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ImageProvenance.Testing;

/// <summary>Values as protobuf-JSON has them.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_common.proto; ProtoJSON: 64-bit numbers are text, and zeros are left out.</remarks>
internal static class ProtobufJson
{
    public static string NameOf(HashAlgorithmName hash) => $"SHA2_{hash.Name![3..]}";

    public static void WriteInt64(this Utf8JsonWriter json, string name, long value)
    {
        if (value != 0)
            json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
    }

    public static void WriteBytes(this Utf8JsonWriter json, string name, string member, ReadOnlySpan<byte> value)
    {
        json.WriteStartObject(name);
        json.WriteBase64String(member, value);
        json.WriteEndObject();
    }

    /// <summary>Writes a chain: <c>certificates</c>.</summary>
    public static void WriteCertificates(this Utf8JsonWriter json, IEnumerable<byte[]> certificates)
    {
        json.WriteStartArray("certificates");
        foreach (byte[] certificate in certificates)
        {
            json.WriteStartObject();
            json.WriteBase64String("rawBytes", certificate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset time) =>
        json.WriteString(name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
