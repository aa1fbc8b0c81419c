namespace ImageProvenance.Signatures;

/// <summary>Checks that one certificate issued another: by name, by key identifier where both state one, and by signature.</summary>
/// <remarks>RFC 5280, 6.1.3 (a)(1) and (a)(4). Names are compared byte by byte.</remarks>
internal static class CertificateIssuance
{
    /// <summary>Null where <paramref name="issuer"/> issued <paramref name="certificate"/>; else what differs.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">Who is said to have issued it; whether it may is checked with its chain.</param>
    /// <param name="issuerKey">The key of <paramref name="issuer"/>.</param>
    public static Failure? Check(Certificate certificate, Certificate issuer, CertificateKey issuerKey)
    {
        try
        {
            return !Names(certificate, issuer) ? new("certificate-issuer-mismatch", "A certificate names another issuer, by name or by key identifier.")
                : !issuerKey.Verify(certificate.TbsCertificate.Span, certificate.Signature.Span, certificate.SignatureAlgorithm.Span)
                ? new("certificate-signature-mismatch", "A certificate is not signed by its issuer's key.")
                : null;
        }
        catch (MalformedContentException e)
        {
            return e.Failure;
        }
    }

    /// <summary>Whether a certificate names an issuer as its own: the name, and the key's identifier where both state one.</summary>
    /// <exception cref="MalformedContentException">A key identifier is malformed (<c>invalid-certificate</c>).</exception>
    public static bool Names(Certificate certificate, Certificate issuer) =>
        certificate.Issuer.Span.SequenceEqual(issuer.Subject.Span)
        && (KeyIdentifiers.OfIssuer(certificate) is not { } stated || KeyIdentifiers.OfSubject(issuer) is not { } actual || stated.Span.SequenceEqual(actual.Span));
}
