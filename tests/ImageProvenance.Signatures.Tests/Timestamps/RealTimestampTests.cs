namespace ImageProvenance.Signatures.Tests;

/// <summary>Timestamps that real authorities made, of the conformance suite of Sigstore and of GitHub.</summary>
public sealed class RealTimestampTests
{
    [TestCase("intoto-with-custom-trust-root", "2023-02-01T00:00:00Z")]
    [TestCase("rekor2-checkpoint-cosigned", "2025-06-12T12:02:20Z")]
    [TestCase("rekor2-dsse-happy-path", "2026-05-13T19:23:33Z")]
    [TestCase("rekor2-timestamp-with-embedded-cert", "2025-08-06T18:51:36Z")]
    [TestCase("rekor2-timestamp-without-embedded-cert", null)]
    [TestCase("rekor2-timestamp-with-incorrect-time_fail", null)]
    [TestCase("trust-root-tsa-validity-end-inclusive", "2025-06-12T12:02:20Z")]
    public void A_timestamp_of_the_suite_holds(string name, string? expected)
    {
        var timestamp = RealTimestamp.OfCase(name);
        var root = RealTimestamp.RootOfCase(name);
        var failure = timestamp.Check(root, out var time);
        Assert.That(failure, Is.Null, failure?.ToString());
        Assert.That(timestamp.IsAcceptedByFramework(root));
        Assert.That(time!.Source, Is.EqualTo(root.TimestampAuthorities[0].Uri));
        if (expected is not null)
            Assert.That($"{time.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}", Is.EqualTo(expected));
    }

    [TestCase("managed-key-no-key_fail")]
    public void A_timestamp_of_the_suite_holds_under_the_public_good_root(string name)
    {
        var failure = RealTimestamp.OfCase(name).Check(RealTimestamp.Root("trust", "sigstore-public-good.trusted_root.json"), out var time);
        Assert.That(failure, Is.Null, failure?.ToString());
        Assert.That(time!.Source, Is.EqualTo("https://timestamp.sigstore.dev/api/v1/timestamp"));
    }

    [TestCase("rekor2-timestamp-payload-mismatch_fail", "timestamp-imprint-mismatch")]
    [TestCase("rekor2-timestamp-outside-tsa-cert-validity_fail", "timestamp-certificate-not-valid-at-time")]
    [TestCase("rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail", "timestamp-unknown-authority")]
    public void A_bad_timestamp_of_the_suite_is_refused_for_what_is_bad(string name, string code)
    {
        var failure = RealTimestamp.OfCase(name).Check(RealTimestamp.RootOfCase(name), out var time);
        Assert.That(failure?.Code, Is.EqualTo(code), failure?.ToString());
        Assert.That(time, Is.Null);
    }

    [Test]
    public void A_public_authority_names_its_signer_by_SHA_1_and_signs_by_RSA_with_SHA_512()
    {
        var failure = RealTimestamp.OfCase("rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail").Check(RealTimestamp.Root("trust", "sigstore-public-good.trusted_root.json"), out _);
        Assert.That(failure!.Actual, Does.StartWith("serial number 00c1e986160da8e982 of O=Free TSA, OU=Root CA, CN=www.freetsa.org"));
    }

    [Test]
    public void A_timestamp_of_GitHub_holds_under_GitHubs_root_and_under_no_other()
    {
        var timestamp = RealTimestamp.OfLine("github-attestations", "github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl");
        var root = RealTimestamp.Root("trust", "github.trusted_root.json");
        var failure = timestamp.Check(root, out var time);
        Assert.That(failure, Is.Null, failure?.ToString());
        Assert.That(time, Is.EqualTo(new VerifiedTime("timestamp.githubapp.com", new(2024, 4, 22, 17, 33, 26, TimeSpan.Zero), "timestamp.githubapp.com")));
        Assert.That(timestamp.IsAcceptedByFramework(root));
        Assert.That(timestamp.Check(RealTimestamp.Root("trust", "sigstore-public-good.trusted_root.json"), out _)?.Code, Is.EqualTo("timestamp-unknown-authority"));
    }

    [Test]
    public void A_changed_byte_of_a_real_timestamp_is_refused_or_changes_nothing()
    {
        var timestamp = RealTimestamp.OfCase("rekor2-timestamp-without-embedded-cert");
        var root = RealTimestamp.RootOfCase("rekor2-timestamp-without-embedded-cert");
        Assert.That(timestamp.Check(root, out var expected), Is.Null);
        for (int i = 0; i < timestamp.TimeStampResp.Length; i++)
        {
            byte[] changed = [.. timestamp.TimeStampResp];
            changed[i] ^= (byte)(1 << (i % 8));
            var failure = (timestamp with { TimeStampResp = changed }).Check(root, out var time);
            Assert.That(time, Is.EqualTo(failure is null ? expected : null), $"byte {i}");
        }
    }
}
