using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.Bodies;
using static ImageProvenance.Signatures.Tests.EntrySigner;

namespace ImageProvenance.Signatures.Tests;

public sealed class LogEntryCheckTests
{
    private static readonly TestLog Log = TestLog.Shared;
    private static readonly SignedPiece Piece = Somebody.Sign(Some.Utf8("an image"));

    [Test]
    public void An_entry_of_the_first_version_proves_that_and_when_it_was_logged()
    {
        Assert.That(Verdict(V1(), out var verified), Is.Null);
        string countedAs = Log.Trusted().Key.Id;
        Assert.Multiple(() =>
        {
            Assert.That(verified!.Entry, Is.EqualTo(new LoggedEntry("https://log.test", TestLog.ShardStart + 4, countedAs, "hashedrekord 0.0.1")));
            Assert.That(verified.Time, Is.EqualTo(new VerifiedTime("https://log.test", TestLog.Time, countedAs)));
            Assert.That((verified.KeyDetails, verified.OtherSignatures), Is.EqualTo(((string?)null, 0)));
        });
    }

    [Test]
    public void An_entry_of_the_second_version_proves_that_it_was_logged_and_not_when()
    {
        var entry = V2();
        string note = (string)entry["inclusionProof"]!["checkpoint"]!["envelope"]!;
        entry["inclusionProof"]!["checkpoint"]!["envelope"] = note + "\u2014 witness.test AQIDBAU=\n";
        entry["integratedTime"] = "1700000000";

        Assert.That(Verdict(entry, out var verified), Is.Null);
        Assert.Multiple(() =>
        {
            Assert.That((verified!.Entry.Index, verified.Entry.Kind), Is.EqualTo((4L, "hashedrekord 0.0.2")));
            Assert.That(verified.Time, Is.Null, "nobody signed the time");
            Assert.That((verified.KeyDetails, verified.OtherSignatures), Is.EqualTo(("PKIX_ECDSA_P256_SHA_256", 1)));
        });
    }

    [Test]
    public void A_promise_alone_is_enough_for_the_first_version()
    {
        var entry = V1();
        entry.Remove("inclusionProof");
        Assert.That(Verdict(entry, out var verified), Is.Null);
        Assert.That((verified!.Entry.Index, verified.Time!.Time), Is.EqualTo((TestLog.ShardStart + 4L, TestLog.Time)));
    }

    [Test]
    public void A_proof_alone_is_enough_and_gives_no_time()
    {
        var entry = V1();
        entry.Remove("inclusionPromise");
        Assert.That(Verdict(entry, out var verified), Is.Null);
        Assert.That(verified!.Time, Is.Null);
        Assert.That(verified.Entry.Index, Is.EqualTo(4), "the index in the whole log is not proven");
    }

    [Test]
    public void Without_promise_and_proof_nothing_is_proven()
    {
        var entry = V1();
        entry.Remove("inclusionPromise");
        entry.Remove("inclusionProof");
        Assert.That(Verdict(entry, out _), Is.EqualTo("entry-not-proven"));
    }

    [Test]
    public void The_second_version_needs_a_proof()
    {
        var entry = Log.Promise(V2(), TestLog.Time.ToUnixTimeSeconds());
        Assert.That(Verdict(entry, out _), Is.Null);
        entry.Remove("inclusionProof");
        Assert.That(Verdict(entry, out _), Is.EqualTo("entry-not-proven"));

        var dsse = Log.Promise(Log.Enter(Some.Utf8("{}"), "dsse", "0.0.2"), TestLog.Time.ToUnixTimeSeconds());
        dsse.Remove("inclusionProof");
        Assert.That(Verdict(dsse, out _), Is.EqualTo("entry-not-proven"));
    }

    [Test]
    public void A_bad_promise_spoils_a_good_proof()
    {
        var entry = V1();
        entry["inclusionPromise"]!["signedEntryTimestamp"] = Convert.ToBase64String(Log.Key.Sign([1]));
        Assert.That(Verdict(entry, out _), Is.EqualTo("set-invalid"));
    }

    [Test]
    public void A_bad_proof_spoils_a_good_promise()
    {
        var hash = V1();
        hash["inclusionProof"]!["hashes"]![0] = Convert.ToBase64String(new byte[32]);
        Assert.That(Verdict(hash, out _), Is.EqualTo("inclusion-proof-invalid"));

        var unsigned = V1();
        unsigned["inclusionProof"]!["checkpoint"]!["envelope"] = new TestLog(TestKey.Ecdsa()).Checkpoint(7, new byte[32]);
        Assert.That(Verdict(unsigned, out _), Is.EqualTo("checkpoint-not-signed-by-log"));

        var malformed = V1();
        malformed["inclusionProof"]!["checkpoint"]!["envelope"] = "x";
        Assert.That(Verdict(malformed, out _), Is.EqualTo("invalid-checkpoint"));
    }

