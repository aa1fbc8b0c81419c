namespace ImageProvenance.Signatures;

/// <summary>Every name that a token has for its signer, signed or not, is that of one certificate.</summary>
/// <remarks>RFC 3161, 2.4.1, and RFC 5816: the certificate identifier has to be a signed attribute. RFC 5652, 5.3, <c>sid</c>.</remarks>
internal static class TimestampSignerNameCheck
{
    public static Failure? Check(CmsSignerInfo signerInfo, Certificate certificate)
    {
        var signed = signerInfo.SignedAttributes;
        return signed.NameByHash(certificate.Der.Span) && signed.NameByIssuer(certificate) && signerInfo.Signer.IsOf(certificate)
            ? null
            : new("timestamp-signer-mismatch", "The token names its signer in two ways, and they are not one certificate.", CertificateName.Describe(certificate.Subject), signerInfo.Signer.ToString());
    }
}
