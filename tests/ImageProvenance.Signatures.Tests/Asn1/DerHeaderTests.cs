using System.Formats.Asn1;

namespace ImageProvenance.Signatures.Tests;

public sealed class DerHeaderTests
{
    [TestCase(0)]
    [TestCase(127)]
    [TestCase(128)]
    [TestCase(255)]
    [TestCase(256)]
    [TestCase(65_535)]
    public void A_header_is_the_shortest_one(int length)
    {
        byte[] value = new byte[DerHeader.Size(length) + length];
        var rest = value.AsSpan();
        DerHeader.Write(ref rest, DerHeader.Sequence, length);

        Assert.That(rest.Length, Is.EqualTo(length));
        AsnDecoder.ReadSequence(value, AsnEncodingRules.DER, out int offset, out int content, out int consumed);
        Assert.That((offset, content, consumed), Is.EqualTo((DerHeader.Size(length), length, value.Length)));
    }

    [Test]
    public void A_length_beyond_two_bytes_is_refused() => Assert.That(() => DerHeader.Size(65_536), Throws.TypeOf<AsnContentException>());
}
