namespace ImageProvenance.Signatures;

/// <summary>
/// The key of a certificate, to verify what is signed by the rules of X.509 and CMS, where the signature names its algorithm:
/// curve and hash are independent of each other there. Thread-safe and long-lived.
/// </summary>
internal sealed class CertificateKey
{
    /// <summary>Imports a key.</summary>
    /// <exception cref="MalformedContentException">It cannot be used (<c>invalid-key</c>).</exception>
    public static CertificateKey Import(ReadOnlyMemory<byte> subjectPublicKeyInfo) => throw new NotSupportedException();

    /// <summary>Whether the signature is this key's over the data.</summary>
    /// <param name="data">The signed bytes.</param>
    /// <param name="signature">The signature, DER for ECDSA.</param>
    /// <param name="algorithmIdentifier">The encoded AlgorithmIdentifier that the signature states.</param>
    /// <param name="digestAlgorithm">The hash that CMS states apart (an encoded AlgorithmIdentifier), where <paramref name="algorithmIdentifier"/> may be rsaEncryption; empty otherwise.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> algorithmIdentifier, ReadOnlySpan<byte> digestAlgorithm = default) => throw new NotSupportedException();
}
