using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The parts that tests make timestamp tokens of.</summary>
internal static class TokenParts
{
    public const string TimestampInfo = "1.2.840.113549.1.9.16.1.4";

    public static Asn1Tag Tag0 { get; } = new(TagClass.ContextSpecific, 0);

    public static Asn1Tag Tag1 { get; } = new(TagClass.ContextSpecific, 1);

    public static byte[] Attribute(string type, params IEnumerable<Action<AsnWriter>> values)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf())
                foreach (var value in values)
                    value(writer);
        }

        return writer.Encode();
    }

    public static byte[] SigningCertificateV1(TestCertificate certificate, byte[]? hash = null, TestCertificate? issuerSerialOf = null) =>
        Attribute("1.2.840.113549.1.9.16.2.12", value => WriteSigningCertificate(value, hash ?? CryptographicOperations.HashData(HashAlgorithmName.SHA1, certificate.Der), null, issuerSerialOf));

    /// <summary>The second version; the algorithm is written where it is given, also where it is the default.</summary>
    public static byte[] SigningCertificateV2(TestCertificate certificate, HashAlgorithmName? algorithm = null, byte[]? hash = null, TestCertificate? issuerSerialOf = null) =>
        Attribute("1.2.840.113549.1.9.16.2.47", value => WriteSigningCertificate(
            value, hash ?? CryptographicOperations.HashData(algorithm ?? HashAlgorithmName.SHA256, certificate.Der), algorithm, issuerSerialOf ?? certificate));

    public static void WriteHash(AsnWriter writer, HashAlgorithmName hash)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(hash.Name switch
            {
                "MD5" => "1.2.840.113549.2.5",
                "SHA1" => "1.3.14.3.2.26",
                "SHA256" => "2.16.840.1.101.3.4.2.1",
                "SHA384" => "2.16.840.1.101.3.4.2.2",
                "SHA512" => "2.16.840.1.101.3.4.2.3",
                "SHA3-256" => "2.16.840.1.101.3.4.2.8",
                _ => throw new ArgumentOutOfRangeException(nameof(hash), hash, null),
            });
    }

    public static void WriteIssuerAndSerial(AsnWriter writer, Certificate certificate)
    {
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(certificate.Issuer.Span);
            writer.WriteInteger(certificate.SerialNumber.Span);
        }
    }

    public static void WriteSignatureAlgorithm(AsnWriter writer, AsymmetricAlgorithm key, HashAlgorithmName hash, bool usesRsaEncryption)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier((key, hash.Name) switch
            {
                (RSA, _) when usesRsaEncryption => "1.2.840.113549.1.1.1",
                (RSA, "SHA256") => "1.2.840.113549.1.1.11",
                (RSA, "SHA512") => "1.2.840.113549.1.1.13",
                (ECDsa, "SHA1") => "1.2.840.10045.4.1",
                (ECDsa, "SHA256") => "1.2.840.10045.4.3.2",
                (ECDsa, "SHA384") => "1.2.840.10045.4.3.3",
                (ECDsa, "SHA512") => "1.2.840.10045.4.3.4",
                _ => throw new ArgumentOutOfRangeException(nameof(hash), hash, null),
            });
            if (key is RSA)
                writer.WriteNull();
        }
    }

    public static byte[] Sign(AsymmetricAlgorithm key, byte[] data, HashAlgorithmName hash) => key is RSA rsa
        ? rsa.SignData(data, hash, RSASignaturePadding.Pkcs1)
        : ((ECDsa)key).SignData(data, hash, DSASignatureFormat.Rfc3279DerSequence);

    private static void WriteSigningCertificate(AsnWriter writer, byte[] hash, HashAlgorithmName? algorithm, TestCertificate? issuerSerialOf)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            if (algorithm is { } named)
                WriteHash(writer, named);
            writer.WriteOctetString(hash);
            if (issuerSerialOf?.Parsed is not { } certificate)
                return;
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                    writer.WriteEncodedValue(certificate.Issuer.Span);
                writer.WriteInteger(certificate.SerialNumber.Span);
            }
        }
    }
}
