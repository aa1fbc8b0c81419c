using System.Security.Cryptography;
using System.Text;

namespace ImageProvenance.Signatures;

/// <summary>A way to sign: the key that it needs, and the hash that the second Rekor stores.</summary>
/// <param name="Name">The name in the specification.</param>
/// <param name="Key">The key, as <see cref="KeyName"/> names it.</param>
/// <param name="Hash">The hash that is signed; <c>default</c> where the message itself is.</param>
/// <remarks>sigstore protobuf-specs, sigstore_common.proto, <c>PublicKeyDetails</c>; architecture-docs, algorithm-registry.md.</remarks>
internal sealed record KeyDetails(string Name, string Key, HashAlgorithmName Hash)
{
    private static readonly KeyDetails[] Known =
    [
        new("PKIX_ECDSA_P256_SHA_256", "ecdsa-p256", HashAlgorithmName.SHA256),
        new("PKIX_ECDSA_P384_SHA_384", "ecdsa-p384", HashAlgorithmName.SHA384),
        new("PKIX_ECDSA_P384_SHA_256", "ecdsa-p384", HashAlgorithmName.SHA256),
        new("PKIX_ECDSA_P521_SHA_512", "ecdsa-p521", HashAlgorithmName.SHA512),
        new("PKIX_ECDSA_P521_SHA_256", "ecdsa-p521", HashAlgorithmName.SHA256),
        new("PKIX_RSA_PKCS1V15_2048_SHA256", "rsa-2048", HashAlgorithmName.SHA256),
        new("PKIX_RSA_PKCS1V15_3072_SHA256", "rsa-3072", HashAlgorithmName.SHA256),
        new("PKIX_RSA_PKCS1V15_4096_SHA256", "rsa-4096", HashAlgorithmName.SHA256),
        new("PKIX_RSA_PSS_2048_SHA256", "rsa-2048", HashAlgorithmName.SHA256),
        new("PKIX_RSA_PSS_3072_SHA256", "rsa-3072", HashAlgorithmName.SHA256),
        new("PKIX_RSA_PSS_4096_SHA256", "rsa-4096", HashAlgorithmName.SHA256),
        new("PKIX_ED25519", "ed25519", default),
        new("PKIX_ED25519_PH", "ed25519", HashAlgorithmName.SHA512),
    ];

    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(Name);
    private readonly byte[] _hashName = Encoding.UTF8.GetBytes(Hash.Name is { } name ? $"SHA2_{name.AsSpan(3)}" : "");

    /// <summary>The name, as entries write it.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The name of the hash in the specification, as entries write it; empty where there is none.</summary>
    public ReadOnlySpan<byte> HashName => _hashName;

    /// <summary>The way that a log entry names, if the signer's key can sign in it.</summary>
    public static KeyDetails? Find(LoggedVerifier verifier, SignedPiece piece)
    {
        string key = KeyName.Of(piece.SubjectPublicKeyInfo);
        return Array.Find(Known, known => known.Key == key && verifier.KeyDetails.Span.SequenceEqual(known._utf8));
    }

    /// <summary>What is wrong where there is none.</summary>
    public static Failure Unfit(LoggedVerifier verifier, SignedPiece piece) =>
        new("entry-verifier-mismatch", "A log entry says that the signature was made in a way that the signer's key does not have.",
            $"a way of {KeyName.Of(piece.SubjectPublicKeyInfo)}", EntryBody.Describe(verifier.KeyDetails.Span));
}
