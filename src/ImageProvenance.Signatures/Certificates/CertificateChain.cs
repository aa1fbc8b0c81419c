namespace ImageProvenance.Signatures;

/// <summary>
/// Certificates of an authority in a trusted root, from the one that issues to the anchor. That each is issued by the next
/// is proven once, when the chain is made; times are checked with each use. Immutable and thread-safe.
/// </summary>
internal sealed class CertificateChain
{
    private CertificateChain(IReadOnlyList<Certificate> certificates, IReadOnlyList<CertificateKey> keys) =>
        (Certificates, Keys) = (certificates, keys);

    /// <summary>The certificates, at least one: the issuer first, the anchor last.</summary>
    public IReadOnlyList<Certificate> Certificates { get; }

    /// <summary>The keys of <see cref="Certificates"/>, imported once.</summary>
    public IReadOnlyList<CertificateKey> Keys { get; }

    /// <summary>The certificate that issues.</summary>
    public Certificate Issuer => Certificates[0];

    /// <summary>Proves a chain.</summary>
    /// <exception cref="MalformedContentException">It is no chain of authorities (<c>invalid-trusted-root</c>).</exception>
    public static CertificateChain Prove(IReadOnlyList<Certificate> certificates) => throw new NotSupportedException();
}
