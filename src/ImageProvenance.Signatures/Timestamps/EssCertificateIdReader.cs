using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>Reads the signed name of a token's signer.</summary>
/// <remarks>
/// RFC 2634, 5.4, <c>SigningCertificate</c>; RFC 5035, 3, <c>SigningCertificateV2</c>. The first name is the signer's; further
/// ones are of its chain, which comes from trust material alone.
/// </remarks>
internal static class EssCertificateIdReader
{
    private static readonly Asn1Tag DirectoryNameTag = new(TagClass.ContextSpecific, 4);

    public static EssCertificateId ReadV1(ref DerReader values)
    {
        var id = FirstId(ref values);
        return ReadHashAndIssuer(ref id, HashAlgorithmName.SHA1);
    }

    public static EssCertificateId ReadV2(ref DerReader values)
    {
        var id = FirstId(ref values);
        // The default is SHA-256; encoders write it all the same.
        var algorithm = id.NextIs(Asn1Tag.Sequence) ? HashIdentifier.Read(ref id).Known : HashAlgorithmName.SHA256;
        return ReadHashAndIssuer(ref id, algorithm ?? throw DerReader.Invalid("The token names its signer by a hash that is not accepted."));
    }

    private static DerReader FirstId(ref DerReader values) => values.ReadSequence().ReadSequence().ReadSequence();

    private static EssCertificateId ReadHashAndIssuer(ref DerReader id, HashAlgorithmName algorithm)
    {
        var hash = id.ReadOctetString();
        var issuerSerial = id.HasData ? ReadIssuerSerial(id.ReadSequence()) : (IssuerAndSerialNumber?)null;
        id.End();
        return new(algorithm, hash, issuerSerial);
    }

    private static IssuerAndSerialNumber ReadIssuerSerial(DerReader reader)
    {
        var issuers = reader.ReadSequence();
        var directoryName = issuers.ReadSequence(DirectoryNameTag);
        issuers.End();
        var name = directoryName.ReadEncoded();
        directoryName.End();
        var serialNumber = reader.ReadInteger();
        reader.End();
        return new(name, serialNumber);
    }
}
