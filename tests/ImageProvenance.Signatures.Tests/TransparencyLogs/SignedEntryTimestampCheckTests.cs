using System.Text.Json.Nodes;
using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

public sealed class SignedEntryTimestampCheckTests
{
    private static readonly TestLog Log = TestLog.Shared;
    private static readonly byte[] Body = Some.Utf8("{}");

    [Test]
    public void A_promise_that_the_log_signed_holds() => Assert.That(Verdict(Entry()), Is.Null);

    [Test]
    public void A_body_of_any_size_is_signed()
    {
        foreach (int size in (int[])[1, 2, 3, 100_000])
            Assert.That(Verdict(Log.Enter(new byte[size], "hashedrekord", "0.0.1")), Is.Null);
    }

    [Test]
    public void A_log_with_an_RSA_key_signs_the_same()
    {
        var log = new TestLog(TestKey.Rsa());
        Assert.That(Verdict(log.Enter(Body, "hashedrekord", "0.0.1"), log.Trusted()), Is.Null);
    }

    private static IEnumerable<TestCaseData> Changes()
    {
        yield return Case("body", entry => entry["canonicalizedBody"] = "AAAA");
        yield return Case("time", entry => entry["integratedTime"] = $"{TestLog.Time.ToUnixTimeSeconds() + 1}");
        yield return Case("log_id", entry => entry["logId"]!["keyId"] = "AAAA");
        yield return Case("index", entry => entry["logIndex"] = "7");
        yield return Case("signature", entry => entry["inclusionPromise"]!["signedEntryTimestamp"] = Convert.ToBase64String(Log.Key.Sign([1])));

        static TestCaseData Case(string name, Action<JsonObject> change) => new TestCaseData(change).SetName($"A_promise_about_another_{name}_is_refused");
    }

    [TestCaseSource(nameof(Changes))]
    public void Promises_that_are_refused(Action<JsonObject> change)
    {
        var entry = Entry();
        change(entry);
        Assert.That(Verdict(entry), Is.EqualTo("set-invalid"));
    }

    [Test]
    public void A_promise_by_another_log_is_refused() =>
        Assert.That(Verdict(Entry(), new TestLog(TestKey.Ecdsa()).Trusted()), Is.EqualTo("set-invalid"));

    [Test]
    public void A_promise_without_a_time_is_refused() =>
        Assert.That(Verdict(Log.Promise(Entry(), null)), Is.EqualTo("set-without-time"));

    [Test]
    public void The_logs_key_has_to_be_in_use_at_the_time_and_the_ends_of_its_use_count()
    {
        var time = TestLog.Time;
        Assert.Multiple(() =>
        {
            Assert.That(Verdict(Entry(), Log.Trusted(time, time)), Is.Null);
            Assert.That(Verdict(Entry(), Log.Trusted(time.AddSeconds(1))), Is.EqualTo("log-key-not-valid-at-time"));
            Assert.That(Verdict(Entry(), Log.Trusted(time.AddYears(-1), time.AddSeconds(-1))), Is.EqualTo("log-key-not-valid-at-time"));
        });
    }

    [TestCase(253402300800)]
    [TestCase(long.MaxValue)]
    public void A_time_that_no_calendar_has_is_refused(long seconds) =>
        Assert.That(Verdict(Log.Promise(Entry(), seconds)), Is.EqualTo("log-key-not-valid-at-time"));

    private static JsonObject Entry() => Log.Enter(Body, "hashedrekord", "0.0.1");

    private static string? Verdict(JsonObject entry, TransparencyLog? log = null) => SignedEntryTimestampCheck.Check(TestLog.Read(entry), log ?? Log.Trusted())?.Code;
}
