using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>What a trusted root says of a log's key: how it is encoded, and the one algorithm that it signs with.</summary>
/// <param name="Name">The name in the specification.</param>
/// <param name="Number">The number in the specification.</param>
/// <param name="Algorithm">The algorithm, as <see cref="SignatureAlgorithms"/> names it.</param>
/// <param name="RsaBits">The size of an RSA key, where the name says it.</param>
/// <remarks>
/// sigstore protobuf-specs, sigstore_common.proto, <c>PublicKeyDetails</c>. Deterministic ECDSA is verified like any. Not here, since
/// nothing here verifies them: LMS and LM-OTS (14, 15).
/// </remarks>
internal sealed record LogKeyDetails(string Name, int Number, string Algorithm, int? RsaBits = null)
{
    private static readonly LogKeyDetails[] All =
    [
        new("PKCS1_RSA_PKCS1V5", 1, SignatureAlgorithms.RsaPkcs1Sha256),
        new("PKCS1_RSA_PSS", 2, SignatureAlgorithms.RsaPssSha256),
        new("PKIX_RSA_PKCS1V5", 3, SignatureAlgorithms.RsaPkcs1Sha256),
        new("PKIX_RSA_PSS", 4, SignatureAlgorithms.RsaPssSha256),
        new("PKIX_ECDSA_P256_SHA_256", 5, SignatureAlgorithms.EcdsaP256Sha256),
        new("PKIX_ECDSA_P256_HMAC_SHA_256", 6, SignatureAlgorithms.EcdsaP256Sha256),
        new("PKIX_ED25519", 7, SignatureAlgorithms.Ed25519),
        new("PKIX_ED25519_PH", 8, SignatureAlgorithms.Ed25519Ph),
        new("PKIX_RSA_PKCS1V15_2048_SHA256", 9, SignatureAlgorithms.RsaPkcs1Sha256, 2048),
        new("PKIX_RSA_PKCS1V15_3072_SHA256", 10, SignatureAlgorithms.RsaPkcs1Sha256, 3072),
        new("PKIX_RSA_PKCS1V15_4096_SHA256", 11, SignatureAlgorithms.RsaPkcs1Sha256, 4096),
        new("PKIX_ECDSA_P384_SHA_384", 12, SignatureAlgorithms.EcdsaP384Sha384),
        new("PKIX_ECDSA_P521_SHA_512", 13, SignatureAlgorithms.EcdsaP521Sha512),
        new("PKIX_RSA_PSS_2048_SHA256", 16, SignatureAlgorithms.RsaPssSha256, 2048),
        new("PKIX_RSA_PSS_3072_SHA256", 17, SignatureAlgorithms.RsaPssSha256, 3072),
        new("PKIX_RSA_PSS_4096_SHA256", 18, SignatureAlgorithms.RsaPssSha256, 4096),
        new("PKIX_ECDSA_P384_SHA_256", 19, SignatureAlgorithms.EcdsaP384Sha256),
        new("PKIX_ECDSA_P521_SHA_256", 20, SignatureAlgorithms.EcdsaP521Sha256),
        new("ML_DSA_65", 21, SignatureAlgorithms.MlDsa65),
        new("ML_DSA_87", 22, SignatureAlgorithms.MlDsa87),
        new("ML_DSA_44", 23, SignatureAlgorithms.MlDsa44),
    ];

    /// <summary>Whether the key is a bare RSAPublicKey (RFC 8017, A.1.1) and no SubjectPublicKeyInfo.</summary>
    public bool IsPkcs1 => Number is 1 or 2;

    /// <summary>Whether the key is one for ECDSA.</summary>
    public bool IsEcdsa => Algorithm.StartsWith("ecdsa-", StringComparison.Ordinal);

    /// <summary>The details of that name or number; null where nothing here can verify with such a key.</summary>
    public static LogKeyDetails? Find(ProtobufEnum details) => Array.Find(All, known => details.Is(known.Name, known.Number) && known.IsSupported);

    // ML-DSA depends on the platform's cryptography.
    private bool IsSupported => !Algorithm.StartsWith("ml-dsa-", StringComparison.Ordinal) || MLDsa.IsSupported;
}
