using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The roots that Sigstore, GitHub and the conformance suite publish.</summary>
public sealed class RealRootTests
{
    [TestCase("sigstore-public-good.trusted_root.json", 2, 2, 2, 1)]
    [TestCase("sigstore-staging.trusted_root.json", 5, 5, 2, 2)]
    [TestCase("github.trusted_root.json", 0, 0, 5, 5)]
    public void Published_roots_are_read_whole(string file, int logs, int certificateLogs, int authorities, int timestampAuthorities)
    {
        var root = Read("trust", file);

        Assert.Multiple(() =>
        {
            Assert.That(root.TransparencyLogs, Has.Count.EqualTo(logs));
            Assert.That(root.Unusable, Is.Empty);
            Assert.That(root.CertificateTransparencyLogs, Has.Count.EqualTo(certificateLogs));
            Assert.That(root.CertificateAuthorities, Has.Count.EqualTo(authorities));
            Assert.That(root.TimestampAuthorities, Has.Count.EqualTo(timestampAuthorities));
            Assert.That(root.TimestampAuthorities.All(authority => authority is { Signer: not null, SignerKey: not null }), "each names its signer");
        });
    }

    [Test]
    public void The_suites_roots_are_read_but_for_the_one_whose_log_has_no_start()
    {
        string suite = SharedData.Path("sigstore-conformance", "bundle-verify");
        string[] files = Directory.GetFiles(suite, "trusted_root.json", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.GreaterThan(20));

        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            if (file.Contains("missing-validity-start", StringComparison.Ordinal))
                Assert.That(RootJson.Refusal(bytes).Message, Does.Contain("https://log2025-alpha1.rekor.sigstage.dev"));
            else
                Assert.That(TrustedRoot.Parse(bytes), Has.Property("CertificateAuthorities").Not.Empty.And.Property("Unusable").Empty, file);
        }
    }

    [Test]
    public void An_open_end_of_a_validity_is_read_as_open_and_a_closed_one_to_its_last_moment()
    {
        var logs = Read("trust", "sigstore-public-good.trusted_root.json").CertificateTransparencyLogs;

        Assert.That(logs[0].Validity, Is.EqualTo(new ValidityPeriod(
            new(2021, 3, 14, 0, 0, 0, TimeSpan.Zero), new(2022, 10, 31, 23, 59, 59, 999, TimeSpan.Zero))));
        Assert.That(logs[1].Validity.End, Is.Null);
    }

    private static TrustedRoot Read(params string[] path) => TrustedRoot.Parse(File.ReadAllBytes(SharedData.Path(path)));
}
