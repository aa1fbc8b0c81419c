using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// What an encoded AlgorithmIdentifier names, of the few algorithms that certificates and CMS are accepted with; SHA-1 and
/// all else name nothing.
/// </summary>
/// <remarks>RFC 5280, 4.1.1.2; RFC 5754; RFC 5758, 3.2; RFC 4055, 5.</remarks>
internal static class AlgorithmIdentifier
{
    /// <summary>Reads a hash; parameters are absent or NULL.</summary>
    public static bool TryReadHash(ReadOnlySpan<byte> encoded, out HashAlgorithmName hash)
    {
        hash = !TrySplit(encoded, out var oid, out _) ? default
            : oid.SequenceEqual(Oids.Sha256) ? HashAlgorithmName.SHA256
            : oid.SequenceEqual(Oids.Sha384) ? HashAlgorithmName.SHA384
            : oid.SequenceEqual(Oids.Sha512) ? HashAlgorithmName.SHA512
            : default;
        return hash != default;
    }

    /// <summary>Reads ECDSA with a hash; parameters are absent.</summary>
    public static bool TryReadEcdsa(ReadOnlySpan<byte> encoded, out HashAlgorithmName hash)
    {
        hash = !TrySplit(encoded, out var oid, out bool hasNull) || hasNull ? default
            : oid.SequenceEqual(Oids.EcdsaWithSha256) ? HashAlgorithmName.SHA256
            : oid.SequenceEqual(Oids.EcdsaWithSha384) ? HashAlgorithmName.SHA384
            : oid.SequenceEqual(Oids.EcdsaWithSha512) ? HashAlgorithmName.SHA512
            : default;
        return hash != default;
    }

    /// <summary>Reads RSA PKCS#1 v1.5 with a hash; parameters are NULL, and absent where somebody left them out.</summary>
    /// <param name="encoded">The signature's algorithm.</param>
    /// <param name="digestAlgorithm">The hash that goes with rsaEncryption in CMS; empty where rsaEncryption is no signature.</param>
    /// <param name="hash">The hash.</param>
    public static bool TryReadRsa(ReadOnlySpan<byte> encoded, ReadOnlySpan<byte> digestAlgorithm, out HashAlgorithmName hash)
    {
        hash = default;
        if (!TrySplit(encoded, out var oid, out _))
            return false;
        if (oid.SequenceEqual(Oids.RsaEncryption))
            return TryReadHash(digestAlgorithm, out hash);
        hash = oid.SequenceEqual(Oids.Sha256WithRsa) ? HashAlgorithmName.SHA256
            : oid.SequenceEqual(Oids.Sha384WithRsa) ? HashAlgorithmName.SHA384
            : oid.SequenceEqual(Oids.Sha512WithRsa) ? HashAlgorithmName.SHA512
            : default;
        return hash != default;
    }

    // What is accepted is an identifier alone or with NULL, and shorter than 128 bytes: there its DER is one of two shapes.
    private static bool TrySplit(ReadOnlySpan<byte> encoded, out ReadOnlySpan<byte> oid, out bool hasNull)
    {
        oid = default;
        hasNull = encoded is [.., 0x05, 0x00];
        var bare = hasNull ? encoded[..^2] : encoded;
        if (bare is not [0x30, var length, 0x06, var oidLength, .. var content] || length != encoded.Length - 2 || oidLength != content.Length)
            return false;
        oid = content;
        return true;
    }
}
