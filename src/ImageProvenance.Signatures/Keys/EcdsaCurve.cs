using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>A curve of ECDSA keys, with the algorithms that its keys sign with: the curve's own hash first, then what old clients use.</summary>
/// <param name="Oid">The curve's object identifier, in dotted form.</param>
/// <param name="FieldBytes">The length of a field element, and so of half a bare signature.</param>
/// <param name="Algorithms">The algorithms, in the order in which they are tried.</param>
/// <remarks>RFC 5480, 2.1.1.1.</remarks>
internal sealed record EcdsaCurve(string Oid, int FieldBytes, params EcdsaAlgorithm[] Algorithms)
{
    private static readonly EcdsaCurve[] Known =
    [
        new("1.2.840.10045.3.1.7", 32, new EcdsaAlgorithm(SignatureAlgorithms.EcdsaP256Sha256, HashAlgorithmName.SHA256)),
        new("1.3.132.0.34", 48, new(SignatureAlgorithms.EcdsaP384Sha384, HashAlgorithmName.SHA384), new(SignatureAlgorithms.EcdsaP384Sha256, HashAlgorithmName.SHA256)),
        new("1.3.132.0.35", 66, new(SignatureAlgorithms.EcdsaP521Sha512, HashAlgorithmName.SHA512), new(SignatureAlgorithms.EcdsaP521Sha256, HashAlgorithmName.SHA256)),
    ];

    /// <summary>The names of all algorithms, joined by <c>|</c>.</summary>
    public string AlgorithmNames { get; } = string.Join('|', Algorithms.Select(algorithm => algorithm.Name));

    /// <summary>The curve of an object identifier, or null if it is not supported.</summary>
    public static EcdsaCurve? Find(string oid) => Array.Find(Known, curve => curve.Oid == oid);
}

/// <summary>An algorithm of ECDSA: its name and its hash.</summary>
internal sealed record EcdsaAlgorithm(string Name, HashAlgorithmName Hash);
