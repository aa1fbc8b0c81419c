using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// The key of a certificate, to verify what is signed by the rules of X.509 and CMS, where the signature names its algorithm:
/// curve and hash are independent of each other there. Thread-safe and long-lived.
/// </summary>
/// <remarks>RFC 5280, 4.1.1.2; RFC 5652, 5.3. SHA-1, PSS and unnamed curves are not accepted.</remarks>
internal sealed class CertificateKey
{
    private readonly KeyPool<ECDsa>? _ecdsa;
    private readonly KeyPool<RSA>? _rsa;
    private readonly int _fieldBytes;

    private CertificateKey(KeyPool<ECDsa> ecdsa, int fieldBytes) => (_ecdsa, _fieldBytes) = (ecdsa, fieldBytes);

    private CertificateKey(KeyPool<RSA> rsa) => _rsa = rsa;

    /// <summary>Imports a key: ECDSA on P-256, P-384 or P-521 by name, or RSA of 2,048 to 8,192 bits.</summary>
    /// <exception cref="MalformedContentException">It cannot be used (<c>invalid-key</c>).</exception>
    public static CertificateKey Import(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        var key = SubjectPublicKeyInfo.Parse(subjectPublicKeyInfo);
        return key.Algorithm.Span.SequenceEqual(Oids.EcPublicKey) ? ImportEcdsa(subjectPublicKeyInfo, key.Parameters.Span)
            : key.Algorithm.Span.SequenceEqual(Oids.RsaEncryption) ? ImportRsa(subjectPublicKeyInfo)
            : throw PublicKey.Invalid("A certificate's key is of a kind that nothing here can verify with.", "ECDSA or RSA", Oids.ToText(key.Algorithm.Span));
    }

    /// <summary>Whether the signature is this key's over the data. A malformed signature is simply not.</summary>
    /// <param name="data">The signed bytes.</param>
    /// <param name="signature">The signature, DER for ECDSA.</param>
    /// <param name="algorithmIdentifier">The encoded AlgorithmIdentifier that the signature states.</param>
    /// <param name="digestAlgorithm">The hash that CMS states apart (an encoded AlgorithmIdentifier), where <paramref name="algorithmIdentifier"/> may be rsaEncryption; empty otherwise.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> algorithmIdentifier, ReadOnlySpan<byte> digestAlgorithm = default)
    {
        try
        {
            return _ecdsa is { } ecdsa
                ? AlgorithmIdentifier.TryReadEcdsa(algorithmIdentifier, out var hash) && VerifyEcdsa(ecdsa, data, signature, hash)
                : AlgorithmIdentifier.TryReadRsa(algorithmIdentifier, digestAlgorithm, out hash) && VerifyRsa(_rsa!, data, signature, hash);
        }
        catch (CryptographicException)
        {
            // A key that the platform imports and cannot calculate with, such as RSA with an even modulus.
            return false;
        }
    }

    private bool VerifyEcdsa(KeyPool<ECDsa> pool, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hash)
    {
        if (!EcdsaSignature.IsDer(signature, _fieldBytes))
            return false;
        Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
        using var lease = pool.Take();
        return lease.Key.VerifyHash(digest[..CryptographicOperations.HashData(hash, data, digest)], signature, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static bool VerifyRsa(KeyPool<RSA> pool, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hash)
    {
        using var lease = pool.Take();
        return lease.Key.VerifyData(data, signature, hash, RSASignaturePadding.Pkcs1);
    }

    // The curve is looked at before the platform is: what a platform does with one that it does not know differs.
    private static CertificateKey ImportEcdsa(ReadOnlyMemory<byte> subjectPublicKeyInfo, ReadOnlySpan<byte> parameters)
    {
        int fieldBytes = FieldBytes(parameters);
        return new(new KeyPool<ECDsa>(() => ImportKey(EcdsaKeyImporter.CreateHandle(), subjectPublicKeyInfo.Span)), fieldBytes);
    }

    private static CertificateKey ImportRsa(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        var pool = new KeyPool<RSA>(() => ImportKey(RSA.Create(), subjectPublicKeyInfo.Span));
        int bits;
        using (var lease = pool.Take())
            bits = lease.Key.KeySize;
        return bits is >= 2048 and <= 8192 ? new(pool) : throw PublicKey.Invalid("A certificate's RSA key has a size that is not accepted.", "2048 to 8192 bits", $"{bits} bits");
    }

    // A named curve is the whole of the parameters: an identifier, its length, its content.
    private static int FieldBytes(ReadOnlySpan<byte> parameters)
    {
        var curve = parameters is [0x06, _, .. var content] ? content : default;
        return curve.SequenceEqual(Oids.P256) ? 32
            : curve.SequenceEqual(Oids.P384) ? 48
            : curve.SequenceEqual(Oids.P521) ? 66
            : throw PublicKey.Invalid("A certificate's elliptic curve key has a curve that is not supported.", "P-256, P-384 or P-521, by name", "another curve");
    }

    private static T ImportKey<T>(T key, ReadOnlySpan<byte> subjectPublicKeyInfo)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return key;
        }
        catch (CryptographicException e)
        {
            key.Dispose();
            throw PublicKey.Invalid("A certificate's key cannot be imported.", null, e.Message);
        }
    }
}
