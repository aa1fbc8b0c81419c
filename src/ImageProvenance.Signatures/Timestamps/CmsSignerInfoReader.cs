using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Reads the signature of a token.</summary>
/// <remarks>RFC 5652, 5.3.</remarks>
internal static class CmsSignerInfoReader
{
    private static readonly Asn1Tag SubjectKeyIdentifierTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag SignedAttributesTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag UnsignedAttributesTag = new(TagClass.ContextSpecific, 1);

    public static CmsSignerInfo Read(ref DerReader signerInfos)
    {
        var signerInfo = signerInfos.ReadSequence();
        int version = signerInfo.ReadInt32();
        var signer = ReadSigner(ref signerInfo);
        if (version != (signer.IssuerSerial is null ? 3 : 1))
            throw DerReader.Invalid("The signature has a version that does not go with how it names its signer.");
        var digestAlgorithm = HashIdentifier.Read(ref signerInfo);
        if (!signerInfo.NextIs(SignedAttributesTag))
            throw DerReader.Invalid("The token has no signed attributes.");
        var signedAttributes = SignedAttributesReader.Read(signerInfo.ReadEncoded());
        var signatureAlgorithm = signerInfo.ReadEncoded();
        var signature = signerInfo.ReadOctetString();
        if (signerInfo.NextIs(UnsignedAttributesTag))
            signerInfo.ReadEncoded();
        signerInfo.End();
        return new(signer, digestAlgorithm, signedAttributes, signatureAlgorithm, signature);
    }

    private static SignerIdentifier ReadSigner(ref DerReader signerInfo)
    {
        if (signerInfo.NextIs(SubjectKeyIdentifierTag))
            return new(null, signerInfo.ReadOctetString(SubjectKeyIdentifierTag));
        var named = signerInfo.ReadSequence();
        var issuerSerial = new IssuerAndSerialNumber(named.ReadEncoded(), named.ReadInteger());
        named.End();
        return new(issuerSerial, default);
    }
}
