using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Testing;

/// <summary>Signs what a timestamp says and writes the answer of the authority.</summary>
/// <remarks>RFC 3161, 2.4.2; RFC 5652, 5 (SignedData); RFC 5816 (ESSCertIDv2).</remarks>
internal sealed class TimestampTokenWriter(TimestampPlan plan, TestAuthority signer, X500DistinguishedName issuer, Func<TestAuthority> stranger, TestAuthority forged)
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string TstInfo = "1.2.840.113549.1.9.16.1.4";
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);

    /// <param name="info">The <c>TSTInfo</c>.</param>
    /// <returns>A <c>TimeStampResp</c>.</returns>
    public byte[] Write(byte[] info)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
                writer.WriteInteger(plan.IsRefused ? 2 : 0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(SignedData);
                using (writer.PushSequence(Context0))
                    WriteSignedData(writer, info);
            }
        }

        return writer.Encode();
    }

    private void WriteSignedData(AsnWriter writer, byte[] info)
    {
        using var signedData = writer.PushSequence();
        writer.WriteInteger(3);
        using (writer.PushSetOf())
            WriteAlgorithm(writer, Sha256);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(TstInfo);
            using (writer.PushSequence(Context0))
                writer.WriteOctetString(info);
        }

        IEnumerable<byte[]> certificates =
        [
            .. plan.BringsAnotherCertificateFirst ? [forged.Certificate] : Array.Empty<byte[]>(),
            .. plan.BringsNoCertificate ? Array.Empty<byte[]>() : [signer.Certificate],
        ];
        if (certificates.Any())
            WriteSet(writer, Context0, certificates);
        byte[] signerInfo = SignerInfo(info);
        WriteSet(writer, Asn1Tag.SetOf, plan.IsSignedTwice ? [signerInfo, signerInfo] : [signerInfo]);
    }

    private byte[] SignerInfo(byte[] info)
    {
        byte[] attributes = SignedAttributes(info);
        byte[] signature = (plan.IsSignedByAnotherKey ? stranger() : signer).Key.Sign(attributes, HashAlgorithmName.SHA256);

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(issuer.RawData);
                writer.WriteInteger(SerialNumber(signer.Certificate).Span);
            }

            WriteAlgorithm(writer, Sha256);
            // The same bytes are signed as a SET and sent with a tag in its place.
            writer.WriteEncodedValue([0xA0, .. attributes[1..]]);
            WriteAlgorithm(writer, EcdsaWithSha256);
            writer.WriteOctetString(signature);
        }

        return writer.Encode();
    }

    private byte[] SignedAttributes(byte[] info)
    {
        byte[] digest = SHA256.HashData(plan.StatesAnotherDigest ? [.. info, 0] : info);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, ContentType, value => value.WriteObjectIdentifier(plan.StatesAnotherContentType ? Data : TstInfo));
            WriteAttribute(writer, MessageDigest, value => value.WriteOctetString(digest));
            if (!plan.HasNoCertificateId)
                WriteAttribute(writer, SigningCertificateV2, WriteCertificateId);
        }

        return writer.Encode();
    }

    private void WriteCertificateId(AsnWriter writer)
    {
        using var signingCertificate = writer.PushSequence();
        using var ids = writer.PushSequence();
        using var id = writer.PushSequence();
        writer.WriteOctetString(SHA256.HashData((plan.NamesAnotherCertificate ? stranger() : signer).Certificate));
    }

    private static void WriteAttribute(AsnWriter writer, string type, Action<AsnWriter> writeValue)
    {
        using var attribute = writer.PushSequence();
        writer.WriteObjectIdentifier(type);
        using var values = writer.PushSetOf();
        writeValue(writer);
    }

    private static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using var algorithm = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
    }

    // DER sorts a set: a certificate is first by being short.
    private static void WriteSet(AsnWriter writer, Asn1Tag tag, IEnumerable<byte[]> elements)
    {
        using var set = writer.PushSetOf(tag);
        foreach (byte[] element in elements)
            writer.WriteEncodedValue(element);
    }

    private static ReadOnlyMemory<byte> SerialNumber(byte[] certificate)
    {
        var tbs = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        tbs.ReadEncodedValue();
        return tbs.ReadIntegerBytes();
    }
}
