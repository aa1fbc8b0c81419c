namespace ImageProvenance.Signatures;

/// <summary>
/// The names of signature algorithms. A key alone does not name one: without a name, RSA means PKCS#1 with SHA-256 and
/// ECDSA means the curve's own hash, then SHA-256 (old clients), and Ed25519 means Ed25519, then Ed25519ph.
/// </summary>
public static class SignatureAlgorithms
{
    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    public const string EcdsaP256Sha256 = "ecdsa-p256-sha256";

    /// <summary>ECDSA on P-384 with SHA-384.</summary>
    public const string EcdsaP384Sha384 = "ecdsa-p384-sha384";

    /// <summary>ECDSA on P-384 with SHA-256, as old clients sign.</summary>
    public const string EcdsaP384Sha256 = "ecdsa-p384-sha256";

    /// <summary>ECDSA on P-521 with SHA-512.</summary>
    public const string EcdsaP521Sha512 = "ecdsa-p521-sha512";

    /// <summary>ECDSA on P-521 with SHA-256, as old clients sign.</summary>
    public const string EcdsaP521Sha256 = "ecdsa-p521-sha256";

    /// <summary>RSA PKCS#1 v1.5 with SHA-256.</summary>
    public const string RsaPkcs1Sha256 = "rsa-pkcs1-sha256";

    /// <summary>RSA PKCS#1 v1.5 with SHA-384.</summary>
    public const string RsaPkcs1Sha384 = "rsa-pkcs1-sha384";

    /// <summary>RSA PKCS#1 v1.5 with SHA-512.</summary>
    public const string RsaPkcs1Sha512 = "rsa-pkcs1-sha512";

    /// <summary>RSA-PSS with SHA-256.</summary>
    public const string RsaPssSha256 = "rsa-pss-sha256";

    /// <summary>RSA-PSS with SHA-384.</summary>
    public const string RsaPssSha384 = "rsa-pss-sha384";

    /// <summary>RSA-PSS with SHA-512.</summary>
    public const string RsaPssSha512 = "rsa-pss-sha512";

    /// <summary>Ed25519 (RFC 8032, 5.1), over the bytes themselves: a digest of them is not enough to verify it.</summary>
    public const string Ed25519 = "ed25519";

    /// <summary>Ed25519ph with no context (RFC 8032, 5.1), which signs the SHA-512 hash.</summary>
    public const string Ed25519Ph = "ed25519ph";

    /// <summary>ML-DSA-44 with no context (FIPS 204), over the bytes themselves.</summary>
    public const string MlDsa44 = "ml-dsa-44";

    /// <summary>ML-DSA-65 with no context (FIPS 204), over the bytes themselves.</summary>
    public const string MlDsa65 = "ml-dsa-65";

    /// <summary>ML-DSA-87 with no context (FIPS 204), over the bytes themselves.</summary>
    public const string MlDsa87 = "ml-dsa-87";
}
