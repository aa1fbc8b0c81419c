using ImageProvenance.Attestations;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

public sealed class PublicGoodRootTests
{
    [Test]
    public void The_root_in_the_library_is_the_one_that_Sigstore_publishes() =>
        Assert.That(TrustedRoot.PublicGood.Id, Is.EqualTo(Digest.Of(File.ReadAllBytes(SharedData.Path("trust", "sigstore-public-good.trusted_root.json")))));

    [Test]
    public void The_notices_name_the_root_by_its_digest_and_date()
    {
        string notices = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "THIRD-PARTY-NOTICES.md"));
        Assert.That(notices, Does.Contain(TrustedRoot.PublicGood.Id.Hex).And.Contain($"{PublicGoodRoot.Date:yyyy-MM-dd}"));
    }

    [Test]
    public void It_is_read_once_and_has_logs_and_authorities_of_every_kind()
    {
        var root = TrustedRoot.PublicGood;

        Assert.Multiple(() =>
        {
            Assert.That(TrustedRoot.PublicGood, Is.SameAs(root));
            Assert.That(TrustedInstance.PublicGood.Root, Is.SameAs(root));
            Assert.That(TrustedInstance.PublicGood.Name, Is.EqualTo("Sigstore public good"));
            Assert.That(TrustedInstance.PublicGood.Profile, Is.EqualTo(new TrustProfile { LogEntries = 1, SignedCertificateTimestamps = 1 }));
            Assert.That(root.CertificateAuthorities.Select(authority => authority.Uri), Is.EqualTo(new[] { "https://fulcio.sigstore.dev", "https://fulcio.sigstore.dev" }));
            Assert.That(root.TimestampAuthorities.Single().CountedAs, Is.EqualTo("https://timestamp.sigstore.dev/api/v1/timestamp"));
            Assert.That(root.Unusable, Is.Empty);
        });
    }

    [TestCase(-400, 0, false)]
    [TestCase(0, 0, false)]
    [TestCase(180, 180, false)]
    [TestCase(181, 181, true)]
    public void It_is_warned_of_after_180_days(int days, int age, bool isOld)
    {
        var now = new DateTimeOffset(PublicGoodRoot.Date, TimeOnly.MaxValue, TimeSpan.Zero).AddDays(days);

        Assert.That(PublicGoodRoot.AgeAt(now), Is.EqualTo(age));
        Assert.That(PublicGoodRoot.FindOld(now) is { Code: "embedded-root-old", Severity: FindingSeverity.Warning }, Is.EqualTo(isOld));
    }
}
