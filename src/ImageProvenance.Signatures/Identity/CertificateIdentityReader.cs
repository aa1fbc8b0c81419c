namespace ImageProvenance.Signatures;

/// <summary>Reads who a certificate says its holder is; also where nothing about the certificate is verified.</summary>
/// <remarks>fulcio, docs/oid-info.md.</remarks>
internal static class CertificateIdentityReader
{
    /// <summary>Reads the identity from a certificate.</summary>
    /// <exception cref="MalformedContentException">It has no such name, or an extension that is none (<c>invalid-certificate</c>).</exception>
    public static CertificateIdentity Read(Certificate certificate)
    {
        var (kind, name) = SubjectName.Read(certificate);
        var (old, issuer) = FulcioExtensionReader.Check(certificate);
        return new(name, kind, Issuer(old, issuer), certificate);
    }

    // Newer certificates state the issuer twice, for old verifiers: two that differ are no issuer.
    private static string? Issuer(string? old, string? issuer)
    {
        if (issuer is not null && old is not null && issuer != old)
            throw new MalformedContentException("invalid-certificate", "The certificate names two issuers of the identity token.", SafeText.Clean(issuer), SafeText.Clean(old));
        return (issuer ?? old) is not "" ? issuer ?? old : throw new MalformedContentException("invalid-certificate", "The certificate's issuer of the identity token is empty.");
    }
}
