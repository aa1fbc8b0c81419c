using System.Text.Json;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

public sealed class KnownInstancesTests
{
    [TestCase("sigstore-public-good.trusted_root.json", "public instance")]
    [TestCase("sigstore-staging.trusted_root.json", "staging")]
    public void Every_log_of_a_published_root_is_known_by_its_id(string file, string says)
    {
        using var root = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("trust", file)));
        foreach (string list in new[] { "tlogs", "ctlogs" })
            foreach (var log in root.RootElement.GetProperty(list).EnumerateArray())
                Assert.That(KnownInstances.OfLog(log.GetProperty("logId").GetProperty("keyId").GetBytesFromBase64()), Does.Contain(says), log.GetProperty("baseUrl").GetString());
    }

    [Test]
    public void Another_log_is_nobodys()
    {
        Assert.That(KnownInstances.OfLog(new byte[32]), Is.Null);
        Assert.That(KnownInstances.OfLog([]), Is.Null);
    }

    [TestCase("sigstore.dev", "Sigstore")]
    [TestCase("GitHub, Inc.", "GitHub")]
    public void Authorities_are_known_by_their_organisation(string organization, string says) =>
        Assert.That(KnownInstances.OfOrganization(organization), Does.Contain(says));

    [Test]
    public void Another_organisation_is_nobody_that_is_known() => Assert.That(KnownInstances.OfOrganization("acme"), Is.Null);
}
