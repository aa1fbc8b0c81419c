using System.Net;
using System.Reflection;

namespace ImageProvenance.Testing.Tests;

public sealed class MisbehaviourTests(bool overSocket) : HostileFixture(overSocket)
{
    [Test]
    public void The_catalogue_has_every_behaviour_once_with_a_name_of_its_own()
    {
        var declared = typeof(Misbehaviour).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Misbehaviour)).Select(property => property.GetValue(null));

        Assert.That(Misbehaviour.All, Is.EquivalentTo(declared));
        Assert.That(Misbehaviour.All.Select(behaviour => behaviour.Name), Is.Unique.And.All.Matches("^[a-z0-9]+(-[a-z0-9]+)*$"));
    }

    [Test]
    public async Task A_behaviour_lasts_until_it_is_disposed_and_hits_no_push()
    {
        using (Registry.Misbehave(Misbehaviour.Unavailable))
        {
            Assert.That((await GetAsync(Tag)).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That((await SendAsync(HttpMethod.Put, "/v2/acme/app/manifests/2", "{}"u8.ToArray())).StatusCode, Is.EqualTo(HttpStatusCode.Created));
        }

        Assert.That((await GetAsync(Tag)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(RegistryParts.Tags, true, false, false, false)]
    [TestCase(RegistryParts.Content, false, true, true, false)]
    [TestCase(RegistryParts.Referrers, false, false, false, true)]
    [TestCase(RegistryParts.None, true, true, true, true)]
    public async Task A_behaviour_is_kept_to_parts(RegistryParts parts, bool tag, bool manifest, bool blob, bool referrers)
    {
        string config = $"/v2/acme/app/blobs/{((ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(ImageBytes))).Config.Digest}";
        using var _ = Registry.Misbehave(Misbehaviour.Unavailable, parts);

        async Task<bool> IsHit(string path) => (await GetAsync(path)).StatusCode == HttpStatusCode.ServiceUnavailable;
        Assert.That((await IsHit(Tag), await IsHit(Manifest), await IsHit(config), await IsHit(Referrers)), Is.EqualTo((tag, manifest, blob, referrers)));
        Assert.That(await IsHit("/v2/"), Is.False, "the base of the API holds nothing");
    }

    [Test]
    public async Task A_behaviour_may_hit_only_some_requests()
    {
        using var _ = Registry.Misbehave(Misbehaviour.Unavailable, RegistryParts.Tags, every: 3);
        var hit = new List<bool>();
        for (int i = 0; i < 7; i++)
            hit.Add((await GetAsync(Tag)).StatusCode == HttpStatusCode.ServiceUnavailable);

        Assert.That(hit, Is.EqualTo(new[] { false, false, true, false, false, true, false }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Registry.Misbehave(Misbehaviour.Unavailable, every: 0));
    }
}
