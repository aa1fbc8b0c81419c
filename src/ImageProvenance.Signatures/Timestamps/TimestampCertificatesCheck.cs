namespace ImageProvenance.Signatures;

/// <summary>
/// Checks that the signer's certificate is among those that came along, where any did. They are not signed, and none of them is
/// trusted for being there; but a token that brings certificates without its signer's was changed.
/// </summary>
/// <remarks>RFC 3161, 2.4.1, <c>certReq</c>: the answer to it holds the certificate that ESSCertID names.</remarks>
internal static class TimestampCertificatesCheck
{
    public static Failure? Check(TimestampToken token, Certificate signer)
    {
        if (token.Certificates.IsEmpty)
            return null;
        var certificates = new DerReader(token.Certificates);
        while (certificates.HasData)
            if (certificates.ReadEncoded().Span.SequenceEqual(signer.Der.Span))
                return null;
        return new("timestamp-certificate-missing", "The timestamp brings certificates, and its signer's is not among them.", CertificateName.Describe(signer.Subject), "others");
    }
}
