using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Reads certificates.</summary>
/// <remarks>RFC 5280, 4.1; duplicates of extensions are refused (4.2).</remarks>
internal static class CertificateReader
{
    /// <summary>The most extensions of one certificate: Fulcio's have about 25.</summary>
    public const int MaxExtensions = 64;

    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag IssuerUniqueIdTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag SubjectUniqueIdTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    public static Certificate Read(ref DerReader reader)
    {
        var der = reader.Rest;
        var certificate = reader.ReadSequence();
        var tbsCertificate = certificate.ReadEncoded(Asn1Tag.Sequence);
        var algorithm = certificate.ReadEncoded(Asn1Tag.Sequence);
        var signature = certificate.ReadBitString();
        certificate.End();

        var tbs = new DerReader(tbsCertificate).ReadSequence();
        var version = tbs.ReadSequence(VersionTag);
        if (version.ReadInt32() != 2)
            throw DerReader.Invalid("The certificate has another version than 3.");
        version.End();
        var serial = tbs.ReadInteger();
        if (!tbs.ReadEncoded().Span.SequenceEqual(algorithm.Span))
            throw DerReader.Invalid("The certificate names two algorithms for its signature.");
        var issuer = tbs.ReadEncoded(Asn1Tag.Sequence);
        var validity = tbs.ReadSequence();
        var (notBefore, notAfter) = (ReadWholeSecond(ref validity), ReadWholeSecond(ref validity));
        validity.End();
        var subject = tbs.ReadEncoded(Asn1Tag.Sequence);
        var key = tbs.ReadEncoded(Asn1Tag.Sequence);
        if (tbs.NextIs(IssuerUniqueIdTag))
            tbs.ReadEncoded();
        if (tbs.NextIs(SubjectUniqueIdTag))
            tbs.ReadEncoded();
        var extensions = tbs.NextIs(ExtensionsTag) ? ReadExtensions(ref tbs) : default;
        tbs.End();

        return new()
        {
            Der = der,
            TbsCertificate = tbsCertificate,
            SignatureAlgorithm = algorithm,
            Signature = signature,
            SerialNumber = serial,
            Issuer = issuer,
            Subject = subject,
            Validity = new(notBefore, notAfter),
            SubjectPublicKeyInfo = key,
            Extensions = extensions,
        };
    }

    public static (ReadOnlyMemory<byte> Oid, bool IsCritical, ReadOnlyMemory<byte> Value) ReadExtension(ref DerReader extensions)
    {
        var extension = extensions.ReadSequence();
        var oid = extension.ReadOid();
        bool isCritical = extension.NextIs(Asn1Tag.Boolean) && extension.ReadBoolean();
        var value = extension.ReadOctetString();
        extension.End();
        return (oid, isCritical, value);
    }

    // RFC 5280, 4.1.2.5.2.
    private static DateTimeOffset ReadWholeSecond(ref DerReader validity)
    {
        var time = validity.ReadTime();
        return time.Ticks % TimeSpan.TicksPerSecond == 0 ? time : throw DerReader.Invalid("A certificate's validity has fractions of a second.");
    }

    private static ReadOnlyMemory<byte> ReadExtensions(ref DerReader tbs)
    {
        var wrapper = tbs.ReadSequence(ExtensionsTag);
        var list = wrapper.ReadSequence();
        wrapper.End();
        var content = list.Rest;

        Span<(int Offset, int Length)> seen = stackalloc (int, int)[MaxExtensions];
        int count = 0;
        while (list.HasData)
        {
            if (count == MaxExtensions)
                throw DerReader.Invalid("The certificate has too many extensions.");
            var oid = ReadExtension(ref list).Oid.Span;
            foreach (var (offset, length) in seen[..count])
                if (content.Span.Slice(offset, length).SequenceEqual(oid))
                    throw DerReader.Invalid("The certificate has an extension twice.");
            content.Span.Overlaps(oid, out int position);
            seen[count++] = (position, oid.Length);
        }

        return count > 0 ? content : throw DerReader.Invalid("The certificate's list of extensions is empty.");
    }
}
