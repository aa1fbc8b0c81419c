namespace ImageProvenance.Core.Tests;

/// <summary>Manifests are charged before they are parsed, since parsed they take many times their bytes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ManifestBudgetTests
{
    private static readonly byte[] Manifest = ManifestJson.Manifest();
    private static readonly TagName Tag = TagName.Parse("t");
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ScriptedSource _source = new();
    private readonly KeptContents _cache = new();

    private ImageContentReader Reader(int manifests, IContentCache? cache = null)
    {
        var limits = new Limits { TotalManifestBytes = manifests * Manifest.Length };
        return new(_source, ImageLocation.Parse("e.com/app:1"), limits, new(limits), cache);
    }

    private Descriptor Add(string note)
    {
        byte[] bytes = ManifestJson.Manifest(more: $$""","x":"{{note}}" """);
        var descriptor = Some.DescriptorOf(bytes);
        _source.Manifests[descriptor.Digest] = new(bytes, MediaTypes.OciManifest);
        return descriptor;
    }

    private static void Exhausted(Func<Task> read) =>
        Assert.That(Assert.ThrowsAsync<SourceException>(() => read())!.Failure.Code, Is.EqualTo("budget-exhausted"));

    [SetUp]
    public void Serve() => (_source.Resolved, _source.Tags["t"]) = (new(Manifest, MediaTypes.OciManifest), new(Manifest, MediaTypes.OciManifest));

    [Test]
    public async Task What_the_location_names_and_what_a_tag_names_is_charged()
    {
        using var reader = Reader(2);
        await reader.ResolveAsync(None);
        await reader.FindTagAsync(Tag, None);
        Exhausted(() => reader.FindTagAsync(Tag, None));

        using var resolving = Reader(1);
        await resolving.FindTagAsync(Tag, None);
        Exhausted(() => resolving.ResolveAsync(None));
    }

    // Red without the charge in ImageContentReader.Read.
    [Test]
    public async Task However_many_manifests_refer_to_an_image_a_verification_reads_no_more_than_its_budget()
    {
        var listed = Enumerable.Range(0, 60).Select(i => Add($"{i:00}")).ToArray();
        using var reader = Reader(20);
        int read = 0;
        foreach (var descriptor in listed)
        {
            try
            {
                await reader.GetManifestAsync(descriptor, None);
                read++;
            }
            catch (SourceException e) when (e.Kind == SourceErrorKind.BudgetExhausted)
            {
            }
        }

        Assert.That(read, Is.InRange(1, 20));
        Assert.That(await reader.GetManifestAsync(listed[0], None), Is.Not.Null, "what is read is not charged again");
    }

    [Test]
    public async Task One_content_that_is_listed_under_two_media_types_is_charged_for_each()
    {
        byte[] bytes = Some.Utf8($$"""{"schemaVersion":2,"config":{{ManifestJson.Config}},"layers":[]}""");
        _source.Manifests[Digest.Of(bytes)] = new(bytes);
        var limits = new Limits { TotalManifestBytes = bytes.Length };
        using var reader = new ImageContentReader(_source, ImageLocation.Parse("e.com/app:1"), limits, new(limits));
        await reader.GetManifestAsync(Some.DescriptorOf(bytes), None);
        Exhausted(() => reader.GetManifestAsync(Some.DescriptorOf(bytes, MediaTypes.DockerManifest), None));
    }

    [Test]
    public async Task What_a_cache_kept_is_charged_like_what_is_fetched()
    {
        var listed = Add("kept");
        using (var first = Reader(10, _cache))
        {
            await first.GetManifestAsync(listed, None);
            await first.FindTagAsync(Tag, None);
        }

        int asked = _source.Asked.Count;
        using var second = Reader(1, _cache);
        Exhausted(() => second.GetManifestAsync(listed, None));
        using var third = Reader(1, _cache);
        await third.FindTagAsync(Tag, None);
        Exhausted(() => third.FindTagAsync(Tag, None));
        Assert.That(_source.Asked, Has.Count.EqualTo(asked));
    }

    private sealed class KeptContents : IContentCache
    {
        private readonly Dictionary<Digest, KeptContent> _contents = [];
        private readonly Dictionary<string, KeptTag> _tags = [];

        public KeptContent? FindContent(Digest digest) => _contents.GetValueOrDefault(digest);

        public void Keep(KeptContent content) => _contents[content.Content.Digest] = content;

        public ReferrersList? FindReferrers(Digest subject) => null;

        public void KeepReferrers(Digest subject, ReferrersList list)
        {
        }

        public KeptTag? FindTag(TagName tag) => _tags.GetValueOrDefault(tag.Value);

        public void KeepTag(TagName tag, KeptTag kept) => _tags[tag.Value] = kept;
    }
}
