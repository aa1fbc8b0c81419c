using System.Formats.Asn1;

namespace ImageProvenance.Signatures.Tests;

public sealed class DerReaderTests
{
    [Test]
    public void What_is_left_after_a_value_is_refused() =>
        Assert.That(Failure([.. Der.Integer(1), 0], static (ref reader) => reader.ReadInt32()), Does.Contain("more than the format has"));

    [Test]
    public void An_empty_octet_string_is_empty_and_the_next_value_follows_it()
    {
        var reader = new DerReader(new byte[] { 0x04, 0x00, 0x04, 0x01, 0x07 });

        Assert.That(reader.ReadOctetString().Length, Is.Zero);
        Assert.That(reader.ReadOctetString().ToArray(), Is.EqualTo(new byte[] { 7 }));
        Assert.That(reader.HasData, Is.False);
    }

    [Test]
    public void Empty_values_at_the_end_are_empty()
    {
        Assert.That(Read([0x04, 0x00], static (ref reader) => reader.ReadOctetString()).Length, Is.Zero);
        Assert.That(Read([0x03, 0x01, 0x00], static (ref reader) => reader.ReadBitString()).Length, Is.Zero);
        Assert.That(Read([0x03, 0x01, 0x00], static (ref reader) => reader.ReadFlags()), Is.Zero);
        Assert.That(Read([0x30, 0x00], static (ref reader) => reader.ReadSequence().HasData), Is.False);
    }

    [Test]
    public void Values_are_slices_of_what_was_received()
    {
        byte[] received = [.. Der.OctetString(1, 2), .. Der.BitString(3, 4), .. Der.Integer(0x0102), .. Der.Oid("1.2.3")];
        var reader = new DerReader(received);

        AssertSlice(reader.ReadOctetString(), received, 2);
        AssertSlice(reader.ReadBitString(), received, 7);
        AssertSlice(reader.ReadInteger(), received, 11);
        AssertSlice(reader.ReadOid(), received, 15);
    }

    [TestCase("", TestName = "No bytes are no identifier")]
    [TestCase("0600", TestName = "An identifier is not empty")]
    [TestCase("2603060102", TestName = "An identifier is not constructed")]
    [TestCase("060280", TestName = "An identifier is whole")]
    [TestCase("06022A80", TestName = "The last number of an identifier ends")]
    [TestCase("06032A8001", TestName = "A number of an identifier has no leading zero")]
    [TestCase("0602802A", TestName = "The first number of an identifier has no leading zero")]
    [TestCase("0402 2A03", TestName = "An octet string is no identifier")]
    public void What_is_no_identifier_is_refused(string hex) =>
        Assert.That(Failure(Hex(hex), static (ref reader) => reader.ReadOid()), Is.Not.Empty);

    [Test]
    public void An_identifier_may_hold_zeros_that_do_not_lead() =>
        Assert.That(Read(Hex("06062A 818001 00 7F"), static (ref reader) => reader.ReadOid()).ToArray(), Is.EqualTo(Hex("2A818001007F")));

    [TestCase("3080 0000", TestName = "An indefinite length")]
    [TestCase("30810101", TestName = "A length that could be shorter")]
    [TestCase("30847FFFFFFF", TestName = "A length beyond the end")]
    [TestCase("3084FFFFFFFF", TestName = "A length that is no positive number of 32 bits")]
    [TestCase("3089010203040506070809", TestName = "A length of nine bytes")]
    [TestCase("30", TestName = "No length")]
    public void A_sequence_that_is_no_DER_is_refused(string hex) =>
        Assert.That(Failure(Hex(hex), static (ref reader) => reader.ReadSequence().HasData), Is.Not.Empty);

    [TestCase("0101 01", TestName = "A boolean is FF or 00")]
    [TestCase("0102 FFFF", TestName = "A boolean is one byte")]
    public void A_boolean_that_is_no_DER_is_refused(string hex) =>
        Assert.That(Failure(Hex(hex), static (ref reader) => reader.ReadBoolean()), Is.Not.Empty);

