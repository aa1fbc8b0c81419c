using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using X509PublicKey = System.Security.Cryptography.X509Certificates.PublicKey;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Who signs in tests: a key, with a certificate or without, and the pieces that it signs.</summary>
internal sealed record EntrySigner(TestKey Key, bool HasCertificate = true)
{
    private static readonly ECDsa Issuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static EntrySigner Somebody { get; } = new(TestKey.Ecdsa());

    public static EntrySigner SomebodyElse { get; } = new(TestKey.Ecdsa());

    public static EntrySigner KeyAlone { get; } = new(TestKey.Ecdsa(), HasCertificate: false);

    private readonly Certificate _certificate = Certify(Key);

    public ReadOnlyMemory<byte> Der => HasCertificate ? _certificate.Der : Key.SubjectPublicKeyInfo;

    public string Pem => PemEncoding.WriteString(HasCertificate ? "CERTIFICATE" : "PUBLIC KEY", Der.Span) + "\n";

    /// <summary>A signature over content.</summary>
    public SignedPiece Sign(byte[] content, MessageDigest? claimed = null) => new()
    {
        Carrier = PieceCarrier.Bundle,
        Message = SignedMessage.Of(content),
        Signature = Key.Sign(content),
        Certificate = HasCertificate ? _certificate : null,
        Key = HasCertificate ? null : Some.Public(Key),
        ClaimedDigest = claimed,
    };

    /// <summary>A signature over a statement, in an envelope of a bundle, or of a layer whose text is given back.</summary>
    public SignedPiece SignEnvelope(string payload = """{"_type":"https://in-toto.io/Statement/v1"}""", string? keyId = null, bool isLayer = false, string payloadType = MediaTypes.InToto)
    {
        var envelope = DsseEnvelope.Create(payloadType, Some.Utf8(payload), bytes => Key.Sign(bytes.Span), keyId);
        return Of(envelope, 0, isLayer ? Digest.Of(envelope.ToJson()) : null);
    }

    public SignedPiece Of(DsseEnvelope envelope, int signature, Digest? layer = null) => new()
    {
        Carrier = layer is null ? PieceCarrier.Bundle : PieceCarrier.Annotations,
        Message = SignedMessage.Of(envelope.SignedBytes),
        Signature = envelope.Signatures[signature].Signature,
        Certificate = HasCertificate ? _certificate : null,
        Key = HasCertificate ? null : Some.Public(Key),
        Envelope = envelope,
        EnvelopeSignature = envelope.Signatures[signature],
        LayerDigest = layer,
    };

    private static Certificate Certify(TestKey key)
    {
        var request = new CertificateRequest(new X500DistinguishedName("CN=signer"), X509PublicKey.CreateFromSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using var certificate = request.Create(new X500DistinguishedName("CN=issuer"), X509SignatureGenerator.CreateForECDsa(Issuer), TestLog.Time, TestLog.Time.AddMinutes(10), [1, 2, 3]);
        return Certificate.Parse(certificate.RawData);
    }
}
