using System.Text;
using System.Text.Json;

namespace ImageProvenance.Testing.Tests;

public sealed class ListTests(bool overSocket) : HostileFixture(overSocket)
{
    [Test]
    public async Task A_list_has_a_million_manifests()
    {
        using var _ = Registry.Misbehave(Misbehaviour.HugeList);
        using var response = await StartGetAsync(Referrers);
        await using var body = await response.Content.ReadAsStreamAsync();
        byte[] start = new byte[5 << 20];
        await body.ReadExactlyAsync(start);

        Assert.That(Encoding.ASCII.GetString(start).Split(MediaTypes.OciManifest), Has.Length.GreaterThan(10_000));
    }

    [Test]
    public async Task A_page_has_10_000_manifests_within_the_cap_on_indexes()
    {
        using var _ = Registry.Misbehave(Misbehaviour.HugePage);

        Assert.That(await ListAsync(Referrers), Has.Count.EqualTo(10_000));
    }

    [Test]
    public async Task Behind_every_page_there_is_another()
    {
        using var _ = Registry.Misbehave(Misbehaviour.EndlessPages);
        string next = Referrers;
        var seen = new List<string>();
        for (int i = 0; i < 20; i++)
        {
            seen.Add(next);
            Assert.That(await ListAsync(next), Has.Count.EqualTo(1));
            next = NextOf(await GetAsync(next));
        }

        Assert.That(seen, Is.Unique);
    }

    [Test]
    public async Task A_page_is_its_own_next()
    {
        using var _ = Registry.Misbehave(Misbehaviour.PageLoop);

        Assert.That(NextOf(await GetAsync(Referrers)), Is.EqualTo(Referrers));
        Assert.That(await ListAsync(Referrers), Has.Count.EqualTo(1), "what it lists is right");
    }

    [Test]
    public async Task The_next_page_is_on_another_host()
    {
        using var _ = Registry.Misbehave(Misbehaviour.PageElsewhere);

        Assert.That(NextOf(await GetAsync(Referrers)), Is.EqualTo($"https://elsewhere.example{Referrers}?page=2"));
    }

    [Test]
    public async Task A_list_is_null()
    {
        using var _ = Registry.Misbehave(Misbehaviour.NullList);
        using var json = JsonDocument.Parse(await (await GetAsync(Referrers)).Content.ReadAsByteArrayAsync());

        Assert.That(json.RootElement.GetProperty("manifests").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_referrer_is_listed_10_000_times()
    {
        using var _ = Registry.Misbehave(Misbehaviour.RepeatedReferrer);
        var listed = await ListAsync(Referrers);

        Assert.That((listed.Count, listed.Distinct().Count()), Is.EqualTo((10_000, 1)));
        Assert.That(await ListAsync($"/v2/acme/app/referrers/{listed[0]}"), Is.Empty, "what nothing refers to stays without");
    }

    [Test]
    public async Task Referrers_have_referrers_without_end_and_all_are_there()
    {
        using var _ = Registry.Misbehave(Misbehaviour.EndlessReferrers);
        var subject = Image.Digest;
        for (int depth = 0; depth < 10; depth++)
        {
            var referrer = (await ListAsync($"/v2/acme/app/referrers/{subject}")).Single();
            byte[] manifest = await (await GetAsync($"/v2/acme/app/manifests/{referrer}")).Content.ReadAsByteArrayAsync();
            Assert.That(Digest.Of(manifest), Is.EqualTo(referrer));
            Assert.That(((ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(manifest))).Subject?.Digest, Is.EqualTo(subject));
            subject = referrer;
        }
    }

    private async Task<List<Digest>> ListAsync(string path) =>
        [.. ((ImageIndex)ManifestDocument.Parse(VerifiedBytes.Hash(await (await GetAsync(path)).Content.ReadAsByteArrayAsync()))).Manifests.Select(manifest => manifest.Digest)];

    private static string NextOf(HttpResponseMessage page)
    {
        string link = Header(page, "Link");
        Assert.That(link, Does.StartWith("<").And.EndWith(">; rel=\"next\""));
        return link[1..link.IndexOf('>')];
    }
}