    [Test]
    public void The_version_of_the_entry_decides_which_checkpoint_it_needs()
    {
        var second = V2();
        second["inclusionProof"]!["checkpoint"]!["envelope"] = Log.Checkpoint(7, Convert.FromBase64String((string)second["inclusionProof"]!["rootHash"]!), isRekorV2: false);
        Assert.That(Verdict(second, out _), Is.EqualTo("checkpoint-invalid"));
        var first = V1();
        first["inclusionProof"]!["checkpoint"]!["envelope"] = Log.Checkpoint(7, Convert.FromBase64String((string)first["inclusionProof"]!["rootHash"]!), isRekorV2: true);
        Assert.That(Verdict(first, out _), Is.EqualTo("checkpoint-invalid"));
    }

    [Test]
    public void In_the_second_version_entry_and_proof_have_one_index()
    {
        var entry = V2();
        entry["logIndex"] = "5";
        Assert.That(Verdict(entry, out _), Is.EqualTo("inclusion-proof-invalid"));
    }

    [Test]
    public void What_is_logged_has_to_be_about_the_signature()
    {
        Assert.That(Verdict(Log.Enter(Some.Utf8(HashedRekordV001(Somebody.Sign(Some.Utf8("an image")), Somebody)), "hashedrekord", "0.0.1"), out _), Is.EqualTo("entry-signature-mismatch"));
        Assert.That(Verdict(Log.Enter(Some.Utf8("{}"), "rekord", "0.0.1"), out _), Is.EqualTo("entry-kind-unknown"));
    }

    [Test]
    public void A_log_whose_key_was_not_in_use_promises_nothing() =>
        Assert.That(LogEntryCheck.Check(TestLog.Read(V1()), Piece, Log.Trusted(end: TestLog.Time.AddDays(-1)), new(), out _)?.Code, Is.EqualTo("log-key-not-valid-at-time"));

    [Test]
    public void Any_changed_byte_is_noticed()
    {
        foreach (var whole in (JsonObject[])[V1(), V2()])
        {
            foreach (string path in Values(whole))
            {
                byte[] value = Bytes(whole, path);
                Prop.ForAll(Gen.Choose(0, value.Length - 1).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (position, change) =>
                {
                    byte[] changed = [.. value];
                    changed[position] ^= (byte)change;
                    var entry = (JsonObject)whole.DeepClone();
                    Set(entry, path, changed);
                    Assert.That(Verdict(entry, out var verified), Is.Not.Null, path);
                    Assert.That(verified, Is.Null);
                }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
            }
        }
    }

    private static IEnumerable<string> Values(JsonObject entry)
    {
        yield return "canonicalizedBody";
        yield return "inclusionProof/rootHash";
        yield return "inclusionProof/checkpoint/envelope";
        for (int i = 0; i < entry["inclusionProof"]!["hashes"]!.AsArray().Count; i++)
            yield return $"inclusionProof/hashes/{i}";
        if (entry["inclusionPromise"] is not null)
        {
            yield return "inclusionPromise/signedEntryTimestamp";
            yield return "logId/keyId";
        }
    }

    // The checkpoint is text, one character a byte here but for its dash; the rest is base64.
    private static byte[] Bytes(JsonObject entry, string path) =>
        path.EndsWith("envelope", StringComparison.Ordinal) ? Some.Utf8((string)At(entry, path)!) : Convert.FromBase64String((string)At(entry, path)!);

    private static void Set(JsonObject entry, string path, byte[] value) => At(entry, path)!.ReplaceWith(
        path.EndsWith("envelope", StringComparison.Ordinal) ? System.Text.Encoding.UTF8.GetString(value) : Convert.ToBase64String(value));

    private static JsonNode? At(JsonNode node, string path) =>
        path.Split('/').Aggregate((JsonNode?)node, (parent, part) => int.TryParse(part, out int index) ? parent![index] : parent![part]);

    private static JsonObject V1() => Log.Enter(Some.Utf8(HashedRekordV001(Piece, Somebody)), "hashedrekord", "0.0.1");

    private static JsonObject V2() => Log.Enter(Some.Utf8(HashedRekordV002(Piece, Somebody)), "hashedrekord", "0.0.2");

    private static string? Verdict(JsonObject entry, out VerifiedLogEntry? verified) => LogEntryCheck.Check(TestLog.Read(entry), Piece, Log.Trusted(), new(), out verified)?.Code;
}
