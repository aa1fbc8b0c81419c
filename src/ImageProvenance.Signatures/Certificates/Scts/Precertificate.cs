using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// What certificate logs saw before a certificate was issued: all that the issuer signed, without the logs' own timestamps.
/// Made once for all timestamps of a certificate. Immutable and thread-safe.
/// </summary>
/// <remarks>RFC 6962, 3.2: <c>PreCert</c>.</remarks>
internal sealed class Precertificate
{
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    // Where the parts of what a log signs begin.
    private const int Timestamp = 2;
    private const int EntryType = 10;
    private const int IssuerKeyHash = 12;
    private const int TbsLength = 44;
    private const int Tbs = 47;

    private readonly byte[] _issuerKeyHash;
    private readonly byte[] _tbsCertificate;

    private Precertificate(byte[] issuerKeyHash, byte[] tbsCertificate) => (_issuerKeyHash, _tbsCertificate) = (issuerKeyHash, tbsCertificate);

    /// <summary>Makes it from the certificate that has the timestamps, and who issued it.</summary>
    public static Precertificate Of(Certificate certificate, Certificate issuer) =>
        new(SHA256.HashData(issuer.SubjectPublicKeyInfo.Span), WithoutTimestamps(certificate));

    /// <summary>The bytes that a log signs for a timestamp.</summary>
    /// <remarks>RFC 6962, 3.2: version 1, <c>certificate_timestamp</c>, the time, <c>precert_entry</c>, the precertificate, the extensions.</remarks>
    public byte[] SignedBytes(SignedCertificateTimestamp timestamp)
    {
        byte[] bytes = new byte[Tbs + _tbsCertificate.Length + 2 + timestamp.Extensions.Length];
        timestamp.Timestamp.CopyTo(bytes.AsMemory(Timestamp));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(EntryType), 1);
        // The length has 24 bits: the first byte of 32 is zero, and the hash is written over it.
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(TbsLength - 1), _tbsCertificate.Length);
        _issuerKeyHash.CopyTo(bytes, IssuerKeyHash);
        _tbsCertificate.CopyTo(bytes, Tbs);
        var extensions = bytes.AsSpan(Tbs + _tbsCertificate.Length);
        BinaryPrimitives.WriteUInt16BigEndian(extensions, (ushort)timestamp.Extensions.Length);
        timestamp.Extensions.Span.CopyTo(extensions[2..]);
        return bytes;
    }

    // All but that extension stays as it was received, byte by byte; only the lengths around it are written anew.
    private static byte[] WithoutTimestamps(Certificate certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER, certificate.TbsCertificate.Length);
        using (writer.PushSequence())
        {
            var fields = new DerReader(certificate.TbsCertificate).ReadSequence();
            while (fields.HasData && !fields.NextIs(ExtensionsTag))
                writer.WriteEncodedValue(fields.ReadEncoded().Span);
            using (writer.PushSequence(ExtensionsTag))
            using (writer.PushSequence())
            {
                var extensions = new DerReader(certificate.Extensions);
                while (extensions.HasData)
                {
                    var before = extensions.Rest;
                    var extension = CertificateReader.ReadExtension(ref extensions);
                    if (!extension.Oid.Span.SequenceEqual(Oids.EmbeddedScts))
                        writer.WriteEncodedValue(before.Span[..^extensions.Rest.Length]);
                }
            }
        }

        return writer.Encode();
    }
}
