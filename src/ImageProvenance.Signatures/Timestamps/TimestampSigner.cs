namespace ImageProvenance.Signatures;

/// <summary>The certificate that signed a token, under an authority that a root trusts, with its key.</summary>
/// <param name="Certificate">The certificate: the root's own, or one that came along and that the authority's chain issued.</param>
/// <param name="Key">Its key.</param>
internal readonly record struct TimestampSigner(Certificate Certificate, CertificateKey Key)
{
    /// <summary>
    /// Finds the certificate that the token names among those the authority can have signed with; null where the token is
    /// none of this authority's. Where the root names the signer nothing that came along is looked at; else the signed name
    /// alone selects among it, never its order.
    /// </summary>
    /// <exception cref="MalformedContentException">A certificate that came along, or its key, is malformed (<c>invalid-certificate</c>, <c>invalid-key</c>).</exception>
    public static TimestampSigner? Find(TimestampToken token, TimestampAuthority authority)
    {
        if (authority.Signer is { } signer)
            return IsNamed(token, signer) ? new(signer, authority.SignerKey!) : (TimestampSigner?)null;

        var chain = authority.Chain;
        return FindEmbedded(token) is { } embedded && CertificateIssuance.Check(embedded, chain.Issuer, chain.Keys[0]) is null
            ? new(embedded, CertificateKey.Import(embedded.SubjectPublicKeyInfo))
            : null;
    }

    // By either name: that both have to be the certificate's is checked then, and said where they are not.
    private static bool IsNamed(TimestampToken token, Certificate certificate) =>
        token.SignerInfo.SignedAttributes.NameByHash(certificate.Der.Span) || token.SignerInfo.Signer.IsOf(certificate);

    private static Certificate? FindEmbedded(TimestampToken token)
    {
        var certificates = new DerReader(token.Certificates);
        while (certificates.HasData)
        {
            var der = certificates.ReadEncoded();
            if (token.SignerInfo.SignedAttributes.NameByHash(der.Span))
                return Certificate.Parse(der);
        }

        return null;
    }
}
