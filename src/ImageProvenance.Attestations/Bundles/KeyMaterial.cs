namespace ImageProvenance.Attestations;

/// <summary>
/// What a bundle says about the signer's key: a hint, or a certificate. Neither is trusted for being there. Immutable
/// and thread-safe.
/// </summary>
/// <remarks>sigstore protobuf-specs, sigstore_bundle.proto, <c>VerificationMaterial.content</c>.</remarks>
public sealed class KeyMaterial
{
    private KeyMaterial(string? publicKeyHint, IReadOnlyList<ReadOnlyMemory<byte>> certificates) =>
        (PublicKeyHint, CertificateChain) = (publicKeyHint, certificates);

    /// <summary>The hint that tells a key which the verifier has already, empty if the bundle gives none; null where there is a certificate.</summary>
    public string? PublicKeyHint { get; }

    /// <summary>The signer's certificate, DER; null where there is a key.</summary>
    public ReadOnlyMemory<byte>? Certificate => CertificateChain.Count > 0 ? CertificateChain[0] : default(ReadOnlyMemory<byte>?);

    /// <summary>
    /// The certificates, DER, the signer's first and then in issuing order; only the signer's in bundles of version 0.3,
    /// none where there is a key. Those above the signer's are candidates, not anchors.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> CertificateChain { get; }

    internal static KeyMaterial OfPublicKey(string hint) => new(hint, []);

    internal static KeyMaterial OfCertificates(IReadOnlyList<ReadOnlyMemory<byte>> certificates) => new(null, certificates);
}
