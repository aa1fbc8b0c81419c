using System.Net;
using System.Text;

namespace ImageProvenance.Oci.Tests;

public sealed class LocatorTests
{
    private const string Repository = "acme/app";
    private static readonly Content Image = Content.Image();
    private static readonly Content Good = Content.Bundle("""{"good":1}""");
    private static readonly Content GoodCarrier = Content.Carrier(Image, Good);

    private static ScriptedRegistry Registry(params string[] alsoListed) => new ScriptedRegistry()
        .OnManifest(Repository, Image, "1").OnManifest(Repository, GoodCarrier).OnBlob(Repository, Good)
        .OnManifest(Repository, Content.Index([GoodCarrier.Listed(), .. alsoListed]), $"sha256-{Image.Digest.Hex}");

    private static async Task<Discovery> DiscoverAsync(ScriptedRegistry registry, DiscoveryPlan? plan = null, Limits? limits = null)
    {
        using var reader = Reading.Reader(new RegistryImageSource(registry), "registry.example/acme/app:1", limits);
        return await Reading.DiscoverAsync(reader, plan ?? Reading.JudgedOnly);
    }

    /// <summary>The good piece is there whatever else is; returns the code of the other one.</summary>
    private static async Task<string?> OtherThanGoodAsync(ScriptedRegistry registry, Limits? limits = null)
    {
        var found = await DiscoverAsync(registry, limits: limits);
        Assert.That(found.Evidence.Count(piece => piece.Content?.Digest == Good.Digest), Is.EqualTo(1), "bad evidence harms no good one");
        Assert.That(found.Unread, Is.Empty);
        return found.Evidence.Single(piece => piece.CarrierDigest != GoodCarrier.Digest).Failure?.Code;
    }

    [Test]
    public async Task A_listed_manifest_must_refer_to_the_subject()
    {
        var stranger = Content.Carrier(Content.Image(note: "another"), Good);
        var orphan = Content.Carrier(null, Good);
        using var other = Registry(stranger.Listed()).OnManifest(Repository, stranger);
        Assert.That(await OtherThanGoodAsync(other), Is.EqualTo("subject-mismatch"));
        using var none = Registry(orphan.Listed()).OnManifest(Repository, orphan);
        Assert.That(await OtherThanGoodAsync(none), Is.EqualTo("subject-mismatch"));
        string text = Encoding.UTF8.GetString(GoodCarrier.Bytes).Replace($"\"size\":{Image.Bytes.Length}", "\"size\":1", StringComparison.Ordinal);
        var resized = Content.Of(text, MediaTypes.OciManifest);
        using var size = Registry(resized.Listed()).OnManifest(Repository, resized);
        Assert.That(await OtherThanGoodAsync(size), Is.EqualTo("subject-mismatch"));
    }

