namespace ImageProvenance.Signatures;

/// <summary>
/// Proves that certificates are a chain of authorities: each may issue, each is issued by the next. The last is the anchor,
/// trusted because the root holds it; it need not be self-signed, but one that says it is has to be.
/// </summary>
/// <remarks>RFC 5280, 6.1, all but the times, which are checked with each use; there are no revocation lists.</remarks>
internal static class CertificateChainProof
{
    /// <summary>The most certificates of a chain: Sigstore's have one to three.</summary>
    public const int MaxCertificates = 8;

    /// <summary>Proves a chain, issuer first, anchor last.</summary>
    /// <exception cref="MalformedContentException">It is none (<c>invalid-trusted-root</c>).</exception>
    public static CertificateChain Prove(IReadOnlyList<Certificate> certificates)
    {
        if (certificates.Count is 0 or > MaxCertificates)
            throw new MalformedContentException("invalid-trusted-root", "A certificate chain has no certificates, or too many.", $"1 to {MaxCertificates}", $"{certificates.Count}");

        var keys = new CertificateKey[certificates.Count];
        var usages = new List<ExtendedKeyUsage>();
        int below = 0;
        for (int i = 0; i < certificates.Count; i++)
        {
            try
            {
                CheckAuthority(certificates[i], below);
                keys[i] = CertificateKey.Import(certificates[i].SubjectPublicKeyInfo);
                if (ExtendedKeyUsage.Of(certificates[i]) is { } usage)
                    usages.Add(usage);
            }
            catch (MalformedContentException e)
            {
                throw Invalid(i, certificates.Count, e.Failure);
            }

            below += certificates[i].IsSelfIssued ? 0 : 1;
        }

        for (int i = 0; i < certificates.Count; i++)
        {
            int issuer = Math.Min(i + 1, certificates.Count - 1);
            bool isTrustedAsIs = issuer == i && !certificates[i].IsSelfIssued;
            if (!isTrustedAsIs && CertificateIssuance.Check(certificates[i], certificates[issuer], keys[issuer]) is { } failure)
                throw Invalid(i, certificates.Count, failure);
        }

        return new([.. certificates], keys, [.. usages]);
    }

    private static void CheckAuthority(Certificate certificate, int below)
    {
        var constraints = BasicConstraints.Of(certificate);
        if (!constraints.IsAuthority)
            throw Unfit("It is no authority's.", "basic constraints with CA true", "none, or false");
        if (constraints.PathLength < below)
            throw Unfit("Its path length does not allow the authorities below it.", $"at most {constraints.PathLength}", $"{below}");
        if (KeyUsageReader.Read(certificate) is { } usage && !usage.HasFlag(KeyUsage.KeyCertSign))
            throw Unfit("Its key may not sign certificates.", "key usage keyCertSign", "key usage without it");
        if (CriticalExtensions.FirstUnsupported(certificate) is { } unknown)
            throw Unfit("It has an extension that is not supported and cannot be ignored.", null, unknown);
    }

    private static MalformedContentException Unfit(string message, string? expected, string? actual) => new("invalid-certificate", message, expected, actual);

    private static MalformedContentException Invalid(int index, int count, Failure failure) =>
        new("invalid-trusted-root", $"Certificate {index + 1} of {count} of a chain, counted from the issuer, does not fit: {failure.Message}", failure.Expected, failure.Actual);
}
