namespace ImageProvenance.Signatures;

/// <summary>Finds what a certificate demands of its verifier and nothing here does.</summary>
/// <remarks>RFC 5280, 4.2: a critical extension that is not processed makes the certificate unusable.</remarks>
internal static class CriticalExtensions
{
    /// <summary>The identifier, in dotted form, of the first extension that a certificate must not have to be used; null for none.</summary>
    /// <remarks>
    /// Two are refused even where they are not critical: constraints on names, because whoever wrote them relies on them, and
    /// the poison of a precertificate (RFC 6962, 3.1), which is no certificate.
    /// </remarks>
    public static string? FirstUnsupported(Certificate certificate)
    {
        var extensions = new DerReader(certificate.Extensions);
        while (extensions.HasData)
        {
            var (content, isCritical, _) = CertificateReader.ReadExtension(ref extensions);
            var oid = content.Span;
            if ((isCritical && !IsKnown(oid)) || oid.SequenceEqual(Oids.NameConstraints) || oid.SequenceEqual(Oids.PrecertificatePoison))
                return Oids.ToText(oid);
        }

        return null;
    }

    private static bool IsKnown(ReadOnlySpan<byte> oid) =>
        oid.SequenceEqual(Oids.BasicConstraints)
        || oid.SequenceEqual(Oids.KeyUsage)
        || oid.SequenceEqual(Oids.ExtendedKeyUsage)
        || oid.SequenceEqual(Oids.SubjectAlternativeName)
        || oid.SequenceEqual(Oids.EmbeddedScts);
}