    [Test]
    public async Task A_manifest_that_is_missing_malformed_changed_or_too_large_fails_alone()
    {
        var bad = Content.Carrier(Image, Content.Bundle("bad"));
        using var missing = Registry(bad.Listed());
        Assert.That(await OtherThanGoodAsync(missing), Is.EqualTo("content-missing"));
        using var changed = Registry(bad.Listed()).On($"/v2/acme/app/manifests/{bad.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, GoodCarrier.Bytes, MediaTypes.OciManifest));
        Assert.That(await OtherThanGoodAsync(changed), Is.EqualTo("digest-mismatch"));
        var garbage = Content.Of("{", MediaTypes.OciManifest);
        using var malformed = Registry(garbage.Listed()).OnManifest(Repository, garbage);
        Assert.That(await OtherThanGoodAsync(malformed), Is.EqualTo("malformed-json"));
        using var large = Registry(bad.Listed(size: 1L << 40));
        Assert.That(await OtherThanGoodAsync(large), Is.EqualTo("too-large"));
    }

    [Test]
    public async Task A_layer_that_is_missing_changed_or_too_large_fails_alone()
    {
        var layer = Content.Bundle("bad!");
        var carrier = Content.Carrier(Image, layer);
        using var missing = Registry(carrier.Listed()).OnManifest(Repository, carrier);
        Assert.That(await OtherThanGoodAsync(missing), Is.EqualTo("content-missing"));
        using var changed = Registry(carrier.Listed()).OnManifest(Repository, carrier).On($"/v2/acme/app/blobs/{layer.Digest}", HttpStatusCode.OK, "good");
        Assert.That(await OtherThanGoodAsync(changed), Is.EqualTo("digest-mismatch"));
        using var large = Registry(carrier.Listed()).OnManifest(Repository, carrier).OnBlob(Repository, layer);
        var found = await DiscoverAsync(large, limits: Limits.Default with { SignatureBytes = 3 });
        Assert.That(found.Evidence.Select(piece => piece.Failure?.Code), Is.All.EqualTo("too-large"));
    }

    [Test]
    public async Task A_manifest_of_too_many_layers_is_not_opened()
    {
        var crowded = Content.Carrier(Image, Good, Good, Good);
        using var registry = Registry(crowded.Listed()).OnManifest(Repository, crowded);
        Assert.That(await OtherThanGoodAsync(registry, Limits.Default with { EvidenceLayers = 2 }), Is.EqualTo("too-many-layers"));
    }

    [Test]
    public async Task Broken_transport_leaves_an_unread_place_and_no_failed_piece()
    {
        var carrier = Content.Carrier(Image, Content.Bundle("x"));
        using var registry = Registry(carrier.Listed()).On($"/v2/acme/app/manifests/{carrier.Digest}", HttpStatusCode.BadGateway);
        var found = await DiscoverAsync(registry);
        Assert.That(found.Evidence.Single().Content!.Digest, Is.EqualTo(Good.Digest));
        Assert.That((found.Unread.Single().Failure.Code, found.Unread.Single().Subject), Is.EqualTo(("server-error", Image.Digest)));
    }

    [TestCase("referrers/sha256:{0}", "the list of referrers")]
    [TestCase("manifests/sha256-{0}.sig", "tag sha256-{0}.sig")]
    [TestCase("manifests/sha256-{0}.att", "tag sha256-{0}.att")]
    public async Task A_place_that_fails_is_unread_and_the_others_are_read(string path, string place)
    {
        string At(string format) => format.Replace("{0}", Image.Digest.Hex, StringComparison.Ordinal);
        using var registry = Registry().On($"/v2/acme/app/{At(path)}", HttpStatusCode.TooManyRequests);
        var found = await DiscoverAsync(registry);
        Assert.That((found.Unread.Single().Place, found.Unread.Single().Failure.Code), Is.EqualTo((At(place), "rate-limited")));
        Assert.That(found.Evidence, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_list_longer_than_the_cap_is_cut_and_says_so()
    {
        Content[] carriers = [.. Enumerable.Range(0, 3).Select(i => Content.Carrier(Image, Content.Bundle($"{i}")))];
        using var registry = Registry([.. carriers.Select(carrier => carrier.Listed())]);
        var found = await DiscoverAsync(registry, limits: Limits.Default with { Referrers = 1 });
        Assert.That((found.Evidence.Count, found.Unread.Single().Failure.Code), Is.EqualTo((1, "too-many-referrers")));
    }

    [Test]
    public async Task The_subject_itself_under_its_referrers_tag_lists_nothing()
    {
        var index = Content.Index(Image.Listed("linux/amd64"));
        using var registry = new ScriptedRegistry().OnManifest(Repository, index, "1").OnManifest(Repository, index, $"sha256-{index.Digest.Hex}").OnManifest(Repository, Image);
        var found = await DiscoverAsync(registry);
        Assert.That((found.Evidence.Count, found.Unread.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_broken_tag_is_a_failed_piece_of_its_own()
    {
        using var registry = Registry().On($"/v2/acme/app/manifests/sha256-{Image.Digest.Hex}.sig", HttpStatusCode.OK, "{", MediaTypes.OciManifest)
            .On($"/v2/acme/app/manifests/sha256-{Image.Digest.Hex}.att", HttpStatusCode.OK, "[", MediaTypes.OciManifest);
        var found = await DiscoverAsync(registry);
        Assert.That(found.Evidence.Select(piece => piece.Failure?.Code), Is.EqualTo(new[] { null, "malformed-json", "malformed-json" }));
    }

    [Test]
    public async Task Cosigns_tags_need_no_subject_and_layers_of_other_types_stay_closed()
    {
        var signature = Content.Signature("s");
        var note = Content.Of("n", "text/plain");
        var signatures = Content.Carrier(null, signature, note, signature);
        using var registry = Registry().OnManifest(Repository, signatures, $"sha256-{Image.Digest.Hex}.sig").OnBlob(Repository, signature);
        var found = await DiscoverAsync(registry, new() { Nodes = EvidenceNodes.Judged, MediaTypes = [MediaTypes.CosignSimpleSigning] });
        Assert.That(found.Evidence.Select(piece => (piece.Location, piece.LayerIndex, piece.Content is not null, piece.Failure)), Is.EqualTo(new[]
        {
            (EvidenceLocation.ReferrersTag, 0, false, (Failure?)null),
            (EvidenceLocation.CosignTag, 0, true, null),
            (EvidenceLocation.CosignTag, 1, false, null),
            (EvidenceLocation.CosignTag, 2, true, null),
        }));
        Assert.That(registry.Paths.Count(path => path.Contains("/blobs/", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_size_in_one_list_does_not_hide_what_another_lists_whole()
    {
        string list = Encoding.UTF8.GetString(Content.Index(GoodCarrier.Listed(size: 1)).Bytes);
        using var registry = Registry().On($"/v2/acme/app/referrers/{Image.Digest}", HttpStatusCode.OK, list, MediaTypes.OciIndex);
        var piece = (await DiscoverAsync(registry)).Evidence.Single();
        Assert.That((piece.Failure, piece.Content?.Digest), Is.EqualTo(((Failure?)null, (Digest?)Good.Digest)));
    }
}
