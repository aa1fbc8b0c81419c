using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Reads the names that keys have in certificates: hints to the right issuer, never proof of it.</summary>
/// <remarks>RFC 5280, 4.2.1.1 and 4.2.1.2.</remarks>
internal static class KeyIdentifiers
{
    private static readonly Asn1Tag KeyIdentifierTag = new(TagClass.ContextSpecific, 0);

    /// <summary>The identifier of a certificate's own key; null where it has none.</summary>
    /// <exception cref="MalformedContentException">The extension is malformed (<c>invalid-certificate</c>).</exception>
    public static ReadOnlyMemory<byte>? OfSubject(Certificate certificate) =>
        certificate.TryFindExtension(Oids.SubjectKeyIdentifier, out var value, out _)
            ? DerReader.Parse(value, "invalid-certificate", "The subject key identifier of a certificate is malformed.", static (ref reader) => reader.ReadOctetString())
            : (ReadOnlyMemory<byte>?)null;

    /// <summary>The identifier of the key that issued a certificate; null where it states none.</summary>
    /// <exception cref="MalformedContentException">The extension is malformed (<c>invalid-certificate</c>).</exception>
    public static ReadOnlyMemory<byte>? OfIssuer(Certificate certificate) =>
        certificate.TryFindExtension(Oids.AuthorityKeyIdentifier, out var value, out _)
            ? DerReader.Parse(value, "invalid-certificate", "The authority key identifier of a certificate is malformed.", ReadAuthorityKeyIdentifier)
            : (ReadOnlyMemory<byte>?)null;

    // The issuer's name and serial number may follow the key's identifier: they are not looked at, as by others.
    private static ReadOnlyMemory<byte>? ReadAuthorityKeyIdentifier(ref DerReader reader)
    {
        var identifier = reader.ReadSequence();
        var key = identifier.NextIs(KeyIdentifierTag) ? identifier.ReadOctetString(KeyIdentifierTag) : (ReadOnlyMemory<byte>?)null;
        while (identifier.HasData)
            identifier.ReadEncoded();
        return key;
    }
}
