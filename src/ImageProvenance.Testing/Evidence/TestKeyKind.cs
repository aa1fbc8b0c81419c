namespace ImageProvenance.Testing;

/// <summary>A kind of key with the algorithm that it signs with.</summary>
public enum TestKeyKind
{
    /// <summary>ECDSA on P-256 with SHA-256: what Sigstore's clients make.</summary>
    EcdsaP256,

    /// <summary>ECDSA on P-384 with SHA-384.</summary>
    EcdsaP384,

    /// <summary>ECDSA on P-521 with SHA-512.</summary>
    EcdsaP521,

    /// <summary>RSA of 2048 bits, PKCS #1 v1.5 with SHA-256.</summary>
    Rsa,

    /// <summary>RSA of 2048 bits, PSS with SHA-256.</summary>
    RsaPss,

    /// <summary>Ed25519 over the message itself. No log that keeps only hashes can take it.</summary>
    Ed25519,

    /// <summary>Ed25519ph, over the SHA-512 of the message.</summary>
    Ed25519Prehashed,
}
