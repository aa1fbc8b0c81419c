using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageProvenance.Attestations;

/// <summary>Reads DSSE envelopes, alone or nested in a Sigstore bundle, and writes them.</summary>
internal static class DsseEnvelopeJson
{
    private static readonly JsonMembers EnvelopeMembers = new("payload", "payloadType", "signatures");
    private static readonly JsonMembers SignatureMembers = new("sig", "keyid");

    /// <summary>Reads an envelope that stands alone.</summary>
    public static DsseEnvelope Read(ref StrictJsonReader json) => Read(ref json, DsseBase64.Read);

    /// <summary>Reads an envelope nested in a bundle: standard base64 only, exactly one signature, none of it empty.</summary>
    /// <remarks>sigstore protobuf-specs, envelope.proto; protobuf-JSON reads an empty value as an absent one.</remarks>
    public static DsseEnvelope ReadInBundle(ref StrictJsonReader json)
    {
        var envelope = Read(ref json, (ref StrictJsonReader value) => value.ReadBase64());
        return envelope.Signatures switch
        {
            [{ Signature.Length: > 0 }] => envelope,
            [_] => throw Invalid("The signature of the bundle's envelope is empty.", "a signature", "none"),
            _ => throw Invalid("The envelope of a bundle must have exactly one signature.", "1", $"{envelope.Signatures.Count}"),
        };
    }

    public static byte[] Write(DsseEnvelope envelope)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // Base64's plus sign needs no escape in a document that is no web page.
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBase64String("payload", envelope.Payload.Span);
            json.WriteString("payloadType", envelope.PayloadType);
            json.WriteStartArray("signatures");
            foreach (var signature in envelope.Signatures)
            {
                json.WriteStartObject();
                json.WriteBase64String("sig", signature.Signature.Span);
                if (signature.KeyId is not null)
                    json.WriteString("keyid", signature.KeyId);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static DsseEnvelope Read(ref StrictJsonReader json, JsonValueParser<byte[]> readBase64)
    {
        byte[]? payload = null;
        string? payloadType = null;
        List<DsseSignature> signatures = [];

        var scope = json.BeginObject(EnvelopeMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "payload": payload = readBase64(ref json); break;
                case "payloadType": payloadType = json.ReadString(); break;
                case "signatures": signatures = json.ReadArray((ref StrictJsonReader item) => ReadSignature(ref item, readBase64), DsseEnvelope.MaxSignatures); break;
            }
        }

        return payload is null ? throw Invalid("A DSSE envelope has no payload.")
            : string.IsNullOrEmpty(payloadType) ? throw Invalid("A DSSE envelope has no payload type.")
            : signatures.Count == 0 ? throw Invalid("A DSSE envelope has no signature.", "at least 1", "0")
            : new(payloadType, payload, signatures.AsReadOnly());
    }

    private static DsseSignature ReadSignature(ref StrictJsonReader json, JsonValueParser<byte[]> readBase64)
    {
        byte[]? signature = null;
        string? keyId = null;

        var scope = json.BeginObject(SignatureMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "sig": signature = readBase64(ref json); break;
                case "keyid": keyId = json.ReadString(); break;
            }
        }

        return signature is null
            ? throw Invalid("An entry among the signatures of a DSSE envelope has no signature.")
            : new(signature, string.IsNullOrEmpty(keyId) ? null : keyId);
    }

    private static MalformedContentException Invalid(string message, string? expected = null, string? actual = null) =>
        new("invalid-dsse-envelope", message, expected, actual);
}
