using System.Formats.Asn1;
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
        var curve = CurveOf(subjectPublicKeyInfo);
        var (known, fieldBytes) = curve switch
        {
            "1.2.840.10045.3.1.7" => (new[] { (SignatureAlgorithms.EcdsaP256Sha256, HashAlgorithmName.SHA256) }, 32),
            "1.3.132.0.34" => (new[] { (SignatureAlgorithms.EcdsaP384Sha384, HashAlgorithmName.SHA384), (SignatureAlgorithms.EcdsaP384Sha256, HashAlgorithmName.SHA256) }, 48),
            "1.3.132.0.35" => (new[] { (SignatureAlgorithms.EcdsaP521Sha512, HashAlgorithmName.SHA512), (SignatureAlgorithms.EcdsaP521Sha256, HashAlgorithmName.SHA256) }, 66),
            _ => throw PublicKey.Invalid("An elliptic curve key has a curve that is not supported.", "P-256, P-384 or P-521, by name", curve is null ? "a curve without a name" : KeyKinds.Describe(curve)),
        };

        var used = algorithm is null ? known : Array.FindAll(known, candidate => candidate.Item1 == algorithm);
        return used.Length > 0
            ? new Key(new KeyPool<ECDsa>(() => ImportKey(subjectPublicKeyInfo.Span)), used, fieldBytes)
            : throw PublicKey.Invalid("A key cannot be used with the algorithm that is named for it.", string.Join(" or ", known.Select(candidate => candidate.Item1)), algorithm);
    }

    // Read here and not from the imported key: which other curves a platform imports, and how it refuses one, differs.
    private static string? CurveOf(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        try
        {
            var algorithm = new AsnReader(subjectPublicKeyInfo, AsnEncodingRules.DER).ReadSequence().ReadSequence();
            algorithm.ReadObjectIdentifier();
            return algorithm.HasData && algorithm.PeekTag() == Asn1Tag.ObjectIdentifier ? algorithm.ReadObjectIdentifier() : null;
        }
        catch (AsnContentException e)
        {
            throw PublicKey.Invalid("An elliptic curve key cannot be read.", "DER", e.Message);
        }
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

    private sealed class Key(KeyPool<ECDsa> pool, (string Name, HashAlgorithmName Hash)[] algorithms, int fieldBytes) : IVerificationKey, IDisposable
    {
        public string Algorithm { get; } = string.Join('|', algorithms.Select(algorithm => algorithm.Name));

        public bool Verify(SignedMessage message, ReadOnlySpan<byte> signature)
        {
            bool isDer = EcdsaSignature.IsDer(signature, fieldBytes);
            bool isBare = signature.Length == 2 * fieldBytes;
            if (!isDer && !isBare)
                return false;

            using var lease = pool.Take();
            foreach (var (_, hash) in algorithms)
            {
                if (message.TryHash(hash, out var digest) &&
                    ((isDer && lease.Key.VerifyHash(digest.Span, signature, DSASignatureFormat.Rfc3279DerSequence)) ||
                     (isBare && lease.Key.VerifyHash(digest.Span, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))))
                    return true;
            }

            return false;
        }

        public void Dispose() => pool.Dispose();
    }
}
