using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageProvenance.Signatures;

/// <summary>
/// The JSON of an envelope with one signature as a client uploads it. The log keeps only the hash of that text, whose order
/// and white space no specification fixes: so these are the texts of the clients that there are.
/// </summary>
/// <param name="Template">The text, with names in angle brackets for what differs.</param>
internal sealed record EnvelopeText(string Template)
{
    /// <summary>What clients log as dsse.</summary>
    public static readonly EnvelopeText[] OfDsse =
    [
        // sigstore-js, sigstore-go, cosign 3
        new("""{"payload":"<payload>","payloadType":"<type>","signatures":[{"sig":"<sig>"}]}"""),
        new("""{"payload":"<payload>","payloadType":"<type>","signatures":[{"sig":"<sig>","keyid":"<keyid>"}]}"""),

        // go-securesystemslib, which cosign wrote envelopes with before
        new("""{"payloadType":"<type>","payload":"<payload>","signatures":[{"keyid":"<keyid>","sig":"<sig>"}]}"""),

        // sigstore-python
        new("""{"payload": "<payload>", "payloadType": "<type>", "signatures": [{"sig": "<sig>"}]}"""),
        new("""{"payload": "<payload>", "payloadType": "<type>", "signatures": [{"sig": "<sig>", "keyid": "<keyid>"}]}"""),
    ];

    /// <summary>What clients log as intoto 0.0.2: sigstore-js adds the key to the signature.</summary>
    public static readonly EnvelopeText[] OfInToto =
    [
        new("""{"payload":"<payload>","payloadType":"<type>","signatures":[{"publicKey":"<pem>","sig":"<sig>"}]}"""),
        new("""{"payload":"<payload>","payloadType":"<type>","signatures":[{"keyid":"<keyid>","publicKey":"<pem>","sig":"<sig>"}]}"""),
        .. OfDsse,
    ];

    // A multiple of three bytes encodes to whole groups.
    private const int ChunkBytes = 3072;

    /// <summary>The hash of the text for an envelope; false if the text would leave out the key id that the envelope has.</summary>
    public bool TryHash(SignedPiece piece, ReadOnlySpan<byte> base64Pem, out byte[] hash)
    {
        hash = [];
        string? keyId = piece.EnvelopeSignature?.KeyId;
        if (piece.Envelope is not { } envelope || (keyId is not null && !Template.Contains("<keyid>", StringComparison.Ordinal)))
            return false;

        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in Template.AsSpan().Split('<'))
        {
            var text = Template.AsSpan(part);
            int end = text.IndexOf('>');
            switch (end < 0 ? "" : text[..end])
            {
                case "payload": AppendBase64(sha256, envelope.Payload.Span); break;
                case "type": AppendText(sha256, envelope.PayloadType); break;
                case "sig": AppendBase64(sha256, piece.Signature.Span); break;
                case "keyid": AppendText(sha256, keyId ?? ""); break;
                case "pem": AppendText(sha256, Encoding.UTF8.GetString(StrictBase64.Decode(base64Pem) ?? [])); break;
            }

            sha256.AppendData(Encoding.UTF8.GetBytes(text[(end + 1)..].ToString()));
        }

        hash = sha256.GetHashAndReset();
        return true;
    }

    private static void AppendText(IncrementalHash hash, string text) => hash.AppendData(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);

    private static void AppendBase64(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> encoded = stackalloc byte[ChunkBytes / 3 * 4];
        while (!bytes.IsEmpty)
        {
            Base64.EncodeToUtf8(bytes[..Math.Min(ChunkBytes, bytes.Length)], encoded, out int read, out int written);
            hash.AppendData(encoded[..written]);
            bytes = bytes[read..];
        }
    }
}
