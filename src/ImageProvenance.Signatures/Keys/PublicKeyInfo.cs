using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>A SubjectPublicKeyInfo in its parts, which are slices of what was read.</summary>
/// <param name="Oid">The object identifier of the kind of key, in dotted form.</param>
/// <param name="Parameters">The encoded parameters of that kind; empty where there are none.</param>
/// <param name="Key">The key, as its kind encodes it.</param>
/// <remarks>RFC 5280, 4.1.2.7 and 4.1.1.2.</remarks>
internal readonly record struct PublicKeyInfo(string Oid, ReadOnlyMemory<byte> Parameters, ReadOnlyMemory<byte> Key)
{
    /// <summary>Reads the parts; what they hold is for the importer of the kind to judge.</summary>
    /// <exception cref="MalformedContentException">The bytes are no SubjectPublicKeyInfo (<c>invalid-key</c>).</exception>
    public static PublicKeyInfo Read(ReadOnlyMemory<byte> subjectPublicKeyInfo) =>
        DerReader.Parse(subjectPublicKeyInfo, "invalid-key", "A key is no SubjectPublicKeyInfo.", static (ref DerReader der) =>
        {
            var info = der.ReadSequence();
            var algorithm = info.ReadSequence();
            string oid = AsnDecoder.ReadObjectIdentifier(algorithm.ReadEncoded().Span, AsnEncodingRules.DER, out _);
            var parameters = algorithm.HasData ? algorithm.ReadEncoded() : default;
            algorithm.End();
            var key = info.ReadBitString();
            info.End();
            return new PublicKeyInfo(oid, parameters, key);
        });
}
