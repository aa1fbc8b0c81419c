namespace ImageProvenance.Oci.Tests;

public sealed class LayoutImageSourceTests
{
    private static readonly Content Image = Content.Image(note: "one");
    private static readonly Content Other = Content.Image(note: "two");

    private static async Task<Digest> ResolveAsync(string location) => (await Reading.ResolveAsync(location)).Digest;

    private static ImageLocationException NoImage(string location) => Assert.ThrowsAsync<ImageLocationException>(() => Reading.ResolveAsync(location))!;

    private static string Malformed(string location) => Assert.ThrowsAsync<MalformedContentException>(() => Reading.ResolveAsync(location))!.Failure.Code;

    [Test]
    public async Task The_only_image_needs_no_name()
    {
        using var layout = new LayoutFolder().Blobs(Image).Index(Image.Listed());
        Assert.That(await ResolveAsync($"oci:{layout.Path}"), Is.EqualTo(Image.Digest));
    }

    [Test]
    public async Task A_name_is_the_ref_name_or_containerds()
    {
        using var layout = new LayoutFolder().Blobs(Image, Other).Index(
            Image.Listed(annotations: [("io.containerd.image.name", "registry.example/acme/a:1"), ("org.opencontainers.image.ref.name", "1")]),
            Other.Named("2"));
        Assert.That(await ResolveAsync($"oci:{layout.Path}:1"), Is.EqualTo(Image.Digest));
        Assert.That(await ResolveAsync($"oci:{layout.Path}:registry.example/acme/a:1"), Is.EqualTo(Image.Digest));
        Assert.That(await ResolveAsync($"oci:{layout.Path}:2"), Is.EqualTo(Other.Digest));
        Assert.That(NoImage($"oci:{layout.Path}:3").Candidates, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_name_of_several_manifests_is_refused_with_the_candidates_and_of_one_listed_twice_is_not()
    {
        using var layout = new LayoutFolder().Blobs(Image, Other).Index(Image.Named("1"), Other.Named("1"), Image.Named("2"), Image.Named("2"));
        Assert.That(NoImage($"oci:{layout.Path}:1").Candidates, Has.Count.EqualTo(2));
        Assert.That(await ResolveAsync($"oci:{layout.Path}:2"), Is.EqualTo(Image.Digest));
    }

    [Test]
    public async Task A_digest_wins_over_a_name_and_may_name_any_manifest_in_blobs()
    {
        using var layout = new LayoutFolder().Blobs(Image, Other).Index(Image.Named("1"));
        Assert.That(await ResolveAsync($"oci:{layout.Path}:1@{Other.Digest}"), Is.EqualTo(Other.Digest));
        Assert.That(NoImage($"oci:{layout.Path}@{Content.Config().Digest}").Message, Does.Contain(Image.Digest.ToString()));
    }

    [Test]
    public async Task Without_a_name_cosigns_mark_decides()
    {
        var signatures = Content.Carrier(null, Content.Signature("s"));
        using var layout = new LayoutFolder().Blobs(Image, Other, signatures).Index(Other.Listed(), Image.Kind("image"), signatures.Kind("sigs"));
        Assert.That(await ResolveAsync($"oci:{layout.Path}"), Is.EqualTo(Image.Digest));
    }

    [Test]
    public async Task What_refers_to_another_is_a_child_or_an_evidence_tag_is_not_the_image()
    {
        var index = Content.Index(Image.Listed("linux/amd64"));
        var referrer = Content.Carrier(index, Content.Bundle("b"));
        var list = Content.Index(referrer.Listed());
        var signatures = Content.Carrier(null, Content.Signature("s"));
        using var layout = new LayoutFolder().Blobs(Image, index, referrer, list, signatures).Index(
            list.Named($"sha256-{index.Digest.Hex}"), signatures.Named($"sha256-{index.Digest.Hex}.sig"),
            Image.Listed(), referrer.Listed(), index.Listed());
        Assert.That(await ResolveAsync($"oci:{layout.Path}"), Is.EqualTo(index.Digest));
    }

    [Test]
    public void Several_images_or_none_are_refused()
    {
        using var several = new LayoutFolder().Blobs(Image, Other).Index(Image.Listed(), Other.Listed());
        Assert.That(NoImage($"oci:{several.Path}").Candidates, Has.Count.EqualTo(2));
        using var none = new LayoutFolder();
        Assert.That(NoImage($"oci:{none.Path}").Message, Does.Contain("does not hold"));
        using var marked = new LayoutFolder().Blobs(Image, Other).Index(Image.Kind("image"), Other.Kind("imageIndex"));
        Assert.That(NoImage($"oci:{marked.Path}").Candidates, Has.Count.EqualTo(2));
    }

    [Test]
    public void What_is_no_layout_is_a_mistake_of_the_caller()
    {
        using var layout = new LayoutFolder();
        Assert.That(NoImage($"oci:{layout.Path}/none").Message, Does.Contain("no such folder"));
        Assert.That(NoImage($"oci:{layout.Path}/index.json").Message, Does.Contain("oci-archive:"));
        File.Delete(Path.Combine(layout.Path, "index.json"));
        Assert.That(NoImage($"oci:{layout.Path}").Message, Does.Contain("index.json"));
        File.Delete(Path.Combine(layout.Path, "oci-layout"));
        Assert.That(NoImage($"oci:{layout.Path}").Message, Does.Contain("oci-layout"));
        layout.Write("manifest.json", "[]");
        Assert.That(NoImage($"oci:{layout.Path}").Message, Does.Contain("docker save"));
        layout.Write("oci-layout", """{"imageLayoutVersion":"2.0.0"}""");
        layout.Index();
        Assert.That(NoImage($"oci:{layout.Path}").Message, Does.Contain("version"));
    }

    [Test]
    public void The_images_own_content_must_be_there_and_be_what_it_is_listed_as()
    {
        using var missing = new LayoutFolder().Index(Image.Listed());
        Assert.That(Malformed($"oci:{missing.Path}"), Is.EqualTo("content-missing"));
        Assert.That(Malformed($"oci:{missing.Path}@{Image.Digest}"), Is.EqualTo("content-missing"));
        using var tampered = new LayoutFolder().Index(Image.Listed()).Write(LayoutFolder.PathOf(Image.Digest), [.. Image.Bytes[..^3], (byte)' ', (byte)'}', (byte)'}']);
        Assert.That(Malformed($"oci:{tampered.Path}"), Is.EqualTo("digest-mismatch"));
        using var broken = new LayoutFolder().Write("index.json", "{\"schemaVersion\":2,\"manifests\":[],\"manifests\":[]}");
        Assert.That(Malformed($"oci:{broken.Path}"), Is.EqualTo("malformed-json"));
    }

    [Test]
    public void A_manifest_over_the_cap_is_refused_unread()
    {
        var big = Content.Of(new string(' ', 5 << 20), MediaTypes.OciManifest);
        using var layout = new LayoutFolder().Blobs(big).Index(big.Listed());
        var budget = new FetchBudget(Limits.Default);
        var error = Assert.ThrowsAsync<MalformedContentException>(async () => await new LayoutImageSource().ResolveAsync(ImageLocation.Parse($"oci:{layout.Path}@{big.Digest}"), 4 << 20, budget, default))!;
        Assert.That((error.Failure.Code, budget.Bytes < 10_000), Is.EqualTo(("too-large", true)));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Links_are_not_followed([Values("blobs/sha256/{0}", "blobs/sha256", "blobs", "index.json")] string name)
    {
        using var elsewhere = new LayoutFolder().Blobs(Image).Index(Image.Listed());
        using var layout = new LayoutFolder().Blobs(Image).Index(Image.Listed());
        string linked = string.Format(System.Globalization.CultureInfo.InvariantCulture, name, Image.Digest.Hex);
        string path = Path.Combine(layout.Path, linked);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
        File.CreateSymbolicLink(path, Path.Combine(elsewhere.Path, linked));
        Assert.That(Malformed($"oci:{layout.Path}@{Image.Digest}"), Is.EqualTo("unsafe-link"));
        Assert.That(elsewhere.Path, Does.Exist, "taking the link away leaves what it led to");
        File.Delete(path);
    }

    [Test]
    public async Task Disk_costs_bytes_and_no_requests()
    {
        using var layout = new LayoutFolder().Blobs(Image).Index(Image.Listed());
        using var reader = Reading.Layout($"oci:{layout.Path}");
        await Reading.DiscoverAsync(reader, Reading.JudgedOnly);
        Assert.That(reader.Budget.Requests, Is.Zero);
        Assert.That(reader.Budget.Bytes, Is.GreaterThan(Image.Bytes.Length));
    }
}
