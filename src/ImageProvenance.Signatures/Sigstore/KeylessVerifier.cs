namespace ImageProvenance.Signatures;

/// <summary>
/// The steps that prove a signature made with a short-lived certificate, in their order. Every one has to hold; each is a
/// check in a file of its own.
/// </summary>
/// <remarks>sigstore architecture-docs, client-spec.md, 4.</remarks>
internal static class KeylessVerifier
{
    /// <param name="subject">What the signature has to be about.</param>
    /// <param name="piece">The piece, with its certificate.</param>
    /// <param name="instances">The instances, one of which has to hold all of it.</param>
    public static SignatureVerdict Verify(Subject subject, SignedPiece piece, IReadOnlyList<TrustedInstance> instances)
    {
        var leaf = piece.Certificate!;
        if (LeafCertificateCheck.Check(leaf) is { } unfit)
            return SignatureVerdict.Failed(unfit);

        SignatureVerdict? refused = null;
        foreach (var instance in instances)
        {
            var authorities = CertificateIssuers.Of(leaf, instance.Root);
            if (authorities.Count == 0)
                continue;
            var verdict = Verify(subject, piece, instance, authorities);
            if (verdict.IsProven)
                return verdict;
            refused ??= verdict;
        }

        return refused ?? SignatureVerdict.Failed(NotTrusted(leaf, instances));
    }

    private static SignatureVerdict Verify(Subject subject, SignedPiece piece, TrustedInstance instance, IReadOnlyList<CertificateAuthority> authorities)
    {
        var leaf = piece.Certificate!;
        var material = VerifiedMaterial.Of(piece, instance.Root, instance.Profile);
        if (ThresholdCheck.Check(material, instance) is { } unvouched)
            return SignatureVerdict.Failed(unvouched);
        if (FindAuthority(leaf, authorities, material.Times, out var untimely) is not { } authority)
            return SignatureVerdict.Failed(untimely!);

        var failure = SctCheck.Check(leaf, authority.Chain.Issuer, instance.Root.CertificateTransparencyLogs, instance.Profile.SignedCertificateTimestamps, out var certificateLogs)
            ?? CertificateSignatureCheck.Check(piece, material.KeyDetails)
            ?? SubjectCheck.Check(piece, subject);
        if (failure is not null)
            return SignatureVerdict.Failed(failure);

        var identity = CertificateIdentity.Read(leaf);
        return SignatureVerdict.Proven(new(subject.Digest, piece.Content, new(Signer.Keyless, identity.Name) { Certificate = identity })
        {
            Statement = piece.Statement,
            Instance = instance,
            Times = material.Times,
            Log = material.Log,
            CertificateLogs = [.. certificateLogs.Select(log => log.CountedAs)],
            Notes = MaterialNotes.Of(piece, material),
        });
    }

    // One authority has to hold for every moment at which the signature is proven to have existed.
    private static CertificateAuthority? FindAuthority(Certificate leaf, IReadOnlyList<CertificateAuthority> authorities, List<VerifiedTime> times, out Failure? failure)
    {
        failure = null;
        foreach (var authority in authorities)
        {
            Failure? untimely = null;
            foreach (var time in times)
                untimely ??= CertificatePathCheck.Check(leaf, authority, time.Time);
            if (untimely is null)
                return authority;
            failure ??= untimely;
        }

        return null;
    }

    private static Failure NotTrusted(Certificate leaf, IReadOnlyList<TrustedInstance> instances) => new(
        "certificate-not-trusted", "The certificate was issued by no authority of a trusted root. Another Sigstore instance needs its own trusted root.",
        string.Join(", ", instances.Select(instance => instance.Name).DefaultIfEmpty("none is trusted")), CertificateName.Describe(leaf.Issuer));
}
