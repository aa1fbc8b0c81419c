using System.Net;

namespace ImageProvenance.Oci.Tests;

public sealed class RequestCountTests
{
    private const string Repository = "acme/app";
    private static readonly Content Image = Content.Image();

    [Test]
    public async Task A_tag_signed_by_two_bundles_without_the_referrers_api_takes_nine_requests()
    {
        Content[] bundles = [Content.Bundle("""{"n":1}"""), Content.Bundle("""{"n":2}""")];
        Content[] carriers = [.. bundles.Select(bundle => Content.Carrier(Image, bundle))];
        using var registry = new ScriptedRegistry()
            .OnManifest(Repository, Image, "1")
            .OnManifest(Repository, Content.Index([.. carriers.Select(carrier => carrier.Listed())]), $"sha256-{Image.Digest.Hex}");
        foreach (var (carrier, bundle) in carriers.Zip(bundles))
            registry.OnManifest(Repository, carrier).OnBlob(Repository, bundle);

        using var reader = Reading.Reader(new RegistryImageSource(registry), "registry.example/acme/app:1");
        var found = await Reading.DiscoverAsync(reader, Reading.JudgedOnly);

        string hex = Image.Digest.Hex;
        Assert.That(registry.Paths, Is.EquivalentTo(new[]
        {
            "/v2/acme/app/manifests/1",
            $"/v2/acme/app/referrers/{Image.Digest}",
            $"/v2/acme/app/manifests/sha256-{hex}",
            $"/v2/acme/app/manifests/sha256-{hex}.sig",
            $"/v2/acme/app/manifests/sha256-{hex}.att",
            $"/v2/acme/app/manifests/{carriers[0].Digest}",
            $"/v2/acme/app/manifests/{carriers[1].Digest}",
            $"/v2/acme/app/blobs/{bundles[0].Digest}",
            $"/v2/acme/app/blobs/{bundles[1].Digest}",
        }));
        Assert.That(reader.Budget.Requests, Is.EqualTo(9));
        Assert.That(found.Evidence.Select(piece => piece.Content!.Digest), Is.EqualTo(bundles.Select(bundle => bundle.Digest)));
    }

    [Test]
    public async Task A_plan_for_nothing_asks_for_nothing()
    {
        using var registry = new ScriptedRegistry().OnManifest(Repository, Image, "1");
        using var reader = Reading.Reader(new RegistryImageSource(registry), "registry.example/acme/app:1");
        var found = await Reading.DiscoverAsync(reader, DiscoveryPlan.Nothing);
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
        Assert.That((found.Platforms.Count, found.Evidence.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task What_several_places_list_is_fetched_and_reported_once()
    {
        var bundle = Content.Bundle("{}");
        var carrier = Content.Carrier(Image, bundle);
        var list = Content.Index(carrier.Listed());
        using var registry = new ScriptedRegistry()
            .OnManifest(Repository, Image, "1").OnManifest(Repository, carrier).OnBlob(Repository, bundle)
            .OnManifest(Repository, list, $"sha256-{Image.Digest.Hex}")
            .On($"/v2/acme/app/referrers/{Image.Digest}", HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(list.Bytes), MediaTypes.OciIndex);
        using var reader = Reading.Reader(new RegistryImageSource(registry), "registry.example/acme/app:1");
        var found = await Reading.DiscoverAsync(reader, Reading.JudgedOnly);
        Assert.That(found.Evidence.Single().Location, Is.EqualTo(EvidenceLocation.Referrer));
        Assert.That(registry.Requests, Has.Count.EqualTo(7));
    }
}
