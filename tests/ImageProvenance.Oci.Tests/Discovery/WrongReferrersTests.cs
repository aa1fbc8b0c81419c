using System.Net;
using System.Text;

namespace ImageProvenance.Oci.Tests;

/// <summary>Lists of referrers, all the ways they are wrong in practice: whatever a list says, the evidence is found or said not to be readable.</summary>
public sealed class WrongReferrersTests
{
    private const string Repository = "acme/app";
    private static readonly Content Image = Content.Image();
    private static readonly Content Bundle = Content.Bundle("""{"good":1}""");
    private static readonly Content Carrier = Content.Carrier(Image, Bundle);
    private static readonly string Api = $"/v2/{Repository}/referrers/{Image.Digest}";
    private static readonly string Tag = $"sha256-{Image.Digest.Hex}";

    private static ScriptedRegistry Registry() => new ScriptedRegistry().OnManifest(Repository, Image, "1").OnManifest(Repository, Carrier).OnBlob(Repository, Bundle);

    private static ScriptedRegistry WithTag(params string[] listed) => Registry().OnManifest(Repository, Content.Index(listed), Tag);

    private static ScriptedRegistry WithApi(params string[] listed) => Registry().On(Api, _ => List(listed));

    private static HttpResponseMessage List(string[] listed, params (string Name, string Value)[] headers) =>
        ScriptedRegistry.Answer(HttpStatusCode.OK, Content.Index(listed).Bytes, MediaTypes.OciIndex, headers);

    private static async Task<Discovery> DiscoverAsync(ScriptedRegistry registry, Limits? limits = null, string image = $"registry.example/{Repository}:1")
    {
        using var reader = Reading.Reader(new RegistryImageSource(registry), image, limits);
        return await Reading.DiscoverAsync(reader, Reading.JudgedOnly);
    }

    private static async Task FindsTheBundleAsync(ScriptedRegistry registry, EvidenceLocation location)
    {
        var found = await DiscoverAsync(registry);
        Assert.That(found.Evidence.Select(piece => (piece.Location, piece.Content?.Digest)), Is.EqualTo(new[] { (location, (Digest?)Bundle.Digest) }));
        Assert.That(found.Unread, Is.Empty);
    }

    private static async Task<string?> CodeOfTheOnlyPieceAsync(ScriptedRegistry registry)
    {
        var found = await DiscoverAsync(registry);
        Assert.That(found.Unread, Is.Empty);
        return found.Evidence.Single().Failure?.Code;
    }

