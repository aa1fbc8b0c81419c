namespace ImageProvenance.Oci.Tests;

public sealed class LayoutEvidenceTests
{
    private static readonly Content Image = Content.Image();
    private static readonly Content Signature = Content.Signature("payload");
    private static readonly Content Signatures = Content.Carrier(null, Signature);
    private static readonly Content Bundle = Content.Bundle("""{"bundle":1}""");
    private static readonly Content Referrer = Content.Carrier(Image, Bundle);

    private static async Task<Discovery> DiscoverAsync(LayoutFolder layout, Limits? limits = null)
    {
        using var reader = Reading.Layout($"oci:{layout.Path}@{Image.Digest}", limits);
        return await Reading.DiscoverAsync(reader, Reading.JudgedOnly);
    }

    [Test]
    public async Task A_referrer_that_lies_only_in_blobs_is_found()
    {
        using var layout = new LayoutFolder().Blobs(Image, Referrer, Bundle).Index(Image.Listed());
        var found = await DiscoverAsync(layout);
        var piece = found.Evidence.Single();
        Assert.That((piece.Location, piece.CarrierDigest, piece.Content!.Digest), Is.EqualTo((EvidenceLocation.Layout, Referrer.Digest, Bundle.Digest)));
        Assert.That(found.Unread, Is.Empty);
    }

    [Test]
    public async Task A_referrer_that_was_changed_on_disk_fails_alone()
    {
        var other = Content.Carrier(Image, Content.Bundle("other"));
        using var layout = new LayoutFolder().Blobs(Image, Referrer, Bundle).Index(Image.Listed()).Write(LayoutFolder.PathOf(other.Digest), Content.Carrier(Image, Signature).Bytes);
        var found = await DiscoverAsync(layout);
        Assert.That(found.Evidence.Count(piece => piece.Content is not null), Is.EqualTo(1));
        Assert.That(found.Evidence.Single(piece => piece.Failure is not null).CarrierDigest, Is.EqualTo(other.Digest));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows asks for a privilege before it makes links.")]
    public async Task A_link_among_the_blobs_is_no_evidence_and_hides_none()
    {
        var other = Content.Carrier(Image, Content.Bundle("other"));
        using var layout = new LayoutFolder().Blobs(Image, Referrer, Bundle).Index(Image.Listed()).Write("elsewhere", other.Bytes);
        File.CreateSymbolicLink(Path.Combine(layout.Path, LayoutFolder.PathOf(other.Digest)), Path.Combine(layout.Path, "elsewhere"));
        var found = await DiscoverAsync(layout);
        Assert.That(found.Evidence.Select(piece => piece.CarrierDigest), Is.EqualTo(new[] { Referrer.Digest }));
    }

    [Test]
    public async Task Cosigns_neighbours_belong_to_the_image_before_them()
    {
        var attestations = Content.Carrier(null, Content.Of("{}", MediaTypes.Dsse));
        using var layout = new LayoutFolder().Blobs(Image, Signatures, Signature, attestations, Content.Of("{}", MediaTypes.Dsse))
            .Index(Image.Kind("image"), Signatures.Kind("sigs"), attestations.Kind("atts"));
        var found = await DiscoverAsync(layout);
        Assert.That(found.Evidence.Select(piece => (piece.Location, piece.CarrierDigest)), Is.EqualTo(new[] { (EvidenceLocation.CosignTag, Signatures.Digest), (EvidenceLocation.CosignTag, attestations.Digest) }));

        var other = Content.Image(note: "other");
        layout.Blobs(other).Index(Image.Kind("image"), other.Kind("image"), Signatures.Kind("sigs"));
        Assert.That((await DiscoverAsync(layout)).Evidence, Is.Empty, "they stand behind another image");
    }

    [TestCase("")]
    [TestCase("registry.example/acme/app:")]
    public async Task Tags_are_found_by_their_name_alone_or_behind_a_repository(string repository)
    {
        var list = Content.Index(Referrer.Listed());
        using var layout = new LayoutFolder().Blobs(Image, Signatures, Signature, Referrer, Bundle, list).Index(
            Image.Named("1"), Signatures.Named($"{repository}sha256-{Image.Digest.Hex}.sig"), list.Named($"{repository}sha256-{Image.Digest.Hex}"));
        var found = await DiscoverAsync(layout);
        Assert.That(found.Evidence.Select(piece => piece.CarrierDigest), Is.EqualTo(new[] { Referrer.Digest, Signatures.Digest }), "each piece once");
    }

    [Test]
    public async Task A_tag_of_several_manifests_is_a_failed_piece()
    {
        using var layout = new LayoutFolder().Blobs(Image, Signatures, Signature, Referrer, Bundle).Index(
            Image.Named("1"), Signatures.Named($"sha256-{Image.Digest.Hex}.sig"), Referrer.Named($"sha256-{Image.Digest.Hex}.sig"));
        var found = await DiscoverAsync(layout);
        Assert.That(found.Evidence.Select(piece => piece.Failure?.Code), Is.EqualTo(new[] { null, "ambiguous-name" }));
    }

    [Test]
    public async Task A_search_through_too_many_manifests_is_cut_and_says_so()
    {
        using var layout = new LayoutFolder().Blobs(Image, Referrer, Bundle).Index(Image.Listed());
        Assert.That((await DiscoverAsync(layout, Limits.Default with { LayoutManifests = 1 })).Unread.Single().Failure.Code, Is.EqualTo("too-many-manifests"));
        layout.Blobs(Content.Carrier(Image, Signature), Signature);
        var found = await DiscoverAsync(layout, Limits.Default with { Referrers = 1 });
        Assert.That((found.Evidence.Count, found.Unread.Single().Failure.Code), Is.EqualTo((1, "too-many-referrers")));
    }

    [Test]
    public void An_index_that_lists_more_than_is_read_is_refused()
    {
        using var layout = new LayoutFolder().Blobs(Image, Referrer, Bundle).Index(Image.Listed(), Referrer.Listed(), Referrer.Listed());
        Assert.That(async () => await DiscoverAsync(layout, Limits.Default with { LayoutManifests = 3 }), Throws.Nothing);
        Assert.That(Assert.ThrowsAsync<MalformedContentException>(() => DiscoverAsync(layout, Limits.Default with { LayoutManifests = 2 }))!.Failure.Code, Is.EqualTo("too-many"));
    }

    [Test]
    public async Task What_is_in_blobs_and_no_manifest_is_passed_over()
    {
        using var layout = new LayoutFolder().Blobs(Image, Content.Of("{\"subject\":", "x"), Content.Of("{\"subject\":[{}]}", "x"), Content.Of("", "x"), Content.Of("subject", "x")).Index(Image.Listed());
        layout.Write("blobs/sha256/notes.txt", "{}").Write("blobs/md5/x", "{}");
        var found = await DiscoverAsync(layout);
        Assert.That((found.Evidence.Count, found.Unread.Count), Is.EqualTo((0, 0)));
    }
}
