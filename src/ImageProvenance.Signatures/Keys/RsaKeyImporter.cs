using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>RSA of 2,048 to 8,192 bits: PKCS#1 v1.5 with SHA-256, or what is named; PSS only where it is named.</summary>
internal sealed class RsaKeyImporter : IKeyImporter
{
    private const string RsaEncryptionOid = "1.2.840.113549.1.1.1";
    private const int MinBits = 2048;
    private const int MaxBits = 8192;

    public bool Reads(string keyOid) => keyOid == RsaEncryptionOid;

    public IVerificationKey Import(ReadOnlyMemory<byte> subjectPublicKeyInfo, string? algorithm)
    {
        algorithm ??= SignatureAlgorithms.RsaPkcs1Sha256;
        var (hash, padding) = algorithm switch
        {
            SignatureAlgorithms.RsaPkcs1Sha256 => (HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            SignatureAlgorithms.RsaPkcs1Sha384 => (HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            SignatureAlgorithms.RsaPkcs1Sha512 => (HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            SignatureAlgorithms.RsaPssSha256 => (HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            SignatureAlgorithms.RsaPssSha384 => (HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
            SignatureAlgorithms.RsaPssSha512 => (HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
            _ => throw PublicKey.Invalid("A key cannot be used with the algorithm that is named for it.", "rsa-pkcs1-… or rsa-pss-…, with sha256, sha384 or sha512", algorithm),
        };

        return new Key(new KeyPool<RSA>(() => ImportKey(subjectPublicKeyInfo.Span)), algorithm, hash, padding);
    }

    private static RSA ImportKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var key = RSA.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return key.KeySize is >= MinBits and <= MaxBits
                ? key
                : throw PublicKey.Invalid("An RSA key has a size that is not accepted.", $"{MinBits} to {MaxBits} bits", $"{key.KeySize} bits");
        }
        catch (MalformedContentException)
        {
            key.Dispose();
            throw;
        }
        catch (CryptographicException e)
        {
            key.Dispose();
            throw PublicKey.Invalid("An RSA key cannot be imported.", null, e.Message);
        }
    }

    private sealed class Key(KeyPool<RSA> pool, string algorithm, HashAlgorithmName hash, RSASignaturePadding padding) : IVerificationKey, IDisposable
    {
        public string Algorithm => algorithm;

        public bool Verify(SignedMessage message, ReadOnlySpan<byte> signature)
        {
            if (!message.TryHash(hash, out var digest))
                return false;
            using var lease = pool.Take();
            try
            {
                return lease.Key.VerifyHash(digest.Span, signature, hash, padding);
            }
            catch (CryptographicException)
            {
                // Platforms differ in what they say about a key that they import and cannot calculate with, such as an even modulus.
                return false;
            }
        }

        public void Dispose() => pool.Dispose();
    }
}
