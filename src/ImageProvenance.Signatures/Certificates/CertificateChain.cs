namespace ImageProvenance.Signatures;

/// <summary>
/// Certificates of an authority in a trusted root, from the one that issues to the anchor. That each is issued by the next
/// is proven once, when the chain is made; times are checked with each use. Immutable and thread-safe.
/// </summary>
internal sealed class CertificateChain
{
    private readonly ExtendedKeyUsage[] _usages;

    internal CertificateChain(IReadOnlyList<Certificate> certificates, IReadOnlyList<CertificateKey> keys, ExtendedKeyUsage[] usages) =>
        (Certificates, Keys, _usages) = (certificates, keys, usages);

    /// <summary>The certificates, at least one: the issuer first, the anchor last.</summary>
    public IReadOnlyList<Certificate> Certificates { get; }

    /// <summary>The keys of <see cref="Certificates"/>, imported once.</summary>
    public IReadOnlyList<CertificateKey> Keys { get; }

    /// <summary>The certificate that issues.</summary>
    public Certificate Issuer => Certificates[0];

    /// <summary>Proves a chain.</summary>
    /// <exception cref="MalformedContentException">It is no chain of authorities (<c>invalid-trusted-root</c>).</exception>
    public static CertificateChain Prove(IReadOnlyList<Certificate> certificates) => CertificateChainProof.Prove(certificates);

    /// <summary>Whether what the chain issues may serve a purpose: each of its certificates that is limited to purposes has this one, or any.</summary>
    /// <param name="purpose">The content bytes of the purpose's identifier (see <see cref="Oids"/>).</param>
    /// <remarks>RFC 5280, 4.2.1.12; that purposes nest is the practice of the CA/Browser Forum and of Go's <c>crypto/x509</c>.</remarks>
    public bool Permits(ReadOnlySpan<byte> purpose)
    {
        foreach (var usage in _usages)
            if (!usage.Has(purpose) && !usage.Has(Oids.AnyExtendedKeyUsage))
                return false;
        return true;
    }
}