    [TestCase("02 00", TestName = "An integer has a byte")]
    [TestCase("0202 0001", TestName = "An integer is as short as can be")]
    [TestCase("0205 0100000000", TestName = "An integer fits 32 bits")]
    public void A_number_that_is_no_DER_or_too_large_is_refused(string hex) =>
        Assert.That(Failure(Hex(hex), static (ref reader) => reader.ReadInt32()), Is.Not.Empty);

    [Test]
    public void A_bit_string_of_bytes_has_no_unused_bits()
    {
        Assert.That(Failure(Hex("0302 0780"), static (ref reader) => reader.ReadBitString()), Is.Not.Empty);
        Assert.That(Read(Hex("0302 0780"), static (ref reader) => reader.ReadFlags()), Is.EqualTo(0x8000));
        Assert.That(Read(Hex("0303 078080"), static (ref reader) => reader.ReadFlags()), Is.EqualTo(0x8080));
        Assert.That(Failure(Hex("0302 0781"), static (ref reader) => reader.ReadFlags()), Is.Not.Empty, "an unused bit that is set");
    }

    [Test]
    public void A_set_is_sorted()
    {
        Assert.That(Read(Hex("3106 020101 020102"), static (ref reader) => reader.ReadSet().HasData));
        Assert.That(Failure(Hex("3106 020102 020101"), static (ref reader) => reader.ReadSet().HasData), Is.Not.Empty);
    }

    [TestCase("500101000000Z", 1950)]
    [TestCase("491231235959Z", 2049)]
    public void A_short_year_is_of_this_century_until_2049(string text, int year) =>
        Assert.That(Read(Der.Tagged(0x17, Some.Utf8(text)), static (ref reader) => reader.ReadTime()).Year, Is.EqualTo(year));

    [TestCase(0x17, "991301000000Z", TestName = "A month 13")]
    [TestCase(0x17, "990230000000Z", TestName = "A 30 February")]
    [TestCase(0x17, "9901010000Z", TestName = "No seconds")]
    [TestCase(0x17, "990101000000+0100", TestName = "Another zone")]
    [TestCase(0x18, "20260101000000", TestName = "No zone")]
    [TestCase(0x18, "00000101000000Z", TestName = "A year 0")]
    [TestCase(0x18, "20260101000060Z", TestName = "A leap second")]
    [TestCase(0x16, "990101000000Z", TestName = "Another kind of text")]
    public void A_time_that_is_none_is_refused(byte tag, string text) =>
        Assert.That(Failure(Der.Tagged(tag, Some.Utf8(text)), static (ref reader) => reader.ReadTime()), Is.Not.Empty);

    [Test]
    public void Text_has_only_the_characters_of_its_encoding()
    {
        Assert.That(Failure(Der.Tagged(0x0C, [0xC3, 0x28]), static (ref reader) => reader.ReadText(UniversalTagNumber.UTF8String)), Is.Not.Empty);
        Assert.That(Failure(Der.Tagged(0x16, [0xE4]), static (ref reader) => reader.ReadText(UniversalTagNumber.IA5String)), Is.Not.Empty);
    }

    [Test]
    public void A_value_of_another_kind_than_demanded_is_refused() =>
        Assert.That(Failure(Der.Integer(1), static (ref reader) => reader.ReadEncoded(Asn1Tag.Sequence)), Does.Contain("another kind"));

    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static T Read<T>(byte[] der, DerParser<T> parse) => DerReader.Parse(der, "some-code", "Some message.", parse);

    private static string Failure<T>(byte[] der, DerParser<T> parse)
    {
        var failure = Assert.Throws<MalformedContentException>(() => Read(der, parse))!.Failure;
        Assert.That(failure.Code, Is.EqualTo("some-code"));
        return failure.Actual!;
    }

    private static void AssertSlice(ReadOnlyMemory<byte> value, byte[] received, int offset)
    {
        Assert.That(received.AsSpan().Overlaps(value.Span, out int actual));
        Assert.That(actual, Is.EqualTo(offset));
    }
}
