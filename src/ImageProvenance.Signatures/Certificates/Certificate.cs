namespace ImageProvenance.Signatures;

/// <summary>
/// An X.509 certificate as data: slices of its DER. Nothing in it is trusted until a path to a trusted authority has been
/// checked. Immutable and thread-safe.
/// </summary>
/// <remarks>RFC 5280, 4.1.</remarks>
internal sealed class Certificate
{
    /// <summary>The largest certificate that is read, in bytes: those of signers have about 800.</summary>
    public const int MaxBytes = 65_536;

    internal Certificate()
    {
    }

    /// <summary>The whole certificate.</summary>
    public required ReadOnlyMemory<byte> Der { get; init; }

    /// <summary>What the issuer signed, encoded.</summary>
    public required ReadOnlyMemory<byte> TbsCertificate { get; init; }

    /// <summary>The algorithm of the issuer's signature, an encoded AlgorithmIdentifier.</summary>
    public required ReadOnlyMemory<byte> SignatureAlgorithm { get; init; }

    /// <summary>The issuer's signature.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The serial number, the content bytes of an INTEGER.</summary>
    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>The issuer, an encoded Name. Names are compared byte by byte.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    /// <summary>The subject, an encoded Name.</summary>
    public required ReadOnlyMemory<byte> Subject { get; init; }

    /// <summary>From when to when the certificate is valid, UTC, both ends included.</summary>
    public required ValidityPeriod Validity { get; init; }

    /// <summary>The subject's key, an encoded SubjectPublicKeyInfo.</summary>
    public required ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; init; }

    /// <summary>The content of the Extensions sequence: one encoded Extension after the other; each identifier occurs once.</summary>
    public required ReadOnlyMemory<byte> Extensions { get; init; }

    /// <summary>Whether subject and issuer are the same.</summary>
    public bool IsSelfIssued => Issuer.Span.SequenceEqual(Subject.Span);

    /// <summary>Reads a certificate of version 3, DER, whole.</summary>
    /// <exception cref="MalformedContentException">It is none (<c>invalid-certificate</c>).</exception>
    public static Certificate Parse(ReadOnlyMemory<byte> der) => der.Length <= MaxBytes
        ? DerReader.Parse(der, "invalid-certificate", "A certificate is not one.", CertificateReader.Read)
        : throw new MalformedContentException("invalid-certificate", "A certificate is larger than is read.", $"at most {MaxBytes} bytes", $"{der.Length} bytes");

    /// <summary>Finds an extension by the content bytes of its identifier (see <see cref="Oids"/>).</summary>
    /// <param name="oid">The identifier.</param>
    /// <param name="value">The extension's value: what is in its octet string.</param>
    /// <param name="isCritical">Whether a verifier that does not know it has to refuse the certificate.</param>
    public bool TryFindExtension(ReadOnlySpan<byte> oid, out ReadOnlyMemory<byte> value, out bool isCritical)
    {
        var extensions = new DerReader(Extensions);
        while (extensions.HasData)
        {
            var extension = CertificateReader.ReadExtension(ref extensions);
            if (extension.Oid.Span.SequenceEqual(oid))
            {
                (value, isCritical) = (extension.Value, extension.IsCritical);
                return true;
            }
        }

        (value, isCritical) = (default, false);
        return false;
    }
}
