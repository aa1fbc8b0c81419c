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
        var used = algorithm is null ? curve.Algorithms : Array.FindAll(curve.Algorithms, candidate => candidate.Name == algorithm);
        return used.Length > 0
            ? new Key(new KeyPool<ECDsa>(() => ImportKey(subjectPublicKeyInfo.Span)), algorithm ?? curve.AlgorithmNames, used, curve.FieldBytes)
            : throw PublicKey.Invalid("A key cannot be used with the algorithm that is named for it.", string.Join(" or ", curve.Algorithms.Select(candidate => candidate.Name)), algorithm);
    }

    // Read here and not from the imported key: which other curves a platform imports, and how it refuses one, differs.
    private static EcdsaCurve CurveOf(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        var parameters = PublicKeyInfo.Read(subjectPublicKeyInfo).Parameters;
        string? oid = null;
        try
        {
            if (new DerReader(parameters).NextIs(Asn1Tag.ObjectIdentifier))
                oid = AsnDecoder.ReadObjectIdentifier(parameters.Span, AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException e)
        {
            throw PublicKey.Invalid("An elliptic curve key cannot be read.", "DER", e.Message);
        }

        return (oid is null ? null : EcdsaCurve.Find(oid))
            ?? throw PublicKey.Invalid("An elliptic curve key has a curve that is not supported.", "P-256, P-384 or P-521, by name", oid is null ? "a curve without a name" : KeyKinds.Describe(oid));
    }

    /// <summary>Makes an empty key handle: what <see cref="ECDsa.Create()"/> makes on Linux is this, behind a wrapper that re-encodes each signature and back, 1.3 KB each.</summary>
    internal static ECDsa CreateHandle() => OperatingSystem.IsLinux() ? new ECDsaOpenSsl() : ECDsa.Create();

    private static ECDsa ImportKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var key = CreateHandle();
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

    private sealed class Key(KeyPool<ECDsa> pool, string names, EcdsaAlgorithm[] algorithms, int fieldBytes) : IVerificationKey, IDisposable
    {
        public string Algorithm => names;

        public bool Verify(SignedMessage message, ReadOnlySpan<byte> signature)
        {
            bool isDer = EcdsaSignature.IsDer(signature, fieldBytes);
            bool isBare = signature.Length == 2 * fieldBytes;
            if (!isDer && !isBare)
                return false;

            using var lease = pool.Take();
            foreach (var algorithm in algorithms)
            {
                if (message.TryHash(algorithm.Hash, out var hash) &&
                    ((isDer && lease.Key.VerifyHash(hash.Span, signature, DSASignatureFormat.Rfc3279DerSequence)) ||
                     (isBare && lease.Key.VerifyHash(hash.Span, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))))
                    return true;
            }

            return false;
        }

        public void Dispose() => pool.Dispose();
    }
}
