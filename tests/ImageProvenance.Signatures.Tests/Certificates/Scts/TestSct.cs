using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Signatures.Tests;

/// <summary>
/// A certificate log that signs promises. What it signs is made by the framework: the certificate without timestamps, which
/// otherwise is the same; nothing of the library's own reconstruction is used.
/// </summary>
internal sealed class TestSct(AsymmetricAlgorithm key)
{
    public static ECDsa LogKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static ECDsa OtherLogKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static DateTimeOffset Time { get; } = TestCertificate.NotBefore.AddDays(1).AddMilliseconds(123);

    public byte[] LogId { get; init; } = SHA256.HashData(key.ExportSubjectPublicKeyInfo());

    public byte Version { get; init; }

    public byte[] Extensions { get; init; } = [];

    public ulong Milliseconds { get; init; } = (ulong)Time.ToUnixTimeMilliseconds();

    public byte Hash { get; init; } = 4;

    public byte? Algorithm { get; init; }

    public byte[] AfterSignature { get; init; } = [];

    public TransparencyLog Log(ValidityPeriod? validity = null, string? operatedBy = null) => new()
    {
        BaseUrl = "https://log.example",
        Name = "log.example",
        LogId = LogId,
        Key = PublicKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo()),
        Validity = validity ?? TestRoot.Always,
        Operator = operatedBy,
    };

    /// <summary>The promise for a certificate, serialized.</summary>
    public byte[] For(TestCertificate withoutTimestamps, TestCertificate issuer)
    {
        byte[] tbs = new AsnReader(withoutTimestamps.Der, AsnEncodingRules.DER).ReadSequence().PeekEncodedValue().ToArray();
        byte[] time = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(time, Milliseconds);
        byte[] issuerKeyHash = SHA256.HashData(issuer.Key.ExportSubjectPublicKeyInfo());
        byte[] signed = [0, 0, .. time, 0, 1, .. issuerKeyHash, 0, (byte)(tbs.Length >> 8), (byte)(tbs.Length & 0xFF), .. tbs, .. Vector(Extensions)];
        byte[] signature = key is ECDsa ecdsa
            ? ecdsa.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            : ((RSA)key).SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return [Version, .. LogId, .. time, .. Vector(Extensions), Hash, Algorithm ?? (byte)(key is ECDsa ? 3 : 1), .. Vector(signature), .. AfterSignature];
    }

    /// <summary>The extension that embeds promises.</summary>
    public static X509Extension Embed(params byte[][] timestamps) => Raw(Der.OctetString(Vector([.. timestamps.SelectMany(Vector)])));

    public static X509Extension Raw(byte[] value) => new("1.3.6.1.4.1.11129.2.4.2", value, critical: false);

    public static byte[] Vector(byte[] content) => [(byte)(content.Length >> 8), (byte)(content.Length & 0xFF), .. content];
}
