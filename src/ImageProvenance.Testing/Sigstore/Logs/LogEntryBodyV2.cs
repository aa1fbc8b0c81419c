using System.Security.Cryptography;
using System.Text.Json;

namespace ImageProvenance.Testing;

/// <summary>Writes what is special in the entries of Rekor v2.</summary>
/// <remarks>rekor-tiles, CLIENTS.md and proto/rekor/v2; RFC 8785.</remarks>
internal static class LogEntryBodyV2
{
    public static void WriteHashedRekord(Utf8JsonWriter json, LogEntryContent content)
    {
        json.WriteStartObject("hashedRekordV002");
        WriteDigest(json, "data", content.Hash, content.MessageDigest);
        json.WriteStartObject("signature");
        WriteSignature(json, content);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteDsse(Utf8JsonWriter json, LogEntryContent content, LogEntryEnvelope envelope)
    {
        json.WriteStartObject("dsseV002");
        WriteDigest(json, "payloadHash", HashAlgorithmName.SHA256, SHA256.HashData(envelope.Payload.Span));
        json.WriteStartArray("signatures");
        json.WriteStartObject();
        WriteSignature(json, content);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSignature(Utf8JsonWriter json, LogEntryContent content)
    {
        json.WriteBase64String("content", content.Signature);
        json.WriteStartObject("verifier");
        json.WriteString("keyDetails", content.Verifier.KeyDetails);
        json.WriteStartObject(content.Verifier.IsCertificate ? "x509Certificate" : "publicKey");
        json.WriteBase64String("rawBytes", content.Verifier.Der.Span);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDigest(Utf8JsonWriter json, string name, HashAlgorithmName algorithm, byte[] digest)
    {
        json.WriteStartObject(name);
        json.WriteString("algorithm", ProtobufJson.NameOf(algorithm));
        json.WriteBase64String("digest", digest);
        json.WriteEndObject();
    }
}
