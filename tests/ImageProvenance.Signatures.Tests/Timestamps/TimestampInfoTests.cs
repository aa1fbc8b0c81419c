using System.Formats.Asn1;

namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampInfoTests
{
    [TestCase("20260601120000Z", "2026-06-01T12:00:00.0000000")]
    [TestCase("20260601120000.5Z", "2026-06-01T12:00:00.5000000")]
    [TestCase("20260601120000.1234567Z", "2026-06-01T12:00:00.1234567")]
    [TestCase("20260601120000.123456789Z", "2026-06-01T12:00:00.1234567")]
    public void The_time_is_read_to_its_fraction(string text, string expected) =>
        Assert.That(Stamp.Holds(WithTime(0x18, text)).Time.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", null), Is.EqualTo(expected));

    [TestCase(0x17, "260601120000Z", TestName = "A time is no UTCTime")]
    [TestCase(0x18, "20260601120000+0100", TestName = "A time is UTC")]
    [TestCase(0x18, "20260601120000", TestName = "A time has a zone")]
    [TestCase(0x18, "202606011200Z", TestName = "A time has seconds")]
    [TestCase(0x18, "20260601120000.50Z", TestName = "A fraction has no trailing zeros")]
    [TestCase(0x18, "20260601120000,5Z", TestName = "A fraction follows a point")]
    [TestCase(0x18, "20261301120000Z", TestName = "A time is one of a calendar")]
    [TestCase(0x18, "20260601120060Z", TestName = "A time has no leap second")]
    public void A_time_of_another_form_is_refused(int tag, string text) => Stamp.Fails("invalid-timestamp", WithTime(tag, text));

    [Test]
    public void Accuracy_order_nonce_name_and_extensions_may_follow()
    {
        Stamp.Holds(Stamp.Token with { InfoTail = writer => WriteAccuracy(writer, 1, null, null) });
        Stamp.Holds(Stamp.Token with { InfoTail = writer => WriteAccuracy(writer, null, 500, 500) });
        Stamp.Holds(Stamp.Token with
        {
            InfoTail = writer =>
            {
                WriteAccuracy(writer, 1, 2, 3);
                writer.WriteBoolean(true);
                writer.WriteInteger(-123456789012345678);
                using (writer.PushSequence(TokenParts.Tag0))
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                    writer.WriteEncodedValue(StampingAuthority.Usual.Signer.Parsed.Subject.Span);
                WriteExtension(writer, isCritical: false);
            },
        });
    }

    [Test]
    public void A_critical_extension_is_refused_as_none_is_known() =>
        Stamp.Fails("invalid-timestamp", Stamp.Token with { InfoTail = writer => WriteExtension(writer, isCritical: true) });

    [Test]
    public void Accuracy_and_name_hold_nothing_else()
    {
        Stamp.Fails("invalid-timestamp", Stamp.Token with
        {
            InfoTail = writer =>
            {
                using (writer.PushSequence())
                    writer.WriteNull();
            },
        });
        Stamp.Fails("invalid-timestamp", Stamp.Token with
        {
            InfoTail = writer =>
            {
                using (writer.PushSequence(TokenParts.Tag0))
                {
                    writer.WriteNull();
                    writer.WriteNull();
                }
            },
        });
    }

    [Test]
    public void Data_after_what_the_token_says_is_refused() =>
        Stamp.Fails("invalid-timestamp", Stamp.Token with { ReplaceInfo = info => [.. info, 0x05, 0x00] });

    private static TestToken WithTime(int tag, string text) => Stamp.Token with { WriteTime = writer => writer.WriteEncodedValue([(byte)tag, (byte)text.Length, .. Some.Utf8(text)]) };

    private static void WriteAccuracy(AsnWriter writer, int? seconds, int? millis, int? micros)
    {
        using (writer.PushSequence())
        {
            if (seconds is { } s)
                writer.WriteInteger(s);
            if (millis is { } ms)
                writer.WriteInteger(ms, TokenParts.Tag0);
            if (micros is { } us)
                writer.WriteInteger(us, TokenParts.Tag1);
        }
    }

    private static void WriteExtension(AsnWriter writer, bool isCritical)
    {
        using (writer.PushSequence(TokenParts.Tag1))
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.3.4");
            if (isCritical)
                writer.WriteBoolean(true);
            writer.WriteOctetString([0x05, 0x00]);
        }
    }
}
