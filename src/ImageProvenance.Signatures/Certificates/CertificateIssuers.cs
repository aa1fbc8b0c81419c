namespace ImageProvenance.Signatures;

/// <summary>Finds who issued a signer's certificate: authorities of one trusted root.</summary>
/// <remarks>RFC 5280, 6.1; sigstore architecture-docs, client-spec.md, 4.2.</remarks>
internal static class CertificateIssuers
{
    /// <summary>
    /// The authorities whose key signed a certificate and whose chain permits code signing; none where the root has no such.
    /// Several may be the same authority in different times.
    /// </summary>
    public static IReadOnlyList<CertificateAuthority> Of(Certificate leaf, TrustedRoot root)
    {
        List<CertificateAuthority>? issuers = null;
        foreach (var authority in root.CertificateAuthorities)
            if (authority.Chain.Permits(Oids.CodeSigning) && (IsSameIssuer(issuers, authority) || CertificateIssuance.Check(leaf, authority.Chain.Issuer, authority.Chain.Keys[0]) is null))
                (issuers ??= []).Add(authority);
        return issuers ?? (IReadOnlyList<CertificateAuthority>)[];
    }

    // One issuing certificate under several anchors, or listed for several times: its signature is verified once.
    private static bool IsSameIssuer(List<CertificateAuthority>? issuers, CertificateAuthority authority) =>
        issuers is [.., var last] && last.Chain.Issuer.Der.Span.SequenceEqual(authority.Chain.Issuer.Der.Span);
}
