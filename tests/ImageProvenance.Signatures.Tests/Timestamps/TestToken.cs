using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

/// <summary>An answer of a timestamp authority that tests make, good unless something is changed; what is changed before the signature is signed.</summary>
/// <remarks>RFC 3161, 2.4.2; RFC 5652, 5.</remarks>
internal sealed record TestToken(TestCertificate Signer)
{
    public static byte[] Signature { get; } = Some.Utf8("the signature that is stamped");

    public static DateTimeOffset Noon { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public int Status { get; init; }

    public Action<AsnWriter>? AfterStatus { get; init; }

    public bool HasToken { get; init; } = true;

    public string ContentType { get; init; } = "1.2.840.113549.1.7.2";

    public int SignedDataVersion { get; init; } = 3;

    public int[] MoreDigestAlgorithms { get; init; } = [];

    public string InfoType { get; init; } = TokenParts.TimestampInfo;

    public int InfoVersion { get; init; } = 1;

    public byte[] Stamped { get; init; } = Signature;

    public HashAlgorithmName ImprintHash { get; init; } = HashAlgorithmName.SHA256;

    public DateTimeOffset Time { get; init; } = Noon;

    public Action<AsnWriter>? WriteTime { get; init; }

    /// <summary>Accuracy and what may follow it.</summary>
    public Action<AsnWriter>? InfoTail { get; init; }

    /// <summary>The TSTInfo that is sent in place of the one that is signed.</summary>
    public Func<byte[], byte[]>? ReplaceInfo { get; init; }

    public byte[][] Certificates { get; init; } = [];

    public Action<AsnWriter>? AfterCertificates { get; init; }

    public int SignerInfos { get; init; } = 1;

    public int? SignerInfoVersion { get; init; }

    public byte[]? SubjectKeyIdentifier { get; init; }

    public TestCertificate? SignerIdentifier { get; init; }

    public HashAlgorithmName DigestHash { get; init; } = HashAlgorithmName.SHA256;

    public bool UsesRsaEncryption { get; init; }

    public bool HasSignedAttributes { get; init; } = true;

    public string SignedContentType { get; init; } = TokenParts.TimestampInfo;

    /// <summary>Attributes that say which certificate signed; by default one of the second version.</summary>
    public byte[][]? SigningCertificate { get; init; }

    /// <summary>Changes the list of signed attributes.</summary>
    public Func<List<byte[]>, IEnumerable<byte[]>> Attributes { get; init; } = attributes => attributes;

    /// <summary>Whether the attributes are sent in the order that they are listed in, not sorted.</summary>
    public bool IsUnsorted { get; init; }

    public AsymmetricAlgorithm? SigningKey { get; init; }

    public Action<AsnWriter>? AfterSignature { get; init; }

    public byte[] Encode() => Encode(HasToken ? EncodeToken() : null);

    /// <summary>The answer with this token in it, or none.</summary>
    public byte[] Encode(byte[]? token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(Status);
                AfterStatus?.Invoke(writer);
            }

            if (token is not null)
                writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }

    /// <summary>The ContentInfo, without the status.</summary>
    public byte[] EncodeToken()
    {
        byte[] info = EncodeInfo();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(ContentType);
            using (writer.PushSequence(TokenParts.Tag0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(SignedDataVersion);
                using (writer.PushSetOf())
                {
                    TokenParts.WriteHash(writer, DigestHash);
                    foreach (int i in MoreDigestAlgorithms)
                        using (writer.PushSequence())
                            writer.WriteObjectIdentifier($"1.2.{i}");
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(InfoType);
                    using (writer.PushSequence(TokenParts.Tag0))
                        writer.WriteOctetString(ReplaceInfo?.Invoke(info) ?? info);
                }

                if (Certificates.Length > 0)
                    using (writer.PushSequence(TokenParts.Tag0))
                        foreach (byte[] certificate in Certificates)
                            writer.WriteEncodedValue(certificate);
                AfterCertificates?.Invoke(writer);
                using (writer.PushSetOf())
                    for (int i = 0; i < SignerInfos; i++)
                        WriteSignerInfo(writer, info);
            }
        }

        return writer.Encode();
    }

    private byte[] EncodeInfo()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(InfoVersion);
            writer.WriteObjectIdentifier("1.3.6.1.4.1.57264.2");
            using (writer.PushSequence())
            {
                TokenParts.WriteHash(writer, ImprintHash);
                writer.WriteOctetString(CryptographicOperations.HashData(ImprintHash, Stamped));
            }

            writer.WriteInteger(4711);
            if (WriteTime is not null)
                WriteTime(writer);
            else
                writer.WriteGeneralizedTime(Time, omitFractionalSeconds: Time.Ticks % TimeSpan.TicksPerSecond == 0);
            InfoTail?.Invoke(writer);
        }

        return writer.Encode();
    }

    private void WriteSignerInfo(AsnWriter writer, byte[] info)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(SignerInfoVersion ?? (SubjectKeyIdentifier is null ? 1 : 3));
            if (SubjectKeyIdentifier is not null)
                writer.WriteOctetString(SubjectKeyIdentifier, TokenParts.Tag0);
            else
                TokenParts.WriteIssuerAndSerial(writer, (SignerIdentifier ?? Signer).Parsed);
            TokenParts.WriteHash(writer, DigestHash);

            byte[] attributes = EncodeAttributes(info);
            if (HasSignedAttributes)
                writer.WriteEncodedValue([0xA0, .. attributes[1..]]);
            var key = SigningKey ?? Signer.Key;
            TokenParts.WriteSignatureAlgorithm(writer, key, DigestHash, UsesRsaEncryption);
            writer.WriteOctetString(TokenParts.Sign(key, HasSignedAttributes ? attributes : info, DigestHash));
            AfterSignature?.Invoke(writer);
        }
    }

    private byte[] EncodeAttributes(byte[] info)
    {
        List<byte[]> attributes =
        [
            TokenParts.Attribute("1.2.840.113549.1.9.3", value => value.WriteObjectIdentifier(SignedContentType)),
            TokenParts.Attribute("1.2.840.113549.1.9.5", value => value.WriteUtcTime(Time)),
            TokenParts.Attribute("1.2.840.113549.1.9.4", value => value.WriteOctetString(CryptographicOperations.HashData(DigestHash, info))),
            .. SigningCertificate ?? [TokenParts.SigningCertificateV2(Signer)],
        ];
        var writer = new AsnWriter(IsUnsorted ? AsnEncodingRules.BER : AsnEncodingRules.DER);
        using (writer.PushSetOf())
            foreach (byte[] attribute in Attributes(attributes))
                writer.WriteEncodedValue(attribute);
        return writer.Encode();
    }
}
