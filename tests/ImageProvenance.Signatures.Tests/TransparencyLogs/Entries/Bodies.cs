using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The bodies of log entries as logs write them, about a piece.</summary>
internal static class Bodies
{
    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string HashedRekordV001(SignedPiece piece, EntrySigner signer, string algorithm = "sha256") => Body("hashedrekord", "0.0.1", new
    {
        data = new { hash = new { algorithm, value = Hex(HashOf(piece, algorithm)) } },
        signature = new { content = Base64(piece.Signature), publicKey = new { content = Pem(signer) } },
    });

    public static string DsseV001(SignedPiece piece, EntrySigner signer, byte[]? envelopeHash = null) => Body("dsse", "0.0.1", new
    {
        envelopeHash = Sha256(envelopeHash ?? EnvelopeHash(piece)),
        payloadHash = Sha256(PayloadHash(piece)),
        signatures = new[] { new { signature = Base64(piece.Signature), verifier = Pem(signer) } },
    });

    public static string InTotoV001(SignedPiece piece, EntrySigner signer) => Body("intoto", "0.0.1", new
    {
        content = new { hash = Sha256(EnvelopeHash(piece)), payloadHash = Sha256(PayloadHash(piece)) },
        publicKey = Pem(signer),
    });

    public static string InTotoV002(SignedPiece piece, EntrySigner signer, byte[]? envelopeHash = null) => Body("intoto", "0.0.2", new
    {
        content = new
        {
            envelope = new
            {
                payload = Twice(piece.Envelope!.Payload),
                payloadType = piece.Envelope.PayloadType,
                signatures = new[] { new { keyid = piece.EnvelopeSignature!.KeyId, publicKey = Pem(signer), sig = Twice(piece.Signature) } },
            },
            hash = Sha256(envelopeHash ?? InTotoHash(piece, signer)),
            payloadHash = Sha256(PayloadHash(piece)),
        },
    });

    public static string HashedRekordV002(SignedPiece piece, EntrySigner signer, string keyDetails = "PKIX_ECDSA_P256_SHA_256", string hash = "SHA2_256") => Body("hashedrekord", "0.0.2", new
    {
        hashedRekordV002 = new
        {
            data = new { algorithm = hash, digest = HashOf(piece, hash.Replace("2_", "")) },
            signature = new { content = Base64(piece.Signature), verifier = Verifier(signer, keyDetails) },
        },
    });

    public static string DsseV002(SignedPiece piece, EntrySigner signer, string keyDetails = "PKIX_ECDSA_P256_SHA_256") => Body("dsse", "0.0.2", new
    {
        dsseV002 = new
        {
            payloadHash = new { algorithm = "SHA2_256", digest = PayloadHash(piece) },
            signatures = new[] { new { content = Base64(piece.Signature), verifier = Verifier(signer, keyDetails) } },
        },
    });

    /// <summary>The hash of the envelope's text as most clients write it.</summary>
    public static byte[] EnvelopeHash(SignedPiece piece) => HashOf(piece, new { sig = Base64(piece.Signature), keyid = piece.EnvelopeSignature!.KeyId });

    public static string Base64(ReadOnlyMemory<byte> bytes) => Convert.ToBase64String(bytes.Span);

    public static string Twice(ReadOnlyMemory<byte> bytes) => Base64(Some.Utf8(Base64(bytes)));

    public static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    public static string Pem(EntrySigner signer) => Base64(Some.Utf8(signer.Pem));

    public static byte[] PayloadHash(SignedPiece piece) => SHA256.HashData(piece.Envelope!.Payload.Span);

    private static byte[] InTotoHash(SignedPiece piece, EntrySigner signer) =>
        HashOf(piece, new { keyid = piece.EnvelopeSignature!.KeyId, publicKey = signer.Pem, sig = Base64(piece.Signature) });

    private static byte[] HashOf(SignedPiece piece, object signature) => piece.LayerDigest is { } layer
        ? Convert.FromHexString(layer.Hex)
        : SHA256.HashData(Some.Utf8(Json(new { payload = Base64(piece.Envelope!.Payload), payloadType = piece.Envelope.PayloadType, signatures = new[] { signature } })));

    private static byte[] HashOf(SignedPiece piece, string algorithm)
    {
        Assert.That(piece.Message.TryHash(new(algorithm.ToUpperInvariant()), out var hash), Is.True);
        return hash.ToArray();
    }

    private static object Sha256(byte[] hash) => new { algorithm = "sha256", value = Hex(hash) };

    private static object Verifier(EntrySigner signer, string keyDetails) => signer.HasCertificate
        ? new { keyDetails, x509Certificate = new { rawBytes = Base64(signer.Der) } }
        : new { keyDetails, publicKey = new { rawBytes = Base64(signer.Der) } };

    private static string Body(string kind, string apiVersion, object spec) => Json(new { apiVersion, kind, spec });

    private static string Json(object value) => JsonSerializer.Serialize(value, Canonical);
}
