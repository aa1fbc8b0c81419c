using System.Security.Cryptography;
using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

public sealed class CheckpointCheckTests
{
    private const string Tree = "\n5\ndauhleYK4YyAdxwwDtR0l0KnSOWZdG2bwqHftlanvcI=\n";
    private const string V1 = "log.test - 1234567890" + Tree;
    private const string V2 = "log.test" + Tree;
    private const string Witness = "\u2014 witness.test AQIDBAU=\n";

    private static readonly TestLog Log = TestLog.Shared;

    [Test]
    public void A_checkpoint_that_the_log_signed_holds()
    {
        Assert.That(Verdict(Log.Note(V1), isRekorV2: false), Is.Null);
        Assert.That(Verdict(Log.Note(V2), isRekorV2: true), Is.Null);
    }

    [Test]
    public void Signatures_of_others_are_counted_and_ignored_wherever_they_are()
    {
        string text = V1 + "\n";
        string line = Log.Line(V1);
        string otherKeyOfTheName = Log.Line(V1, keyId: [1, 2, 3, 4]);
        foreach (string note in (string[])[text + line + Witness + otherKeyOfTheName, text + Witness + line + otherKeyOfTheName, text + otherKeyOfTheName + Witness + line])
            Assert.That((Verdict(note, isRekorV2: false, out int others), others), Is.EqualTo(((string?)null, 2)));
    }

    [Test]
    public void A_second_signature_of_the_log_is_refused() => Assert.That(Verdict(Log.Note(V1) + Log.Line(V1), isRekorV2: false), Is.EqualTo("checkpoint-invalid"));

    [Test]
    public void A_checkpoint_without_the_logs_signature_is_refused()
    {
        foreach (string note in (string[])[V1 + "\n" + Witness, Log.Note(V1, keyId: [1, 2, 3, 4]), Log.Note(V1, name: "other.test"), new TestLog(TestKey.Ecdsa()).Note(V1)])
            Assert.That(Verdict(note, isRekorV2: false), Is.EqualTo("checkpoint-not-signed-by-log"));
    }

    [Test]
    public void A_failure_names_who_should_have_signed_and_who_did()
    {
        var failure = CheckpointCheck.Check(Checkpoint.Parse(V1 + "\n" + Witness), Log.Trusted(), isRekorV2: false, out _)!;
        Assert.That((failure.Expected, failure.Actual), Is.EqualTo(($"log.test {Convert.ToHexStringLower(Log.LogId)[..8]}", "witness.test 01020304")));
    }

    [Test]
    public void A_bad_signature_in_the_logs_name_spoils_the_checkpoint_also_beside_a_good_one()
    {
        string bad = Log.Line("another text");
        Assert.That(Verdict(V1 + "\n" + bad, isRekorV2: false), Is.EqualTo("checkpoint-invalid"));
        Assert.That(Verdict(Log.Note(V1) + bad, isRekorV2: false), Is.EqualTo("checkpoint-invalid"));
        Assert.That(Verdict(Log.Note(V1, keyId: null).Replace("\n5\n", "\n6\n"), isRekorV2: false), Is.EqualTo("checkpoint-invalid"));
    }

    [Test]
    public void The_origin_has_to_be_the_logs()
    {
        foreach (string origin in (string[])["other.test - 1", "lag.test - 1", "log.test", "log.test - ", "log.test - 1a", "log.test -1", "log.test.evil - 1", "xlog.test - 1", "log.test - 1 "])
            Assert.That(Verdict(Log.Note(origin + Tree), isRekorV2: false), Is.EqualTo("checkpoint-invalid"), origin);
        foreach (string origin in (string[])["other.test", "log.test - 1234567890", "log.test ", "log.test/shard"])
            Assert.That(Verdict(Log.Note(origin + Tree), isRekorV2: true), Is.EqualTo("checkpoint-invalid"), origin);
    }

