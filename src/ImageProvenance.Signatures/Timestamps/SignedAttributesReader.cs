using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Reads signed attributes: those that are used once, with one value.</summary>
/// <remarks>RFC 5652, 5.3 and 11; other attributes are signed, and say nothing here.</remarks>
internal static class SignedAttributesReader
{
    private const int MaxAttributes = 16;

    private static readonly Asn1Tag Tag = new(TagClass.ContextSpecific, 0);

    public static SignedAttributes Read(ReadOnlyMemory<byte> encoded)
    {
        var attributes = new DerReader(encoded).ReadSet(Tag);
        ReadOnlyMemory<byte>? contentType = null, messageDigest = null;
        EssCertificateId? signer = null, signerV2 = null;
        for (int count = 0; attributes.HasData; count++)
        {
            if (count == MaxAttributes)
                throw DerReader.Invalid("The token has too many signed attributes.");
            var attribute = attributes.ReadSequence();
            var type = attribute.ReadOid().Span;
            var values = attribute.ReadSet();
            attribute.End();

            if (type.SequenceEqual(TimestampOids.ContentType))
                contentType = Once(contentType, values.ReadOid(), values);
            else if (type.SequenceEqual(TimestampOids.MessageDigest))
                messageDigest = Once(messageDigest, values.ReadOctetString(), values);
            else if (type.SequenceEqual(TimestampOids.SigningCertificate))
                signer = Once(signer, EssCertificateIdReader.ReadV1(ref values), values);
            else if (type.SequenceEqual(TimestampOids.SigningCertificateV2))
                signerV2 = Once(signerV2, EssCertificateIdReader.ReadV2(ref values), values);
        }

        if (signer is null && signerV2 is null)
            throw DerReader.Invalid("The token does not sign the name of its signer's certificate.");
        return new(
            encoded,
            contentType ?? throw DerReader.Invalid("The token does not sign the type of its content."),
            messageDigest ?? throw DerReader.Invalid("The token does not sign the hash of its content."),
            signer,
            signerV2);
    }

    private static T Once<T>(T? before, T value, DerReader furtherValues)
        where T : struct
    {
        furtherValues.End();
        return before is null ? value : throw DerReader.Invalid("The token has a signed attribute twice.");
    }
}