    [TestCase(HttpStatusCode.NotFound)]
    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.MethodNotAllowed)]
    [TestCase(HttpStatusCode.NotAcceptable)]
    [TestCase(HttpStatusCode.NotImplemented)]
    public async Task Where_the_api_is_refused_the_tag_is_read(HttpStatusCode status)
    {
        using var registry = WithTag(Carrier.Listed()).On(Api, status);
        await FindsTheBundleAsync(registry, EvidenceLocation.ReferrersTag);
    }

    [Test]
    public async Task Where_the_api_is_a_page_of_html_the_tag_is_read()
    {
        using var registry = WithTag(Carrier.Listed()).On(Api, HttpStatusCode.OK, "<html>sign in</html>", "text/html");
        await FindsTheBundleAsync(registry, EvidenceLocation.ReferrersTag);
    }

    [Test]
    public async Task Where_the_api_leads_to_another_host_as_GHCRs_does_the_tag_is_read_and_nobody_goes_there()
    {
        using var registry = WithTag(Carrier.Listed())
            .On(Api, _ => ScriptedRegistry.Redirect("https://github.com/acme/app", HttpStatusCode.SeeOther))
            .On("https://github.com/acme/app", HttpStatusCode.NotFound, "Not Found", "text/plain");
        await FindsTheBundleAsync(registry, EvidenceLocation.ReferrersTag);
        Assert.That(registry.Requests.Select(request => request.Uri.Host), Is.All.EqualTo("registry.example"));
    }

    [Test]
    public async Task Where_the_api_leads_to_a_404_of_the_same_host_the_tag_is_read()
    {
        using var registry = WithTag(Carrier.Listed()).On(Api, _ => ScriptedRegistry.Redirect("/elsewhere"));
        await FindsTheBundleAsync(registry, EvidenceLocation.ReferrersTag);
    }

    [Test]
    public async Task Null_in_place_of_a_list_is_empty_in_the_api_and_under_the_tag()
    {
        var none = Content.Of($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":null}""", MediaTypes.OciIndex);
        using var registry = Registry().OnManifest(Repository, none, Tag).On(Api, HttpStatusCode.OK, Encoding.UTF8.GetString(none.Bytes), MediaTypes.OciIndex);
        var found = await DiscoverAsync(registry);
        Assert.That((found.Evidence.Count, found.Unread.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task No_filter_is_asked_for_and_none_is_believed()
    {
        var other = Content.Carrier(Image, Content.Of("x", "text/plain"));
        using var registry = Registry().OnManifest(Repository, other).OnBlob(Repository, Content.Of("x", "text/plain"))
            .On(Api, _ => List([other.Listed(), Carrier.Listed()], ("OCI-Filters-Applied", "artifactType")));
        var found = await DiscoverAsync(registry);
        Assert.That(found.Evidence.Select(piece => piece.CarrierDigest), Is.EqualTo(new[] { other.Digest, Carrier.Digest }));
        Assert.That(registry.Requests.Select(request => request.Uri.Query), Is.All.Empty);
    }

    [TestCase("")]
    [TestCase(""","artifactType":"" """)]
    [TestCase(""","artifactType":"application/vnd.oci.empty.v1+json" """)]
    [TestCase(""","artifactType":"application/vnd.example.something-else" """)]
    [TestCase(""","artifactType":"application/vnd.dev.sigstore.bundle.v0.3+json","annotations":{"dev.sigstore.bundle.content":"dsse-envelope"} """)]
    public async Task An_artifact_type_that_was_lost_is_empty_or_is_another_hides_nothing(string artifactType)
    {
        string listed = Carrier.Listed()[..^1] + artifactType + "}";
        using var api = WithApi(listed);
        await FindsTheBundleAsync(api, EvidenceLocation.Referrer);
        using var tag = WithTag(listed);
        await FindsTheBundleAsync(tag, EvidenceLocation.ReferrersTag);
    }

    [Test]
    public async Task What_refers_to_another_subject_or_to_none_fails_alone_in_the_api_and_under_the_tag()
    {
        Content[] strangers = [Content.Carrier(Content.Image(Content.Config("arm64")), Bundle), Content.Carrier(null, Bundle)];
        foreach (var stranger in strangers)
        {
            using var api = WithApi(stranger.Listed()).OnManifest(Repository, stranger);
            Assert.That(await CodeOfTheOnlyPieceAsync(api), Is.EqualTo("subject-mismatch"));
            using var tag = WithTag(stranger.Listed()).OnManifest(Repository, stranger);
            Assert.That(await CodeOfTheOnlyPieceAsync(tag), Is.EqualTo("subject-mismatch"));
        }
    }

    [Test]
    public async Task What_GitLab_hands_out_under_the_tag_is_the_subject_and_its_children_are_no_referrers()
    {
        var index = Content.Index(Image.Listed("linux/amd64"), Carrier.Listed());
        using var registry = new ScriptedRegistry().OnManifest(Repository, index, "1").OnManifest(Repository, index, $"sha256-{index.Digest.Hex}")
            .OnManifest(Repository, Image).OnManifest(Repository, Carrier).OnBlob(Repository, Bundle);
        var found = await DiscoverAsync(registry);
        Assert.That((found.Evidence.Count, found.Unread.Count), Is.EqualTo((0, 0)));
        Assert.That(registry.Paths, Has.None.EndsWith(Carrier.Digest.ToString()));
    }

    [Test]
    public async Task A_manifest_under_the_tag_is_no_list()
    {
        using var registry = Registry().OnManifest(Repository, Carrier, Tag);
        Assert.That((await DiscoverAsync(registry)).Evidence, Is.Empty);
    }

    [Test]
    public async Task A_piece_that_api_and_tag_both_list_is_one_and_the_api_is_its_place()
    {
        using var registry = WithTag(Carrier.Listed(), Carrier.Listed()).On(Api, _ => List([Carrier.Listed(), Carrier.Listed()]));
        await FindsTheBundleAsync(registry, EvidenceLocation.Referrer);
        Assert.That(registry.Paths, Is.Unique);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1 << 20)]
    public async Task A_wrong_size_in_the_only_list_fails_the_piece(long size)
    {
        using var registry = WithApi(Carrier.Listed(size: size));
        Assert.That(await CodeOfTheOnlyPieceAsync(registry), Is.EqualTo("size-mismatch"));
    }

    [Test]
    public async Task An_index_that_refers_to_the_image_carries_nothing_and_one_that_is_listed_as_a_manifest_fails_alone()
    {
        var index = Content.Of($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[{{Carrier.Listed()}}],"subject":{{Image.Listed()}}}""", MediaTypes.OciIndex);
        using var honest = WithApi(index.Listed(), Carrier.Listed()).OnManifest(Repository, index);
        await FindsTheBundleAsync(honest, EvidenceLocation.Referrer);
        Assert.That(honest.Paths, Has.None.EndsWith($"/manifests/{index.Digest}"));
        string disguised = index.Listed().Replace(MediaTypes.OciIndex, MediaTypes.OciManifest, StringComparison.Ordinal);
        using var lying = WithApi(disguised).OnManifest(Repository, index);
        Assert.That(await CodeOfTheOnlyPieceAsync(lying), Is.EqualTo("invalid-manifest"));
    }

    [Test]
    public async Task A_repository_that_is_not_there_holds_no_evidence()
    {
        using var registry = Registry().On(Api, HttpStatusCode.NotFound, """{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}""");
        var found = await DiscoverAsync(registry);
        Assert.That((found.Evidence.Count, found.Unread.Count), Is.EqualTo((0, 0)));
    }

    [TestCase(HttpStatusCode.NotFound, "text/plain", "server-error")]
    [TestCase(HttpStatusCode.OK, "text/html", "server-error")]
    [TestCase(HttpStatusCode.TooManyRequests, "text/plain", "rate-limited")]
    public async Task A_later_page_that_is_not_there_leaves_the_place_unread_and_what_the_first_lists_found(HttpStatusCode status, string mediaType, string code)
    {
        using var registry = Registry().On(Api, _ => List([Carrier.Listed()], ("Link", $"<{Api}?n=2>; rel=\"next\""))).On($"{Api}?n=2", status, "gone", mediaType);
        var found = await DiscoverAsync(registry);
        Assert.That(found.Evidence.Single().Content?.Digest, Is.EqualTo((Digest?)Bundle.Digest));
        Assert.That(found.Unread.Select(place => (place.Place, place.Failure.Code)), Is.EqualTo(new[] { ("the list of referrers", code) }));
    }

    [Test]
    public async Task A_next_page_that_is_no_address_or_on_another_host_leaves_the_place_unread([Values("http://[", "//evil.example/x", "ftp://registry.example/x")] string link)
    {
        using var registry = Registry().On(Api, _ => List([Carrier.Listed()], ("Link", $"<{link}>; rel=\"next\"")));
        var found = await DiscoverAsync(registry);
        Assert.That(found.Unread, Has.Count.EqualTo(1));
        Assert.That(registry.Requests.Select(request => request.Uri.Host), Is.All.EqualTo("registry.example"));
    }

    // Red without the count of pages in ReferrersPages.ReadAsync.
    [Test, CancelAfter(20_000)]
    public async Task CVE_2023_33957_endless_pages_of_referrers_end_at_a_cap_and_leave_the_place_unread(CancellationToken cancellationToken)
    {
        int page = 0;
        using var registry = Registry();
        registry.Before = (request, _) =>
        {
            string next = $"{Api}?n={++page}";
            registry.On(next, _ => List([], ("Link", $"<{Api}?n={page + 1}>; rel=\"next\"")));
            return Task.CompletedTask;
        };
        registry.On(Api, _ => List([Carrier.Listed()], ("Link", $"<{Api}?n={page + 1}>; rel=\"next\"")));
        var found = await DiscoverAsync(registry).WaitAsync(cancellationToken);
        Assert.That(found.Unread.Select(place => place.Failure.Code), Is.EqualTo(new[] { "too-many-pages" }));
        Assert.That(registry.Paths.Count(path => path.StartsWith(Api, StringComparison.Ordinal)), Is.EqualTo(Limits.Default.Pages));
    }

    // Red without the cap in CarrierReader.ReadLayersAsync.
    [Test]
    public async Task CVE_2023_33958_a_manifest_of_endless_signatures_is_not_opened()
    {
        var signature = Content.Signature("s");
        var crowded = Content.Carrier(Image, [.. Enumerable.Repeat(signature, 10_000)]);
        using var registry = WithApi(crowded.Listed()).OnManifest(Repository, crowded).OnBlob(Repository, signature);
        Assert.That(await CodeOfTheOnlyPieceAsync(registry), Is.EqualTo("too-many-layers"));
        Assert.That(registry.Paths, Has.None.Contains("/blobs/"));
    }

    [Test]
    public async Task A_sha512_is_cut_to_64_characters_in_the_tag_and_whole_where_it_counts()
    {
        var hash = Digest.Of(Image.Bytes, DigestAlgorithm.Sha512);
        Content Referrer(string digest) => Content.Of(
            Encoding.UTF8.GetString(Carrier.Bytes).Replace(Image.Digest.ToString(), digest, StringComparison.Ordinal), MediaTypes.OciManifest);

        // Another image whose SHA-512 starts with the same 64 characters would have the same tag.
        string neighbour = $"sha512:{hash.Hex[..64]}{new string('0', 64)}";
        var (own, others) = (Referrer(hash.ToString()), Referrer(neighbour));
        using var registry = new ScriptedRegistry()
            .On($"/v2/{Repository}/manifests/{hash}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType))
            .OnManifest(Repository, Content.Index(own.Listed(), others.Listed()), $"sha512-{hash.Hex[..64]}")
            .OnManifest(Repository, own).OnManifest(Repository, others).OnBlob(Repository, Bundle);
        var found = await DiscoverAsync(registry, image: $"registry.example/{Repository}@{hash}");
        Assert.That(found.Evidence.Select(piece => (piece.Subject, piece.CarrierDigest, piece.Failure?.Code)), Is.EqualTo(new[] { (hash, own.Digest, null), (hash, others.Digest, "subject-mismatch") }));
        Assert.That(registry.Paths, Has.None.Contains($"sha512-{hash.Hex}"), "a tag has at most 128 characters");
    }
}
