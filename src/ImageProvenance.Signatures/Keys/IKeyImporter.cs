namespace ImageProvenance.Signatures;

/// <summary>
/// The algorithm seam: makes verifying keys of one kind of SubjectPublicKeyInfo. Ours are ECDSA, RSA
/// and ML-DSA on the framework's cryptography, and Ed25519; others take their place beside them. Stateless and thread-safe.
/// </summary>
public interface IKeyImporter
{
    /// <summary>Whether this importer reads keys of an algorithm, by its object identifier in dotted form.</summary>
    bool Reads(string keyOid);

    /// <summary>Imports a key.</summary>
    /// <param name="subjectPublicKeyInfo">The SubjectPublicKeyInfo, DER.</param>
    /// <param name="algorithm">The one signature algorithm that the key may be used with, or null for the key's default.</param>
    /// <exception cref="MalformedContentException">The key is malformed or too weak, or has no such algorithm (<c>invalid-key</c>).</exception>
    IVerificationKey Import(ReadOnlyMemory<byte> subjectPublicKeyInfo, string? algorithm);
}

/// <summary>A key that can verify. Thread-safe and long-lived.</summary>
public interface IVerificationKey
{
    /// <summary>The signature algorithms that the key is used with, as <see cref="SignatureAlgorithms"/> names them.</summary>
    string Algorithm { get; }

    /// <summary>
    /// Whether the signature is this key's over the message. A malformed signature is simply not, nor is one that cannot
    /// be verified with what is known of the message: its bytes, or only a digest.
    /// </summary>
    bool Verify(SignedMessage message, ReadOnlySpan<byte> signature);
}
