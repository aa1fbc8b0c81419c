using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// What certificate logs saw before a certificate was issued: all that the issuer signed, without the logs' own timestamps.
/// Made once for all timestamps of a certificate. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// RFC 6962, 3.2: <c>PreCert</c>. All but that extension stays as it was received, byte by byte; only the three lengths around it
/// are written anew.
/// </remarks>
internal sealed class Precertificate
{
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    // Where the parts of what a log signs begin.
    private const int Timestamp = 2;
    private const int EntryType = 10;
    private const int IssuerKeyHash = 12;
    private const int TbsLength = 44;
    private const int Tbs = 47;

    private readonly ReadOnlyMemory<byte> _issuerKey;
    private readonly ReadOnlyMemory<byte> _fields;
    private readonly ReadOnlyMemory<byte> _before;
    private readonly ReadOnlyMemory<byte> _after;

    private Precertificate(ReadOnlyMemory<byte> issuerKey, ReadOnlyMemory<byte> fields, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after) =>
        (_issuerKey, _fields, _before, _after) = (issuerKey, fields, before, after);

    /// <summary>Makes it from the certificate that has the timestamps, and who issued it.</summary>
    public static Precertificate Of(Certificate certificate, Certificate issuer)
    {
        var (before, after) = AroundTimestamps(certificate.Extensions);
        return new(issuer.SubjectPublicKeyInfo, FieldsBeforeExtensions(certificate), before, after);
    }

    /// <summary>The number of bytes that a log signs for a timestamp.</summary>
    public int SignedLength(SignedCertificateTimestamp timestamp) => Tbs + Lengths().Tbs + sizeof(ushort) + timestamp.Extensions.Length;

    /// <summary>Writes the bytes that a log signs for a timestamp, which are as many as the span has.</summary>
    /// <remarks>RFC 6962, 3.2: version 1, <c>certificate_timestamp</c>, the time, <c>precert_entry</c>, the precertificate, the extensions.</remarks>
    public void WriteSigned(SignedCertificateTimestamp timestamp, Span<byte> bytes)
    {
        var (tbs, fields, list, extensions) = Lengths();
        bytes[..Timestamp].Clear();
        timestamp.Timestamp.Span.CopyTo(bytes[Timestamp..]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[EntryType..], 1);
        // The length has 24 bits: the first byte of 32 is zero, and the hash is written over it.
        BinaryPrimitives.WriteInt32BigEndian(bytes[(TbsLength - 1)..], tbs);
        SHA256.HashData(_issuerKey.Span, bytes[IssuerKeyHash..]);

        var rest = bytes[Tbs..];
        DerHeader.Write(ref rest, DerHeader.Sequence, fields);
        Append(ref rest, _fields);
        DerHeader.Write(ref rest, DerHeader.Extensions, list);
        DerHeader.Write(ref rest, DerHeader.Sequence, extensions);
        Append(ref rest, _before);
        Append(ref rest, _after);
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)timestamp.Extensions.Length);
        timestamp.Extensions.Span.CopyTo(rest[sizeof(ushort)..]);
    }

    private (int Tbs, int Fields, int List, int Extensions) Lengths()
    {
        int extensions = _before.Length + _after.Length;
        int list = DerHeader.Size(extensions) + extensions;
        int fields = _fields.Length + DerHeader.Size(list) + list;
        return (DerHeader.Size(fields) + fields, fields, list, extensions);
    }

    private static void Append(ref Span<byte> rest, ReadOnlyMemory<byte> part)
    {
        part.Span.CopyTo(rest);
        rest = rest[part.Length..];
    }

    private static ReadOnlyMemory<byte> FieldsBeforeExtensions(Certificate certificate)
    {
        var fields = new DerReader(certificate.TbsCertificate).ReadSequence();
        var all = fields.Rest;
        while (fields.HasData && !fields.NextIs(ExtensionsTag))
            fields.ReadEncoded();
        return all[..^fields.Rest.Length];
    }

    private static (ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After) AroundTimestamps(ReadOnlyMemory<byte> all)
    {
        var extensions = new DerReader(all);
        while (extensions.HasData)
        {
            int start = all.Length - extensions.Rest.Length;
            if (CertificateReader.ReadExtension(ref extensions).Oid.Span.SequenceEqual(Oids.EmbeddedScts))
                return (all[..start], extensions.Rest);
        }

        return (all, default);
    }
}
