using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Testing;

/// <summary>A key pair made for a test. Thread-safe.</summary>
public sealed class TestKey : IDisposable
{
    private static readonly byte[] Ed25519SpkiPrefix = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    private readonly Lock _lock = new();
    private readonly Func<ReadOnlySpan<byte>, HashAlgorithmName, byte[]> _sign;
    private IDisposable? _handle;

    private TestKey(byte[] subjectPublicKeyInfo, HashAlgorithmName hash, string keyDetails, Func<ReadOnlySpan<byte>, HashAlgorithmName, byte[]> sign, Func<TestKey> another)
    {
        (SubjectPublicKeyInfo, Hash, KeyDetails, _sign, Another) = (subjectPublicKeyInfo, hash, keyDetails, sign, another);
        PublicKeyPem = PemEncoding.WriteString("PUBLIC KEY", subjectPublicKeyInfo);
    }

    /// <summary>The hash that the key signs with. Pure Ed25519 hashes in its own way; SHA-512 then.</summary>
    public HashAlgorithmName Hash { get; }

    /// <summary>The public key as X.509 SubjectPublicKeyInfo, DER.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    /// <summary>The public key as PEM, <c>PUBLIC KEY</c>.</summary>
    public string PublicKeyPem { get; }

    /// <summary>The hint that cosign writes into bundles: base64 of the SHA-256 of <see cref="SubjectPublicKeyInfo"/>.</summary>
    public string Hint => Convert.ToBase64String(SHA256.HashData(SubjectPublicKeyInfo.Span));

    /// <summary>The name of key and algorithm in Sigstore's documents.</summary>
    /// <remarks>sigstore protobuf-specs, sigstore_common.proto, <c>PublicKeyDetails</c>.</remarks>
    internal string KeyDetails { get; }

    /// <summary>Makes another key of the same kind.</summary>
    internal Func<TestKey> Another { get; }

    /// <summary>Signs certificates; null for keys that issue none.</summary>
    internal X509SignatureGenerator? Issuing { get; private init; }

    /// <summary>Makes an ECDSA key.</summary>
    /// <param name="curve">A named curve of NIST's; null for P-256.</param>
    /// <param name="hash">The hash; null for SHA-256, which <c>cosign --key</c> takes with every curve unless it is told otherwise.</param>
    public static TestKey Ecdsa(ECCurve? curve = null, HashAlgorithmName? hash = null)
    {
        var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        var used = hash ?? HashAlgorithmName.SHA256;
        return new(key.ExportSubjectPublicKeyInfo(), used, $"PKIX_ECDSA_P{key.KeySize}_SHA_{used.Name![3..]}",
            (bytes, chosen) => key.SignData(bytes, chosen, DSASignatureFormat.Rfc3279DerSequence), () => Ecdsa(curve, hash))
        {
            Issuing = X509SignatureGenerator.CreateForECDsa(key),
            _handle = key,
        };
    }

    /// <summary>Makes an RSA key. It signs with SHA-256.</summary>
    /// <param name="bits">The size of the modulus in bits.</param>
    /// <param name="padding">The padding; null for PKCS #1 v1.5.</param>
    public static TestKey Rsa(int bits = 2048, RSASignaturePadding? padding = null)
    {
        var key = RSA.Create(bits);
        var used = padding ?? RSASignaturePadding.Pkcs1;
        return new(key.ExportSubjectPublicKeyInfo(), HashAlgorithmName.SHA256, $"PKIX_RSA_{(used == RSASignaturePadding.Pss ? "PSS" : "PKCS1V15")}_{bits}_SHA256",
            (bytes, chosen) => key.SignData(bytes, chosen, used), () => Rsa(bits, padding))
        {
            Issuing = X509SignatureGenerator.CreateForRSA(key, used),
            _handle = key,
        };
    }

    /// <summary>Makes an Ed25519 key. Its signing is a plain one for tests: slow, and its timing tells the key.</summary>
    /// <param name="prehashed">Whether it signs with Ed25519ph, over the SHA-512 of what is signed.</param>
    /// <remarks>RFC 8032.</remarks>
    public static TestKey Ed25519(bool prehashed = false)
    {
        var key = Ed25519TestKey.Create();
        return new([.. Ed25519SpkiPrefix, .. key.PublicKey], HashAlgorithmName.SHA512, prehashed ? "PKIX_ED25519_PH" : "PKIX_ED25519",
            (bytes, _) => prehashed ? key.SignPrehashed(bytes) : key.Sign(bytes), () => Ed25519(prehashed));
    }

    /// <summary>Makes a key of a kind.</summary>
    public static TestKey Of(TestKeyKind kind) => kind switch
    {
        TestKeyKind.EcdsaP256 => Ecdsa(),
        TestKeyKind.EcdsaP384 => Ecdsa(ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384),
        TestKeyKind.EcdsaP521 => Ecdsa(ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512),
        TestKeyKind.Rsa => Rsa(),
        TestKeyKind.RsaPss => Rsa(padding: RSASignaturePadding.Pss),
        TestKeyKind.Ed25519 => Ed25519(),
        TestKeyKind.Ed25519Prehashed => Ed25519(prehashed: true),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Signs bytes; an ECDSA signature is DER encoded.</summary>
    /// <param name="bytes">What is hashed and signed.</param>
    /// <param name="hash">Another hash than <see cref="Hash"/>; Ed25519 keys have no choice.</param>
    public byte[] Sign(ReadOnlySpan<byte> bytes, HashAlgorithmName? hash = null)
    {
        lock (_lock)
            return _sign(bytes, hash ?? Hash);
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _handle?.Dispose();
}
