namespace ImageProvenance.Signatures.Tests;

public sealed class SignedAttributesTests
{
    private const int ContentType = 0;
    private const int MessageDigest = 2;
    private const int SigningCertificate = 3;

    [TestCase(ContentType)]
    [TestCase(MessageDigest)]
    [TestCase(SigningCertificate)]
    public void An_attribute_that_is_needed_is_there(int index) =>
        Stamp.Fails("invalid-timestamp", Stamp.Token with { Attributes = attributes => attributes.Where((_, i) => i != index) });

    [TestCase(ContentType)]
    [TestCase(MessageDigest)]
    [TestCase(SigningCertificate)]
    public void An_attribute_that_is_used_is_there_once(int index) =>
        Stamp.Fails("invalid-timestamp", Stamp.Token with { Attributes = attributes => [.. attributes, attributes[index]] });

    [Test]
    public void The_first_version_of_the_signing_certificate_is_there_once_too()
    {
        var attribute = TokenParts.SigningCertificateV1(StampingAuthority.Usual.Signer);
        Stamp.Holds(Stamp.Token with { SigningCertificate = [attribute] });
        Stamp.Fails("invalid-timestamp", Stamp.Token with { SigningCertificate = [attribute, attribute] });
    }

    [TestCase("1.2.840.113549.1.9.3", new byte[] { 0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x04 }, ContentType)]
    [TestCase("1.2.840.113549.1.9.4", new byte[] { 0x04, 0x00 }, MessageDigest)]
    public void An_attribute_that_is_used_has_one_value(string type, byte[] value, int index) => Stamp.Fails("invalid-timestamp", Stamp.Token with
    {
        Attributes = attributes =>
        {
            attributes[index] = TokenParts.Attribute(type, writer => writer.WriteEncodedValue(value), writer => writer.WriteEncodedValue([0x05, 0x00]));
            return attributes;
        },
    });

    [Test]
    public void Other_attributes_say_nothing() => Stamp.Holds(Stamp.Token with
    {
        Attributes = attributes => [.. attributes, TokenParts.Attribute("1.2.3", value => value.WriteNull()), TokenParts.Attribute("1.2.3", value => value.WriteInteger(1))],
    });

    [Test]
    public void There_are_at_most_16_attributes()
    {
        Stamp.Holds(Stamp.Token with { Attributes = attributes => [.. attributes, .. More(12)] });
        Stamp.Fails("invalid-timestamp", Stamp.Token with { Attributes = attributes => [.. attributes, .. More(13)] });
    }

    [Test]
    public void Attributes_larger_than_usual_are_verified() =>
        Stamp.Holds(Stamp.Token with { Attributes = attributes => [.. attributes, TokenParts.Attribute("1.2.3", value => value.WriteOctetString(new byte[2000]))] });

    [Test]
    public void Attributes_that_are_not_sorted_are_refused() =>
        Stamp.Fails("invalid-timestamp", Stamp.Token with { IsUnsorted = true, Attributes = attributes => attributes.AsEnumerable().Reverse() });

    [Test]
    public void What_is_signed_is_a_timestamp() =>
        Assert.That(
            Stamp.Fails("timestamp-content-mismatch", Stamp.Token with { SignedContentType = "1.2.840.113549.1.7.1" }).Actual,
            Is.EqualTo("1.2.840.113549.1.7.1"));

    [Test]
    public void What_is_signed_is_what_the_token_says()
    {
        var later = Stamp.Token with { Time = TestToken.Noon.AddSeconds(1) };
        byte[] signed = Stamp.Token.Encode();
        Stamp.Fails("timestamp-content-mismatch", Stamp.Token with { ReplaceInfo = _ => Replace(signed) });

        byte[] Replace(byte[] of)
        {
            byte[] edited = TimestampToken.Parse(later.Encode()).Info.Encoded.ToArray();
            Assert.That(edited, Has.Length.EqualTo(TimestampToken.Parse(of).Info.Encoded.Length));
            return edited;
        }
    }

    private static IEnumerable<byte[]> More(int count) => Enumerable.Range(1, count).Select(i => TokenParts.Attribute($"1.2.{i}", value => value.WriteNull()));
}
