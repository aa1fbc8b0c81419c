using System.Net;

namespace ImageProvenance.Testing.Tests;

public sealed class ReferrersTests(bool overSocket) : RegistryFixture(overSocket)
{
    private const string TypeA = "application/vnd.a+json", TypeB = "application/vnd.b";

    [Test]
    public async Task Referrers_are_listed_with_artifact_type_and_annotations()
    {
        var image = await StartWithReferrersAsync(new());
        var list = await ListAsync($"/v2/acme/app/referrers/{image.Digest}");

        Assert.That(list.Manifests.Select(m => m.ArtifactType), Is.EqualTo(new[] { TypeA, TypeB, TypeA }));
        Assert.That(list.Manifests[1].Annotations, Is.EqualTo(new Dictionary<string, string> { ["k"] = "v" }));
    }

    [Test]
    public async Task A_filter_is_applied_and_said_to_be()
    {
        var image = await StartWithReferrersAsync(new());
        string path = $"/v2/acme/app/referrers/{image.Digest}?artifactType={Uri.EscapeDataString(TypeA)}";
        var list = await ListAsync(path);

        Assert.That(list.Manifests.Select(m => m.ArtifactType), Is.EqualTo(new[] { TypeA, TypeA }));
        Assert.That(Header(await GetAsync(path), "OCI-Filters-Applied"), Is.EqualTo("artifactType"));
    }

    [Test]
    public async Task The_links_of_the_pages_lead_through_the_whole_filtered_list()
    {
        var image = await StartWithReferrersAsync(new() { ReferrersPageSize = 1 });
        string? next = $"/v2/acme/app/referrers/{image.Digest}?artifactType={Uri.EscapeDataString(TypeA)}";
        var pages = new List<ImageIndex>();
        while (next is not null)
        {
            pages.Add(await ListAsync(next));
            string link = Header(await GetAsync(next), "Link");
            next = link.Length == 0 ? null : link[(link.IndexOf('<') + 1)..link.IndexOf('>')];
        }

        Assert.That(pages.Select(page => page.Manifests.Count), Is.EqualTo(new[] { 1, 1 }));
        Assert.That(pages[0].Manifests[0].Digest, Is.Not.EqualTo(pages[1].Manifests[0].Digest));
    }

    [Test]
    public async Task An_image_without_referrers_has_an_empty_list()
    {
        await StartAsync(new());
        var image = Registry.Push("acme/app:1", TestImage.FromScratch());
        var list = await ListAsync($"/v2/acme/app/referrers/{image.Digest}");

        Assert.That(list.Manifests, Is.Empty);
    }

    [Test]
    public async Task Without_the_API_the_list_is_behind_the_referrers_tag()
    {
        var image = await StartWithReferrersAsync(new() { HasReferrersApi = false });
        var api = await GetAsync($"/v2/acme/app/referrers/{image.Digest}");
        var list = await ListAsync($"/v2/acme/app/manifests/{TagName.ReferrersTagOf(image.Digest)}");

        Assert.That(api.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(list.Manifests.Select(m => m.ArtifactType), Is.EqualTo(new[] { TypeA, TypeB, TypeA }));
    }

    [Test]
    public async Task A_referrers_tag_can_be_as_poor_as_go_containerregistry_writes_it()
    {
        var image = await StartWithReferrersAsync(new() { HasReferrersApi = false, ReferrersTagIsComplete = false });
        var list = await ListAsync($"/v2/acme/app/manifests/{TagName.ReferrersTagOf(image.Digest)}");

        Assert.That(list.Manifests.Select(m => m.ArtifactType), Is.All.EqualTo(MediaTypes.OciEmpty));
        Assert.That(list.Manifests.SelectMany(m => m.Annotations), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_push_with_a_subject_is_acknowledged_only_where_the_API_lists_it(bool hasApi)
    {
        await StartAsync(new() { HasReferrersApi = hasApi });
        var subject = Digest.Of("image"u8);
        byte[] manifest = System.Text.Encoding.UTF8.GetBytes($$$"""{"subject":{"digest":"{{{subject}}}"}}""");
        var put = await SendAsync(HttpMethod.Put, $"/v2/acme/app/manifests/{Digest.Of(manifest)}", manifest, MediaTypes.OciManifest);

        Assert.That(Header(put, "OCI-Subject"), Is.EqualTo(hasApi ? subject.ToString() : ""));
    }

    private async Task<PushedImage> StartWithReferrersAsync(InMemoryRegistry registry)
    {
        await StartAsync(registry);
        var image = Registry.Push("acme/app:1", TestImage.FromScratch());
        image.Attach(TypeA, "text/plain", "1"u8.ToArray());
        image.Attach(TypeB, "text/plain", "2"u8.ToArray(), new Dictionary<string, string> { ["k"] = "v" });
        image.Attach(TypeA, "text/plain", "3"u8.ToArray());
        return image;
    }

    private async Task<ImageIndex> ListAsync(string path)
    {
        var response = await GetAsync(path);
        Assert.That(Header(response, "Content-Type"), Is.EqualTo(MediaTypes.OciIndex));
        return (ImageIndex)ManifestDocument.Parse(VerifiedBytes.Hash(await response.Content.ReadAsByteArrayAsync()));
    }
}
