using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ImageProvenance.Testing;

/// <summary>Writes the entries of Rekor v1 as the log keeps them: canonical JSON, members in the order of their names.</summary>
/// <remarks>rekor, pkg/types: hashedrekord 0.0.1, dsse 0.0.1, intoto 0.0.1 and 0.0.2.</remarks>
internal static class LogEntryBody
{
    /// <summary>Writes an entry of any log.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="content">What it is about.</param>
    /// <param name="stated">The kind that it states; null for its own.</param>
    public static byte[] Write(LogEntryKind kind, LogEntryContent content, (string Kind, string Version)? stated = null)
    {
        var (name, version) = stated ?? LogEntryKinds.NameOf(kind);
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", version);
            json.WriteString("kind", name);
            json.WriteStartObject("spec");
            WriteSpec(json, kind, content);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static void WriteSpec(Utf8JsonWriter json, LogEntryKind kind, LogEntryContent content)
    {
        if (kind is LogEntryKind.HashedRekord001 or LogEntryKind.HashedRekord002 && content.Verifier.KeyDetails == "PKIX_ED25519")
            throw new InvalidOperationException("A log that keeps hashes cannot check pure Ed25519; sign with Ed25519ph.");
        switch (kind)
        {
            case LogEntryKind.HashedRekord001: WriteHashedRekord(json, content); break;
            case LogEntryKind.Dsse001: WriteDsse(json, content, EnvelopeOf(content)); break;
            case LogEntryKind.InToto001: WriteInToto001(json, content, EnvelopeOf(content)); break;
            case LogEntryKind.InToto002: WriteInToto002(json, content, EnvelopeOf(content)); break;
            case LogEntryKind.HashedRekord002: LogEntryBodyV2.WriteHashedRekord(json, content); break;
            case LogEntryKind.Dsse002: LogEntryBodyV2.WriteDsse(json, content, EnvelopeOf(content)); break;
        }
    }

    private static void WriteHashedRekord(Utf8JsonWriter json, LogEntryContent content)
    {
        json.WriteStartObject("data");
        WriteHash(json, "hash", content.Hash, content.MessageDigest);
        json.WriteEndObject();
        json.WriteStartObject("signature");
        json.WriteBase64String("content", content.Signature);
        json.WriteStartObject("publicKey");
        json.WriteBase64String("content", PemOf(content));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDsse(Utf8JsonWriter json, LogEntryContent content, LogEntryEnvelope envelope)
    {
        WriteSha256(json, "envelopeHash", Sent(envelope, envelope.Json.Span));
        WriteSha256(json, "payloadHash", envelope.Payload.Span);
        json.WriteStartArray("signatures");
        json.WriteStartObject();
        json.WriteBase64String("signature", content.Signature);
        json.WriteBase64String("verifier", PemOf(content));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteInToto001(Utf8JsonWriter json, LogEntryContent content, LogEntryEnvelope envelope)
    {
        json.WriteStartObject("content");
        WriteSha256(json, "hash", Sent(envelope, envelope.Json.Span));
        WriteSha256(json, "payloadHash", envelope.Payload.Span);
        json.WriteEndObject();
        json.WriteBase64String("publicKey", PemOf(content));
    }

    private static void WriteInToto002(Utf8JsonWriter json, LogEntryContent content, LogEntryEnvelope envelope)
    {
        json.WriteStartObject("content");
        json.WriteStartObject("envelope");
        json.WriteString("payloadType", envelope.PayloadType);
        json.WriteStartArray("signatures");
        json.WriteStartObject();
        if (envelope.KeyId is not null)
            json.WriteString("keyid", envelope.KeyId);
        json.WriteBase64String("publicKey", PemOf(content));
        json.WriteBase64String("sig", Encoding.ASCII.GetBytes(Convert.ToBase64String(content.Signature)));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        WriteSha256(json, "hash", Sent(envelope, envelope.IsLayer ? envelope.Json.Span : WithKey(content, envelope)));
        WriteSha256(json, "payloadHash", envelope.Payload.Span);
        json.WriteEndObject();
    }

    private static byte[] Sent(LogEntryEnvelope envelope, ReadOnlySpan<byte> json) => envelope.IsAnother ? [.. json, (byte)' '] : [.. json];

    // The envelope as clients of bundles send it for this kind: with the key in it.
    private static byte[] WithKey(LogEntryContent content, LogEntryEnvelope envelope) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteBase64String("payload", envelope.Payload.Span);
        json.WriteString("payloadType", envelope.PayloadType);
        json.WriteStartArray("signatures");
        json.WriteStartObject();
        if (envelope.KeyId is not null)
            json.WriteString("keyid", envelope.KeyId);
        json.WriteString("publicKey", content.Verifier.Pem);
        json.WriteBase64String("sig", content.Signature);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static LogEntryEnvelope EnvelopeOf(LogEntryContent content) =>
        content.Envelope ?? throw new InvalidOperationException("Entries of this kind are about envelopes, and an artifact was signed.");

    private static byte[] PemOf(LogEntryContent content) => Encoding.ASCII.GetBytes(content.Verifier.Pem);

    private static void WriteSha256(Utf8JsonWriter json, string name, ReadOnlySpan<byte> hashed) => WriteHash(json, name, HashAlgorithmName.SHA256, SHA256.HashData(hashed));

    private static void WriteHash(Utf8JsonWriter json, string name, HashAlgorithmName algorithm, byte[] value)
    {
        json.WriteStartObject(name);
        json.WriteString("algorithm", algorithm.Name!.ToLowerInvariant());
        json.WriteString("value", Convert.ToHexStringLower(value));
        json.WriteEndObject();
    }
}
