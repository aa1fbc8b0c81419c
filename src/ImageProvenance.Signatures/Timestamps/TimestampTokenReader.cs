using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Reads the answers of timestamp authorities.</summary>
/// <remarks>RFC 3161, 2.4.2; RFC 5652, 3, 5.1 and 5.2. All of it has to be DER, but for the order of the certificates.</remarks>
internal static class TimestampTokenReader
{
    private const int MaxCertificates = 16;
    private const int MaxDigestAlgorithms = 16;

    private static readonly Asn1Tag ExplicitTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag CertificatesTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag RevocationListsTag = new(TagClass.ContextSpecific, 1);

    public static TimestampToken Read(ref DerReader reader)
    {
        var response = reader.ReadSequence();
        TimestampStatus.RequireGranted(response.ReadSequence());
        var signedData = ReadContent(ref response);
        response.End();

        if (signedData.ReadInt32() is < 3 or > 5)
            throw DerReader.Invalid("The token is signed data of a version that cannot hold what the token says.");
        ReadDigestAlgorithms(signedData.ReadSet());
        var info = TimestampInfoReader.Read(ReadEncapsulated(ref signedData));
        var certificates = signedData.NextIs(CertificatesTag) ? ReadCertificates(ref signedData) : default;
        if (signedData.NextIs(RevocationListsTag))
            signedData.ReadEncoded();
        var signerInfos = signedData.ReadSet();
        signedData.End();

        var signerInfo = CmsSignerInfoReader.Read(ref signerInfos);
        if (signerInfos.HasData)
            throw DerReader.Invalid("The token has more than one signature.");
        return new() { Info = info, SignerInfo = signerInfo, Certificates = certificates };
    }

    // ContentInfo ::= SEQUENCE { contentType, [0] EXPLICIT content }
    private static DerReader ReadContent(ref DerReader response)
    {
        var contentInfo = response.ReadSequence();
        if (!contentInfo.ReadOid().Span.SequenceEqual(TimestampOids.SignedData))
            throw DerReader.Invalid("The token is no signed data.");
        var wrapper = contentInfo.ReadSequence(ExplicitTag);
        contentInfo.End();
        var signedData = wrapper.ReadSequence();
        wrapper.End();
        return signedData;
    }

    // EncapsulatedContentInfo ::= SEQUENCE { eContentType, [0] EXPLICIT OCTET STRING }
    private static ReadOnlyMemory<byte> ReadEncapsulated(ref DerReader signedData)
    {
        var encapsulated = signedData.ReadSequence();
        if (!encapsulated.ReadOid().Span.SequenceEqual(TimestampOids.TimestampInfo))
            throw DerReader.Invalid("What the token signs is no timestamp.");
        var wrapper = encapsulated.ReadSequence(ExplicitTag);
        encapsulated.End();
        var content = wrapper.ReadOctetString();
        wrapper.End();
        return content;
    }

    // Unsigned, and of no use: the signature names its own.
    private static void ReadDigestAlgorithms(DerReader algorithms)
    {
        for (int count = 0; algorithms.HasData; count++)
        {
            if (count == MaxDigestAlgorithms)
                throw DerReader.Invalid("The token has too many digest algorithms.");
            HashIdentifier.Read(ref algorithms);
        }
    }

    // Read as a sequence, whose order is free: OpenSSL and others write the signer's certificate first, then its chain.
    private static ReadOnlyMemory<byte> ReadCertificates(ref DerReader signedData)
    {
        var certificates = signedData.ReadSequence(CertificatesTag);
        var content = certificates.Rest;
        for (int count = 0; certificates.HasData; count++)
        {
            if (count == MaxCertificates)
                throw DerReader.Invalid("The token has too many certificates.");
            certificates.ReadEncoded();
        }

        return content;
    }
}
