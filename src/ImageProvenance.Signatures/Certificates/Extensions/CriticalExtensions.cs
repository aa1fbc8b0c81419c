namespace ImageProvenance.Signatures;

/// <summary>Finds what a certificate demands of its verifier and nothing here does.</summary>
/// <remarks>RFC 5280, 4.2: a critical extension that is not processed makes the certificate unusable.</remarks>
internal static class CriticalExtensions
{
    /// <summary>The identifier, in dotted form, of the first extension that an authority's certificate cannot have; null for none.</summary>
    /// <remarks>Constraints on names are refused even where they are not critical: whoever wrote them relies on them.</remarks>
    public static string? FirstUnknownOfAuthority(Certificate certificate)
    {
        var extensions = new DerReader(certificate.Extensions);
        while (extensions.HasData)
        {
            var (oid, isCritical, _) = CertificateReader.ReadExtension(ref extensions);
            if ((isCritical && !IsKnown(oid.Span)) || oid.Span.SequenceEqual(Oids.NameConstraints))
                return Oids.ToText(oid.Span);
        }

        return null;
    }

    private static bool IsKnown(ReadOnlySpan<byte> oid) =>
        oid.SequenceEqual(Oids.BasicConstraints)
        || oid.SequenceEqual(Oids.KeyUsage)
        || oid.SequenceEqual(Oids.ExtendedKeyUsage)
        || oid.SequenceEqual(Oids.SubjectAlternativeName);
}
