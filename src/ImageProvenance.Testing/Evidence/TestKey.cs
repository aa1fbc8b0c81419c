using System.Security.Cryptography;

namespace ImageProvenance.Testing;

/// <summary>A key pair made for a test. Thread-safe.</summary>
public sealed class TestKey : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AsymmetricAlgorithm _key;
    private readonly RSASignaturePadding _padding;

    private TestKey(AsymmetricAlgorithm key, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        (_key, Hash, _padding) = (key, hash, padding);
        SubjectPublicKeyInfo = key.ExportSubjectPublicKeyInfo();
        PublicKeyPem = key.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>The hash that the key signs with.</summary>
    public HashAlgorithmName Hash { get; }

    /// <summary>The public key as X.509 SubjectPublicKeyInfo, DER.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    /// <summary>The public key as PEM, <c>PUBLIC KEY</c>.</summary>
    public string PublicKeyPem { get; }

    /// <summary>The hint that cosign writes into bundles: base64 of the SHA-256 of <see cref="SubjectPublicKeyInfo"/>.</summary>
    public string Hint => Convert.ToBase64String(SHA256.HashData(SubjectPublicKeyInfo.Span));

    /// <summary>Makes an ECDSA key.</summary>
    /// <param name="curve">A named curve of NIST's; null for P-256.</param>
    /// <param name="hash">The hash; null for SHA-256, which <c>cosign --key</c> takes with every curve unless it is told otherwise.</param>
    public static TestKey Ecdsa(ECCurve? curve = null, HashAlgorithmName? hash = null) =>
        new(ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256), hash ?? HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Makes an RSA key. It signs with SHA-256.</summary>
    /// <param name="bits">The size of the modulus in bits.</param>
    /// <param name="padding">The padding; null for PKCS #1 v1.5.</param>
    public static TestKey Rsa(int bits = 2048, RSASignaturePadding? padding = null) =>
        new(RSA.Create(bits), HashAlgorithmName.SHA256, padding ?? RSASignaturePadding.Pkcs1);

    /// <summary>Signs bytes; an ECDSA signature is DER encoded.</summary>
    /// <param name="bytes">What is hashed and signed.</param>
    /// <param name="hash">Another hash than <see cref="Hash"/>.</param>
    public byte[] Sign(ReadOnlySpan<byte> bytes, HashAlgorithmName? hash = null)
    {
        lock (_lock)
        {
            return _key is ECDsa ecdsa
                ? ecdsa.SignData(bytes, hash ?? Hash, DSASignatureFormat.Rfc3279DerSequence)
                : ((RSA)_key).SignData(bytes, hash ?? Hash, _padding);
        }
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _key.Dispose();
}
