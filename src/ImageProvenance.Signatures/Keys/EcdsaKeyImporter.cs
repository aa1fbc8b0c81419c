using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// ECDSA on P-256, P-384 and P-521, named curves only. Signatures are DER; one that has the exact length of two field
/// elements may be the bare <c>r‖s</c> that some signers of DSSE write.
/// </summary>
internal sealed class EcdsaKeyImporter : IKeyImporter
{
    private const string EcPublicKeyOid = "1.2.840.10045.2.1";

    public bool Reads(string keyOid) => keyOid == EcPublicKeyOid;

    public IVerificationKey Import(ReadOnlyMemory<byte> subjectPublicKeyInfo, string? algorithm)
    {
        var pool = new KeyPool<ECDsa>(() => ImportKey(subjectPublicKeyInfo.Span));
        string? curve = pool.Use(0, static (key, _) => key.ExportParameters(false).Curve.Oid.Value);
        var (known, fieldBytes) = curve switch
        {
            "1.2.840.10045.3.1.7" => (new[] { (SignatureAlgorithms.EcdsaP256Sha256, HashAlgorithmName.SHA256) }, 32),
            "1.3.132.0.34" => (new[] { (SignatureAlgorithms.EcdsaP384Sha384, HashAlgorithmName.SHA384), (SignatureAlgorithms.EcdsaP384Sha256, HashAlgorithmName.SHA256) }, 48),
            "1.3.132.0.35" => (new[] { (SignatureAlgorithms.EcdsaP521Sha512, HashAlgorithmName.SHA512), (SignatureAlgorithms.EcdsaP521Sha256, HashAlgorithmName.SHA256) }, 66),
            _ => throw PublicKey.Invalid("An elliptic curve key has a curve that is not supported.", "P-256, P-384 or P-521, by name", curve ?? "a curve without a name"),
        };

        var used = algorithm is null ? known : Array.FindAll(known, candidate => candidate.Item1 == algorithm);
        return used.Length > 0
            ? new Key(pool, used, fieldBytes)
            : throw PublicKey.Invalid("A key cannot be used with the algorithm that is named for it.", string.Join(" or ", known.Select(candidate => candidate.Item1)), algorithm);
    }

    private static ECDsa ImportKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return key;
        }
        catch (CryptographicException e)
        {
            key.Dispose();
            throw PublicKey.Invalid("An elliptic curve key cannot be imported.", null, e.Message);
        }
    }

    private sealed class Key(KeyPool<ECDsa> pool, (string Name, HashAlgorithmName Hash)[] algorithms, int fieldBytes) : IVerificationKey
    {
        public string Algorithm { get; } = string.Join('|', algorithms.Select(algorithm => algorithm.Name));

        public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            foreach (var (_, hash) in algorithms)
            {
                if (Verify(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence)
                    || (signature.Length == 2 * fieldBytes && Verify(data, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)))
                    return true;
            }

            return false;
        }

        private bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hash, DSASignatureFormat format) =>
            pool.Use(new SignedData(data, signature), (key, signed) => key.VerifyData(signed.Data, signed.Signature, hash, format));
    }
}
