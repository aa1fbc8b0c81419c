using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampImprintTests
{
    [TestCase("SHA256")]
    [TestCase("SHA384")]
    [TestCase("SHA512")]
    public void A_timestamp_is_of_any_strong_hash(string hash) => Stamp.Holds(Stamp.Token with { ImprintHash = new(hash) });

    [TestCase("SHA1", "1.3.14.3.2.26")]
    [TestCase("MD5", "1.2.840.113549.2.5")]
    public void A_timestamp_of_a_weak_hash_is_refused(string hash, string oid) =>
        Assert.That(Stamp.Fails("timestamp-weak-imprint", Stamp.Token with { ImprintHash = new(hash) }).Actual, Is.EqualTo(oid));

    [Test]
    public void A_timestamp_of_another_signature_is_refused()
    {
        byte[] other = Some.Utf8("another signature");
        var failure = Stamp.Fails("timestamp-imprint-mismatch", Stamp.Token with { Stamped = other });
        Assert.That(failure.Expected, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(TestToken.Signature))));
        Assert.That(failure.Actual, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(other))));
    }

    [Test]
    public void The_hash_is_by_the_algorithm_that_is_named()
    {
        // A SHA-256 hash under SHA-384's name, whole and of the right bytes otherwise.
        byte[] token = Stamp.Token.Encode();
        int at = token.AsSpan().LastIndexOf(SHA256.HashData(TestToken.Signature)) - 3;
        Assert.That(token[at], Is.EqualTo(1));
        token[at] = 2;
        Stamp.Fails("timestamp-imprint-mismatch", token);
    }
}
