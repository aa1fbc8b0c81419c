using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>ML-DSA with no context, on platforms whose cryptography has it. The bytes of what is signed must be at hand.</summary>
/// <remarks>FIPS 204; RFC 9881, 2 and 4.</remarks>
internal sealed class MlDsaKeyImporter(MLDsaAlgorithm parameterSet, string oid, string name) : IKeyImporter
{
    /// <summary>An importer of each parameter set.</summary>
    public static IReadOnlyList<MlDsaKeyImporter> All { get; } =
    [
        new(MLDsaAlgorithm.MLDsa44, "2.16.840.1.101.3.4.3.17", SignatureAlgorithms.MlDsa44),
        new(MLDsaAlgorithm.MLDsa65, "2.16.840.1.101.3.4.3.18", SignatureAlgorithms.MlDsa65),
        new(MLDsaAlgorithm.MLDsa87, "2.16.840.1.101.3.4.3.19", SignatureAlgorithms.MlDsa87),
    ];

    public bool Reads(string keyOid) => keyOid == oid;

    public IVerificationKey Import(ReadOnlyMemory<byte> subjectPublicKeyInfo, string? algorithm)
    {
        var info = PublicKeyInfo.Read(subjectPublicKeyInfo);
        if (algorithm is not null && algorithm != name)
            throw PublicKey.Invalid("A key cannot be used with the algorithm that is named for it.", name, algorithm);
        if (!info.Parameters.IsEmpty)
            throw PublicKey.Invalid("An ML-DSA key has parameters.", "no parameters", $"{info.Parameters.Length} bytes");
        if (info.Key.Length != parameterSet.PublicKeySizeInBytes)
            throw PublicKey.Invalid("An ML-DSA key has another length.", $"{parameterSet.PublicKeySizeInBytes} bytes", $"{info.Key.Length} bytes");
        return MLDsa.IsSupported
            ? new Key(new KeyPool<MLDsa>(() => ImportKey(info.Key.Span)), name)
            : throw PublicKey.Invalid("This platform's cryptography lacks ML-DSA; on Linux it comes with OpenSSL 3.5.", "a platform with ML-DSA", name);
    }

    private MLDsa ImportKey(ReadOnlySpan<byte> key)
    {
        try
        {
            return MLDsa.ImportMLDsaPublicKey(parameterSet, key);
        }
        catch (CryptographicException e)
        {
            throw PublicKey.Invalid("An ML-DSA key cannot be imported.", null, e.Message);
        }
    }

    private sealed class Key(KeyPool<MLDsa> pool, string name) : IVerificationKey, IDisposable
    {
        public string Algorithm => name;

        public bool Verify(SignedMessage message, ReadOnlySpan<byte> signature)
        {
            if (message.Bytes is not { } bytes)
                return false;
            using var lease = pool.Take();
            return lease.Key.VerifyData(bytes.Span, signature);
        }

        public void Dispose() => pool.Dispose();
    }
}
