using System.Formats.Asn1;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The parts of a certificate, each of which a test can replace with something wrong; the signature is none.</summary>
internal sealed record CertificateParts
{
    public byte[] Version { get; init; } = Der.Tagged(0xA0, Der.Integer(2));

    public byte[] Serial { get; init; } = Der.Integer(7);

    public byte[] InnerAlgorithm { get; init; } = Der.Algorithm("1.2.840.10045.4.3.2");

    public byte[] Issuer { get; init; } = Name("issuer");

    public byte[] Validity { get; init; } = Der.Sequence(Utc("260101000000Z"), Utc("261231235959Z"));

    public byte[] Subject { get; init; } = Name("subject");

    public byte[] Key { get; init; } = FrameworkKeys.P256.ExportSubjectPublicKeyInfo();

    public byte[] UniqueIds { get; init; } = [];

    public IReadOnlyList<byte[]> Extensions { get; init; } = [Extension("2.5.29.14", Der.OctetString(1, 2, 3))];

    /// <summary>What stands in place of the list of <see cref="Extensions"/>.</summary>
    public byte[]? ExtensionsField { get; init; }

    public byte[] AfterExtensions { get; init; } = [];

    public byte[] OuterAlgorithm { get; init; } = Der.Algorithm("1.2.840.10045.4.3.2");

    public byte[] Signature { get; init; } = Der.BitString(9, 9);

    public byte[] AfterSignature { get; init; } = [];

    public byte[] Encode() => Der.Sequence(
        Der.Sequence(Version, Serial, InnerAlgorithm, Issuer, Validity, Subject, Key, UniqueIds, ExtensionsField ?? Der.Tagged(0xA3, Der.Sequence([.. Extensions])), AfterExtensions),
        OuterAlgorithm, Signature, AfterSignature);

    public Certificate Parse() => Certificate.Parse(Encode());

    public static byte[] Extension(string oid, byte[] value, bool? critical = null) =>
        critical is { } flag ? Der.Sequence(Der.Oid(oid), Der.Boolean(flag), Der.OctetString(value)) : Der.Sequence(Der.Oid(oid), Der.OctetString(value));

    public static byte[] Name(string commonName) =>
        Der.Sequence(Der.Tagged(0x31, Der.Sequence(Der.Oid("2.5.4.3"), Der.Text(UniversalTagNumber.UTF8String, commonName))));

    public static byte[] Utc(string text) => Der.Tagged(0x17, Some.Utf8(text));

    public static byte[] Generalized(string text) => Der.Tagged(0x18, Some.Utf8(text));
}