    [TestCase("log.test:8080", "log.test:8080", true)]
    [TestCase("log.test:8080", "log.test", true)]
    [TestCase("log.test", "log.test:8080", false)]
    [TestCase("log.test:8080", "log.test:80", false)]
    [TestCase("log.test:8080", "log", false)]
    [TestCase("[::1]:8080", "[::1]", true)]
    [TestCase("[::1]", "[:", false)]
    [TestCase("[::1]", "[::1]", true)]
    [TestCase("log.test", "LOG.test", false)]
    public void The_name_is_the_logs_host_with_its_port_or_without(string host, string name, bool holds)
    {
        var log = Log.Trusted(name: host);
        string v1 = $"{name} - 1{Tree}", v2 = name + Tree;
        string? expected = holds ? null : "checkpoint-not-signed-by-log";
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(Log.Note(v1, name)), log, isRekorV2: false, out _)?.Code, Is.EqualTo(expected));
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(Log.Note(v2, name)), log, isRekorV2: true, out _)?.Code, Is.EqualTo(expected));
    }

    [Test]
    public void The_key_id_may_be_stated_by_the_root_and_then_it_is_the_only_one()
    {
        var log = Log.Trusted(checkpointKeyId: [9, 8, 7, 6]);
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(Log.Note(V1, keyId: [9, 8, 7, 6])), log, isRekorV2: false, out _), Is.Null);
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(Log.Note(V1)), log, isRekorV2: false, out _)?.Code, Is.EqualTo("checkpoint-not-signed-by-log"));
    }

    // C2SP signed-note, "Signature types".
    [Test]
    public void The_key_id_of_an_Ed25519_key_has_the_name_in_it()
    {
        var log = new TestLog(TestKey.Ed25519());
        byte[] keyId = SHA256.HashData([.. "log.test\n"u8, 1, .. log.Key.SubjectPublicKeyInfo.Span[^32..]])[..4];
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(log.Note(V2, keyId: keyId)), log.Trusted(), isRekorV2: true, out _), Is.Null);
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(log.Note(V2)), log.Trusted(), isRekorV2: true, out _)?.Code, Is.EqualTo("checkpoint-not-signed-by-log"), "the id of the bare key");

        string host = V2.Replace("log.test", "log");
        byte[] idOfHost = SHA256.HashData([.. "log\n"u8, 1, .. log.Key.SubjectPublicKeyInfo.Span[^32..]])[..4];
        var withPort = log.Trusted(name: "log:8080");
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(log.Note(host, "log", idOfHost)), withPort, isRekorV2: true, out _), Is.Null, "the id is made of the name that the line has");
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(log.Note(host, "log", keyId)), withPort, isRekorV2: true, out _)?.Code, Is.EqualTo("checkpoint-not-signed-by-log"));
    }

    // rekor, pkg/util/signed_note.go.
    [Test]
    public void The_key_id_of_an_RSA_key_has_the_name_in_it()
    {
        var log = new TestLog(TestKey.Rsa());
        byte[] keyId = SHA256.HashData([.. "log.test\n"u8, 0xFF, .. "PKIX-RSA-PKCS#1v1.5"u8, .. log.Key.SubjectPublicKeyInfo.Span])[..4];
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(log.Note(V1, keyId: keyId)), log.Trusted(), isRekorV2: false, out _), Is.Null);
        Assert.That(CheckpointCheck.Check(Checkpoint.Parse(log.Note(V1)), log.Trusted(), isRekorV2: false, out _)?.Code, Is.EqualTo("checkpoint-not-signed-by-log"), "the id of the bare key");
    }

    private static string? Verdict(string note, bool isRekorV2) => Verdict(note, isRekorV2, out _);

    private static string? Verdict(string note, bool isRekorV2, out int others) => CheckpointCheck.Check(Checkpoint.Parse(note), Log.Trusted(), isRekorV2, out others)?.Code;
}
