namespace ImageProvenance.Signatures;

/// <summary>Whether a certificate is an authority's, and how many authorities may follow below it.</summary>
/// <param name="IsAuthority">Whether it may issue certificates.</param>
/// <param name="PathLength">The most authorities, not counting self-issued ones, between it and a leaf; null for any number.</param>
/// <remarks>RFC 5280, 4.2.1.9. <c>FALSE</c> may be written out, as some authorities do.</remarks>
internal readonly record struct BasicConstraints(bool IsAuthority, int? PathLength)
{
    /// <summary>Reads the extension; without one, a certificate is no authority's.</summary>
    /// <exception cref="MalformedContentException">The extension is malformed (<c>invalid-certificate</c>).</exception>
    public static BasicConstraints Of(Certificate certificate) =>
        certificate.TryFindExtension(Oids.BasicConstraints, out var value, out _)
            ? DerReader.Parse(value, "invalid-certificate", "The basic constraints of a certificate are malformed.", Read)
            : default;

    private static BasicConstraints Read(ref DerReader reader)
    {
        var constraints = reader.ReadSequence();
        bool isAuthority = constraints.NextIs(System.Formats.Asn1.Asn1Tag.Boolean) && constraints.ReadBoolean();
        int? pathLength = constraints.HasData ? constraints.ReadInt32() : null;
        constraints.End();
        return pathLength is null or >= 0 ? new(isAuthority, pathLength) : throw DerReader.Invalid("A path length is negative.");
    }
}
