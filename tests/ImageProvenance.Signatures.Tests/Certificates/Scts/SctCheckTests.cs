using System.Security.Cryptography.X509Certificates;
using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

public sealed class SctCheckTests
{
    private static readonly TestCertificate Issuer = TestCertificate.Authority("issuer");
    private static readonly TestSct Sct = new(TestSct.LogKey);
    private static readonly TestSct OtherSct = new(TestSct.OtherLogKey);

    [Test]
    public void A_promise_of_a_known_log_counts()
    {
        var log = Sct.Log();

        Assert.That(Check(Promised(Sct), 1, out var proven, log), Is.Null);
        Assert.That(proven, Is.EqualTo(new[] { log }));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public void The_extension_may_be_anywhere_among_the_others(int position) =>
        Assert.That(Check(Promised([Sct], position), 1, out _, Sct.Log()), Is.Null);

    [Test]
    public void The_extensions_of_a_promise_are_signed()
    {
        var extended = new TestSct(TestSct.LogKey) { Extensions = [0, 0, 5, 1, 2, 3, 4, 5] };
        byte[] promise = extended.For(Without(), Issuer);

        Assert.That(Check(Promised(extended), 1, out _, Sct.Log()), Is.Null);
        promise[1 + 32 + 8 + 2] ^= 1;
        Assert.That(Check(With(promise), 1, out _, Sct.Log())!.Code, Is.EqualTo("sct-invalid"));
    }

    [Test]
    public void A_log_with_an_RSA_key_promises_too()
    {
        var rsa = new TestSct(FrameworkKeys.Rsa);

        Assert.That(Check(Promised(rsa), 1, out _, rsa.Log()), Is.Null);
    }

    [Test]
    public void A_long_certificate_is_rebuilt_with_its_lengths()
    {
        foreach (int length in new[] { 100, 200, 300, 60_000 })
        {
            var padding = new X509Extension("1.2.3.4", new byte[length], critical: false);
            byte[] serial = [1, 2, 3];
            var leaf = Make(serial, [.. TestCertificate.LeafExtensions(), padding, TestSct.Embed(Sct.For(Make(serial, [.. TestCertificate.LeafExtensions(), padding]), Issuer))]);
            Assert.That(Check(leaf, 1, out _, Sct.Log()), Is.Null, $"{length}");
        }
    }

    [Test]
    public void A_promise_for_another_certificate_is_none()
    {
        byte[] promise = Sct.For(Make([9], TestCertificate.LeafExtensions()), Issuer);

        var failure = Check(With(promise), 1, out var proven, Sct.Log())!;
        Assert.That((failure.Code, proven.Count), Is.EqualTo(("sct-invalid", 0)));
    }

    [Test]
    public void A_promise_for_another_issuer_is_none()
    {
        byte[] promise = Sct.For(Without(), TestCertificate.Authority("issuer"));

        Assert.That(Check(With(promise), 1, out _, Sct.Log())!.Code, Is.EqualTo("sct-invalid"));
    }

    [Test]
    public void A_promise_with_another_time_is_none()
    {
        byte[] promise = Sct.For(Without(), Issuer);
        promise[1 + 32 + 7] ^= 1;

        Assert.That(Check(With(promise), 1, out _, Sct.Log())!.Code, Is.EqualTo("sct-invalid"));
    }

    [Test]
    public void A_promise_of_another_log_is_none()
    {
        var impostor = new TestSct(TestSct.OtherLogKey) { LogId = Sct.LogId };

        Assert.That(Check(Promised(impostor), 1, out _, Sct.Log())!.Code, Is.EqualTo("sct-invalid"));
    }

    [Test]
    public void A_promise_of_a_log_that_is_not_known_is_none()
    {
        var failure = Check(Promised(Sct), 1, out _, OtherSct.Log())!;

        Assert.That((failure.Code, failure.Actual), Is.EqualTo(("sct-unknown-log", Convert.ToHexStringLower(Sct.LogId))));
        Assert.That(Check(Promised(Sct), 1, out _)!.Code, Is.EqualTo("sct-unknown-log"));
    }

    [Test]
    public void Both_ends_of_the_logs_time_belong_to_it()
    {
        var leaf = Promised(Sct);
        var (day, tick) = (TimeSpan.FromDays(1), TimeSpan.FromTicks(1));

        Assert.That(Check(leaf, 1, out _, Sct.Log(new(TestSct.Time, TestSct.Time))), Is.Null);
        Assert.That(Check(leaf, 1, out _, Sct.Log(new(TestSct.Time, null))), Is.Null);
        var early = Check(leaf, 1, out _, Sct.Log(new(TestSct.Time + tick, null)))!;
        Assert.That((early.Code, early.Actual), Is.EqualTo(("sct-outside-log-validity", "2026-01-02T00:00:00.123Z")));
        Assert.That(Check(leaf, 1, out _, Sct.Log(new(TestSct.Time - day, TestSct.Time - tick)))!.Code, Is.EqualTo("sct-outside-log-validity"));
    }

    [TestCase(253402300800000UL)]
    [TestCase(9223372036854775808UL)]
    [TestCase(ulong.MaxValue)]
    public void A_time_beyond_the_calendar_is_outside_any(ulong milliseconds)
    {
        var failure = Check(Promised(new TestSct(TestSct.LogKey) { Milliseconds = milliseconds }), 1, out _, Sct.Log())!;

        Assert.That((failure.Code, failure.Actual), Is.EqualTo(("sct-outside-log-validity", "after the year 9999")));
    }

    [Test]
    public void A_log_that_is_listed_for_several_times_is_one()
    {
        var past = Sct.Log(new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
        var present = Sct.Log();

        Assert.That(Check(Promised(Sct), 1, out var proven, past, present), Is.Null);
        Assert.That(proven, Is.EqualTo(new[] { present }));
        Assert.That(Check(Promised(Sct), 1, out _, past)!.Code, Is.EqualTo("sct-outside-log-validity"));
    }

    [Test]
    public void The_algorithm_is_the_keys()
    {
        Assert.That(Check(Promised(new TestSct(TestSct.LogKey) { Algorithm = 1 }), 1, out _, Sct.Log())!.Code, Is.EqualTo("sct-invalid"));
        Assert.That(Check(Promised(new TestSct(TestSct.LogKey) { Hash = 5 }), 1, out _, Sct.Log())!.Code, Is.EqualTo("sct-invalid"));
        var rsa = new TestSct(FrameworkKeys.Rsa) { Algorithm = 3 };
        Assert.That(Check(Promised(rsa), 1, out _, rsa.Log())!.Code, Is.EqualTo("sct-invalid"));
    }

    [Test]
    public void A_promise_is_of_version_1_and_whole()
    {
        Assert.That(Check(Promised(new TestSct(TestSct.LogKey) { Version = 1 }), 1, out _, Sct.Log())!.Message, Does.Contain("not of version 1"));
        Assert.That(Check(Promised(new TestSct(TestSct.LogKey) { AfterSignature = [0] }), 1, out _, Sct.Log())!.Message, Does.Contain("malformed"));
        byte[] good = Sct.For(Without(), Issuer);
        for (int length = 1; length < good.Length; length++)
            Assert.That(Check(With(good[..length]), 1, out _, Sct.Log())!.Code, Is.EqualTo("sct-invalid"), $"{length}");
    }

    [Test]
    public void Without_promises_the_reason_is_just_that()
    {
        var failure = Check(Without(), 1, out var proven, Sct.Log())!;

        Assert.That((failure.Code, failure.Expected, failure.Actual, proven.Count), Is.EqualTo(("sct-missing", "1", "0", 0)));
    }

    [Test]
    public void Where_none_is_required_what_is_there_is_still_proven()
    {
        Assert.That(Check(Promised(Sct), 0, out var proven, Sct.Log()), Is.Null);
        Assert.That(proven, Has.Count.EqualTo(1));
        Assert.That(Check(Promised(Sct), 0, out proven), Is.Null);
        Assert.That(proven, Is.Empty);
        Assert.That(Check(Without(), 0, out _, Sct.Log()), Is.Null);
    }

    [Test]
    public void Logs_count_and_not_promises()
    {
        var leaf = Promised(Sct, new TestSct(TestSct.LogKey) { Extensions = [1] });

        var failure = Check(leaf, 2, out var proven, Sct.Log(), OtherSct.Log())!;
        Assert.That((failure.Code, failure.Expected, failure.Actual), Is.EqualTo(("too-few-scts", "2", "1")));
        Assert.That(proven, Has.Count.EqualTo(1));
        Assert.That(Check(Promised(Sct, OtherSct), 2, out proven, Sct.Log(), OtherSct.Log()), Is.Null);
        Assert.That(proven, Has.Count.EqualTo(2));
    }

    [Test]
    public void Logs_of_one_operator_count_once()
    {
        var leaf = Promised(Sct, OtherSct);

        Assert.That(Check(leaf, 2, out var proven, Sct.Log(operatedBy: "one"), OtherSct.Log(operatedBy: "one"))!.Code, Is.EqualTo("too-few-scts"));
        Assert.That(proven, Has.Count.EqualTo(2));
        Assert.That(Check(leaf, 2, out _, Sct.Log(operatedBy: "one"), OtherSct.Log(operatedBy: "two")), Is.Null);
    }

    [Test]
    public void A_bad_promise_harms_no_good_one()
    {
        byte[] good = Sct.For(Without(), Issuer);
        byte[] bad = [.. OtherSct.For(Without(), Issuer)];
        bad[^1] ^= 1;

        Assert.That(Check(With(bad, good), 1, out _, Sct.Log(), OtherSct.Log()), Is.Null);
        Assert.That(Check(With(good, [7]), 1, out _, Sct.Log()), Is.Null);
        Assert.That(Check(With(good, bad), 2, out _, Sct.Log(), OtherSct.Log())!.Message, Does.Contain("One that was not counted: A certificate timestamp is not signed by https://log.example"));
    }

    [Test]
    public void The_most_telling_reason_is_said_whatever_the_order()
    {
        byte[] unknown = new TestSct(FrameworkKeys.P384).For(Without(), Issuer);
        byte[] outside = Sct.For(Without(), Issuer);
        byte[] invalid = [.. OtherSct.For(Without(), Issuer)];
        invalid[^1] ^= 1;
        TransparencyLog[] logs = [Sct.Log(new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)), OtherSct.Log()];

        Assert.That(Check(With(unknown, outside, invalid), 1, out _, logs)!.Code, Is.EqualTo("sct-invalid"));
        Assert.That(Check(With(invalid, outside, unknown), 1, out _, logs)!.Code, Is.EqualTo("sct-invalid"));
        Assert.That(Check(With(unknown, outside), 1, out _, logs)!.Code, Is.EqualTo("sct-outside-log-validity"));
        Assert.That(Check(With(outside, unknown), 1, out _, logs)!.Code, Is.EqualTo("sct-outside-log-validity"));
    }

    [Test]
    public void Promises_are_counted()
    {
        byte[][] many = [.. Enumerable.Repeat(new byte[] { 7 }, SignedCertificateTimestamp.MaxCount - 1), Sct.For(Without(), Issuer)];

        Assert.That(Check(With(many), 1, out _, Sct.Log()), Is.Null);
        Assert.That(Check(With([[7], .. many]), 1, out _, Sct.Log())!.Expected, Is.EqualTo("1 to 16 timestamps"));
    }

    [Test]
    public void A_malformed_list_is_none()
    {
        byte[] good = Sct.For(Without(), Issuer);
        foreach (byte[] value in new[]
        {
            Array.Empty<byte>(),
            Der.OctetString(),
            Der.OctetString(0),
            Der.OctetString(0, 0),
            Der.OctetString([.. TestSct.Vector(TestSct.Vector(good)), 0]),
            Der.OctetString(TestSct.Vector([.. TestSct.Vector(good), 0])),
            Der.OctetString(TestSct.Vector(TestSct.Vector(good))[..^1]),
            Der.OctetString(TestSct.Vector(TestSct.Vector(good)[..^1])),
            [.. Der.OctetString(TestSct.Vector(TestSct.Vector(good))), 0],
            TestSct.Vector(TestSct.Vector(good)),
        })
        {
            var leaf = Make([1], [.. TestCertificate.LeafExtensions(), TestSct.Raw(value)]);
            Assert.That(Check(leaf, 1, out _, Sct.Log())!.Code, Is.EqualTo("sct-invalid"), Convert.ToHexString(value));
            Assert.That(Check(leaf, 0, out _, Sct.Log()), Is.Null);
        }
    }

    [Test]
    public void Whatever_the_list_nothing_is_thrown_and_nothing_is_proven()
    {
        byte[] good = TestSct.Embed(Sct.For(Without(), Issuer)).RawData;
        var log = Sct.Log();
        Prop.ForAll(Bytes.Bent(good).ToArbitrary(), value =>
        {
            var leaf = new CertificateParts { Extensions = [CertificateParts.Extension("1.3.6.1.4.1.11129.2.4.2", value)] }.Parse();
            SctCheck.Check(leaf, Issuer.Parsed, [log], 1, out var proven);
            return proven.Count == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static Failure? Check(TestCertificate leaf, int required, out IReadOnlyList<TransparencyLog> proven, params TransparencyLog[] logs) =>
        SctCheck.Check(leaf.Parsed, Issuer.Parsed, logs, required, out proven);

    private static TestCertificate Without() => Make([1], TestCertificate.LeafExtensions());

    private static TestCertificate With(params byte[][] timestamps) => Make([1], [.. TestCertificate.LeafExtensions(), TestSct.Embed(timestamps)]);

    private static TestCertificate Promised(params TestSct[] promises) => Promised(promises, position: 3);

    private static TestCertificate Promised(TestSct[] promises, int position)
    {
        var extensions = TestCertificate.LeafExtensions().ToList();
        extensions.Insert(position, TestSct.Embed([.. promises.Select(promise => promise.For(Without(), Issuer))]));
        return Make([1], extensions);
    }

    private static TestCertificate Make(byte[] serial, IEnumerable<X509Extension> extensions) =>
        TestCertificate.Make("", Issuer, extensions, key: FrameworkKeys.P256, serial: serial);
}
