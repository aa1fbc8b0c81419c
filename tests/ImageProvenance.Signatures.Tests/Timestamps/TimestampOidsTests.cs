using System.Formats.Asn1;

namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampOidsTests
{
    [Test]
    public void Each_identifier_is_the_encoding_of_its_dotted_form()
    {
        AreEqual(TimestampOids.SignedData, "1.2.840.113549.1.7.2");
        AreEqual(TimestampOids.ContentType, "1.2.840.113549.1.9.3");
        AreEqual(TimestampOids.MessageDigest, "1.2.840.113549.1.9.4");
        AreEqual(TimestampOids.TimestampInfo, "1.2.840.113549.1.9.16.1.4");
        AreEqual(TimestampOids.SigningCertificate, "1.2.840.113549.1.9.16.2.12");
        AreEqual(TimestampOids.SigningCertificateV2, "1.2.840.113549.1.9.16.2.47");
    }

    private static void AreEqual(ReadOnlySpan<byte> content, string dotted)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(dotted);
        Assert.That(content.ToArray(), Is.EqualTo(writer.Encode()[2..]));
    }
}
