using System.Text.Json.Nodes;

namespace ImageProvenance.Signatures.Tests;

/// <summary>When a part of a trusted root is valid: in its period, both ends included, and at no other time.</summary>
public sealed class ValidityTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Both_ends_belong_to_a_period()
    {
        var period = Period("2026-01-01T12:00:00Z", "2026-01-01T13:00:00.5Z".Replace(".5Z", ".500Z", StringComparison.Ordinal));
        var end = Noon.AddHours(1).AddMilliseconds(500);

        Assert.Multiple(() =>
        {
            Assert.That(period.Contains(Noon));
            Assert.That(period.Contains(end));
            Assert.That(period.Contains(Noon.AddTicks(-1)), Is.False);
            Assert.That(period.Contains(end.AddTicks(1)), Is.False);
        });
    }

    [TestCase("2026-01-01T12:00:00Z", 0)]
    [TestCase("2026-01-01T12:00:00.000Z", 0)]
    [TestCase("2026-01-01T12:00:00.001Z", 10_000)]
    [TestCase("2026-01-01T12:00:00.000001Z", 10)]
    [TestCase("2026-01-01T12:00:00.000000100Z", 1)]
    [TestCase("2026-01-01T12:00:00.999999900Z", 9_999_999)]
    public void Times_are_read_to_100_ns(string text, long ticks) =>
        Assert.That(Period(text, text), Is.EqualTo(new ValidityPeriod(Noon.AddTicks(ticks), Noon.AddTicks(ticks))));

    [Test]
    public void A_period_that_starts_or_ends_between_two_steps_holds_those_within()
    {
        Assert.That(Period("2026-01-01T12:00:00.000000001Z", null).Start, Is.EqualTo(Noon.AddTicks(1)));
        Assert.That(Period("2026-01-01T12:00:00.999999999Z", null).Start, Is.EqualTo(Noon.AddSeconds(1)));
        Assert.That(Period("2026-01-01T00:00:00Z", "2026-01-01T12:00:00.000000199Z").End, Is.EqualTo(Noon.AddTicks(1)));
    }

    [Test]
    public void Null_is_open_as_is_nothing()
    {
        Assert.That(RootJson.With(root => root["tlogs"]![0]!["publicKey"]!["validFor"]!["end"] = null).TransparencyLogs[0].Validity.End, Is.Null);
        Assert.That(Period("2026-01-01T12:00:00Z", null).Contains(DateTimeOffset.MaxValue));
    }

    [TestCase("2026-01-01T12:00:00Z", "2026-01-01T11:59:59.999999999Z")]
    [TestCase("2026-01-01T12:00:00.000000001Z", "2026-01-01T12:00:00Z")]
    public void An_end_before_the_start_is_refused(string start, string end) =>
        Assert.That(Refused(start, end).Message, Does.Contain("ends before it starts"));

    [TestCase("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z")]
    [TestCase("2099-01-01T00:00:00Z", null, Description = "the future")]
    public void Any_period_is_legal(string start, string? end) => Assert.That(() => Period(start, end), Throws.Nothing);

    [TestCase("")]
    [TestCase("2026-01-01")]
    [TestCase("2026-01-01T12:00:00")]
    [TestCase("2026-01-01T12:00:00z")]
    [TestCase("2026-01-01t12:00:00Z")]
    [TestCase("2026-01-01 12:00:00Z")]
    [TestCase("2026-01-01T12:00:00+00:00")]
    [TestCase("2026-01-01T12:00:00.Z")]
    [TestCase("2026-01-01T12:00:00.5Z")]
    [TestCase("2026-01-01T12:00:00.1234567Z")]
    [TestCase("2026-01-01T12:00:00.1234567890Z")]
    [TestCase("2026-01-01T12:00:00.12aZ")]
    [TestCase("2026-01-01T12:00:00,123Z")]
    [TestCase("2026-01-01T12:00:00Z ")]
    [TestCase(" 2026-01-01T12:00:00Z")]
    [TestCase("2026-02-30T12:00:00Z")]
    [TestCase("2026-01-01T24:00:00Z")]
    [TestCase("2026-01-01T12:00:60Z")]
    [TestCase("0000-01-01T00:00:00Z")]
    [TestCase("1767268800")]
    public void What_is_no_such_time_is_refused(string text)
    {
        Assert.That(Refused(text, null).Actual, Is.EqualTo(text));
        Assert.That(Refused("2020-01-01T00:00:00Z", text).Actual, Is.EqualTo(text));
    }

    [Test]
    public void A_start_after_the_last_moment_that_can_be_written_is_refused() =>
        Assert.That(Refused("9999-12-31T23:59:59.999999999Z", null).Message, Does.Contain("time"));

    [Test]
    public void Overlapping_periods_are_legal() => Assert.That(
        RootJson.With(root => root["certificateAuthorities"]!.AsArray().Add(root["certificateAuthorities"]![0]!.DeepClone())).CertificateAuthorities,
        Has.Count.EqualTo(2));

    private static ValidityPeriod Period(string start, string? end) =>
        RootJson.With(root => root["tlogs"]![0]!["publicKey"]!["validFor"] = ValidFor(start, end)).TransparencyLogs.Single().Validity;

    private static Failure Refused(string start, string? end) =>
        RootJson.Refusal(root => root["tlogs"]![0]!["publicKey"]!["validFor"] = ValidFor(start, end));

    private static JsonObject ValidFor(string start, string? end) => new() { ["start"] = start, ["end"] = end };
}
