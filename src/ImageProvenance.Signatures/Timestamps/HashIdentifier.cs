using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>A hash algorithm as a signed message names it. Slices of what was received.</summary>
/// <param name="Encoded">The name, an encoded AlgorithmIdentifier.</param>
/// <param name="Algorithm">The content bytes of the algorithm's identifier.</param>
/// <param name="Known">SHA-256, SHA-384 or SHA-512; null for any other.</param>
internal readonly record struct HashIdentifier(ReadOnlyMemory<byte> Encoded, ReadOnlyMemory<byte> Algorithm, HashAlgorithmName? Known)
{
    public static HashIdentifier Read(ref DerReader reader)
    {
        var encoded = reader.ReadEncoded();
        var identifier = new DerReader(encoded).ReadSequence();
        var algorithm = identifier.ReadOid();
        if (identifier.HasData)
            identifier.ReadEncoded();
        identifier.End();
        return new(encoded, algorithm, AlgorithmIdentifier.TryReadHash(encoded.Span, out var hash) ? hash : null);
    }

    /// <inheritdoc />
    public override string ToString() => Known?.Name ?? Oids.ToText(Algorithm.Span);
}
