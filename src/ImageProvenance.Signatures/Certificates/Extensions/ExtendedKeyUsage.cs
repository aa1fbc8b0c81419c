namespace ImageProvenance.Signatures;

/// <summary>The purposes that a certificate is limited to. Immutable and thread-safe.</summary>
/// <remarks>RFC 5280, 4.2.1.12.</remarks>
internal sealed class ExtendedKeyUsage
{
    private readonly ReadOnlyMemory<byte> _purposes;

    private ExtendedKeyUsage(ReadOnlyMemory<byte> purposes, bool isCritical) => (_purposes, IsCritical) = (purposes, isCritical);

    /// <summary>Whether the extension is critical.</summary>
    public bool IsCritical { get; }

    /// <summary>How many purposes there are, at least one.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (var purposes = new DerReader(_purposes); purposes.HasData; count++)
                purposes.ReadOid();
            return count;
        }
    }

    /// <summary>Reads the extension; null where a certificate has none, and is not limited.</summary>
    /// <exception cref="MalformedContentException">The extension is malformed (<c>invalid-certificate</c>).</exception>
    public static ExtendedKeyUsage? Of(Certificate certificate) =>
        certificate.TryFindExtension(Oids.ExtendedKeyUsage, out var value, out bool isCritical)
            ? new(DerReader.Parse(value, "invalid-certificate", "The extended key usage of a certificate is malformed.", ReadPurposes), isCritical)
            : null;

    /// <summary>Whether a purpose is listed, by the content bytes of its identifier (see <see cref="Oids"/>).</summary>
    public bool Has(ReadOnlySpan<byte> purpose)
    {
        var purposes = new DerReader(_purposes);
        while (purposes.HasData)
            if (purposes.ReadOid().Span.SequenceEqual(purpose))
                return true;
        return false;
    }

    private static ReadOnlyMemory<byte> ReadPurposes(ref DerReader reader)
    {
        var purposes = reader.ReadSequence();
        var content = purposes.Rest;
        do
            purposes.ReadOid();
        while (purposes.HasData);
        return content;
    }
}
