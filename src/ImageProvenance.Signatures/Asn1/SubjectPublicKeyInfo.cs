namespace ImageProvenance.Signatures;

/// <summary>A key as certificates and logs carry it, taken apart: slices of its DER.</summary>
/// <param name="Algorithm">The content bytes of the algorithm's identifier.</param>
/// <param name="Parameters">The algorithm's parameters, encoded; empty where there are none.</param>
/// <param name="Key">The key's bits.</param>
/// <remarks>RFC 5280, 4.1.2.7.</remarks>
internal readonly record struct SubjectPublicKeyInfo(ReadOnlyMemory<byte> Algorithm, ReadOnlyMemory<byte> Parameters, ReadOnlyMemory<byte> Key)
{
    /// <summary>Takes a key apart.</summary>
    /// <exception cref="MalformedContentException">It is none (<c>invalid-key</c>).</exception>
    public static SubjectPublicKeyInfo Parse(ReadOnlyMemory<byte> der) =>
        DerReader.Parse(der, "invalid-key", "A key is no SubjectPublicKeyInfo.", Read);

    private static SubjectPublicKeyInfo Read(ref DerReader reader)
    {
        var info = reader.ReadSequence();
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadOid();
        var parameters = algorithm.HasData ? algorithm.ReadEncoded() : default;
        algorithm.End();
        var key = info.ReadBitString();
        info.End();
        return new(oid, parameters, key);
    }
}
