namespace ImageProvenance.Attestations;

/// <summary>What each version demands of a bundle, beyond its members.</summary>
/// <remarks>sigstore architecture-docs, client-spec.md. sigstore-go asks whether some entry has a promise or proof; here every entry must.</remarks>
internal static class BundleShape
{
    public static void Check(SigstoreBundleVersion version, VerificationMaterial material)
    {
        if (material.Key.PublicKeyHint is null)
            CheckCertificates(version, material);
        CheckEntriesDiffer(material.TlogEntries);

        foreach (var entry in material.TlogEntries)
        {
            if (version == SigstoreBundleVersion.V01 && entry.SignedEntryTimestamp is null)
                throw BundleJson.Invalid("A log entry has no inclusion promise, which bundles of version 0.1 must have.");
            if (version != SigstoreBundleVersion.V01 && entry.InclusionProof is null)
                throw BundleJson.Invalid("A log entry has no inclusion proof, which bundles from version 0.2 on must have.");
        }
    }

    // The same place in the same log, said twice, is one entry that looks like two.
    private static void CheckEntriesDiffer(IReadOnlyList<TransparencyLogEntry> entries)
    {
        for (int i = 1; i < entries.Count; i++)
            for (int j = 0; j < i; j++)
                if (entries[i].LogId.Span.SequenceEqual(entries[j].LogId.Span)
                    && (entries[i].LogIndex == entries[j].LogIndex || entries[i].CanonicalizedBody.Span.SequenceEqual(entries[j].CanonicalizedBody.Span)))
                    throw BundleJson.Invalid("A bundle has a log entry twice.", "entries of different logs or indexes", $"index {entries[i].LogIndex} twice");
    }

    private static void CheckCertificates(SigstoreBundleVersion version, VerificationMaterial material)
    {
        bool expectsSingle = version == SigstoreBundleVersion.V03;
        if (material.IsSingleCertificate != expectsSingle)
            throw BundleJson.Invalid("A bundle's certificate is not given as its version has it.",
                expectsSingle ? "a single certificate" : "a certificate chain", expectsSingle ? "a certificate chain" : "a single certificate");

        foreach (var certificate in material.Key.CertificateChain)
            if (!expectsSingle && CertificateNames.IsSelfIssued(certificate))
                throw BundleJson.Invalid("The certificate chain of a bundle has a root in it, which no bundle may bring.");
    }
}
