namespace ImageProvenance.Core.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ImageContentReaderTests
{
    private static readonly byte[] Manifest = ManifestJson.Manifest();
    private static readonly byte[] Blob = "blob"u8.ToArray();
    private static readonly Descriptor ManifestDescriptor = Some.DescriptorOf(Manifest);
    private static readonly Descriptor BlobDescriptor = Some.DescriptorOf(Blob, "a/b");
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ScriptedSource _source = new();
    private ImageContentReader _reader = null!;

    [SetUp]
    public void CreateReader()
    {
        _source.Manifests[ManifestDescriptor.Digest] = new(Manifest, MediaTypes.OciManifest, ManifestDescriptor.Digest);
        _source.Blobs[BlobDescriptor.Digest] = new(Blob);
        _reader = Reader(Limits.Default);
    }

    [TearDown]
    public void DisposeReader() => _reader.Dispose();

    private ImageContentReader Reader(Limits limits, string location = "e.com/app:1") =>
        new(_source, ImageLocation.Parse(location), limits, new(limits));

    [Test]
    public async Task However_many_ask_for_content_it_is_fetched_once()
    {
        var held = new TaskCompletionSource();
        _source.Until = held.Task;

        var manifests = Enumerable.Range(0, 50).Select(_ => _reader.GetManifestAsync(ManifestDescriptor, None)).ToArray();
        var blobs = Enumerable.Range(0, 50).Select(_ => _reader.GetBlobAsync(BlobDescriptor, 100, None)).ToArray();
        held.SetResult();

        Assert.That((await Task.WhenAll(manifests)).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await Task.WhenAll(blobs)).Distinct().Count(), Is.EqualTo(1));
        await _reader.GetManifestAsync(ManifestDescriptor, None);
        await _reader.GetBlobAsync(BlobDescriptor, 100, None);
        Assert.That(_source.Asked, Is.EquivalentTo(new[] { $"manifest {ManifestDescriptor.Digest}", $"blob {BlobDescriptor.Digest}" }));
        Assert.That((_reader.Budget.Requests, _reader.Budget.Bytes), Is.EqualTo((2, (long)(Manifest.Length + Blob.Length))));
    }

    [Test]
    public async Task A_place_that_does_not_answer_holds_up_no_place_beside_it()
    {
        var slow = new ScriptedSource { Until = new TaskCompletionSource().Task };
        using var reader = Reader(Limits.Default with { ParallelRequests = 1 });
        var waiting = reader.Beside(slow, ImageLocation.Parse("slow.example/app:1")).GetBlobAsync(BlobDescriptor, 100, None);
        await reader.GetBlobAsync(BlobDescriptor, 100, None).WaitAsync(TimeSpan.FromSeconds(30));
        await reader.Beside(_source, ImageLocation.Parse("e.com/other:1")).GetBlobAsync(BlobDescriptor, 100, None).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(waiting.IsCompleted, Is.False);
    }

    [Test]
    public async Task What_was_resolved_is_not_fetched_again()
    {
        _source.Resolved = new(Manifest, MediaTypes.OciManifest, ManifestDescriptor.Digest);

        var image = await _reader.ResolveAsync(None);
        var again = await _reader.GetManifestAsync(image.Document.Describe(), None);

        Assert.That(again, Is.SameAs(image.Document));
        Assert.That(_source.Asked, Is.EqualTo(new[] { "resolve" }));
    }

    [Test]
    public async Task A_place_that_answers_something_else_the_second_time_is_not_believed()
    {
        _source.Resolved = new(ManifestJson.Index(Manifest), MediaTypes.OciIndex);
        var index = (ImageIndex)(await _reader.ResolveAsync(None)).Document;
        _source.Manifests[ManifestDescriptor.Digest] = new(ManifestJson.Manifest(more: ""","annotations":{"evil":"yes"}"""), MediaTypes.OciManifest, ManifestDescriptor.Digest);

        await Refused.With("digest-mismatch", _reader.GetManifestAsync(index.Manifests[0], None));
    }

    [Test]
    public async Task A_resolved_digest_that_the_bytes_do_not_have_is_refused()
    {
        _source.Resolved = new(Manifest, null, Some.Sha256);
        await Refused.With("digest-mismatch", _reader.ResolveAsync(None));

        _source.Resolved = new(Manifest);
        using var pinned = Reader(Limits.Default, $"e.com/app@{Some.Sha256}");
        await Refused.With("digest-mismatch", pinned.ResolveAsync(None));
    }

    [Test]
    public async Task A_manifest_that_does_not_hash_to_its_descriptor_is_refused_whatever_the_place_claims()
    {
        var other = new Descriptor(MediaTypes.OciManifest, Some.Sha256, Manifest.Length);
        _source.Manifests[Some.Sha256] = new(Manifest, MediaTypes.OciManifest, Some.Sha256);

        await Refused.With("digest-mismatch", _reader.GetManifestAsync(other, None));
    }

    [Test]
    public async Task A_blob_that_does_not_hash_to_its_descriptor_is_refused_whatever_the_place_claims()
    {
        _source.Blobs[Some.Sha256] = new(Blob, null, Some.Sha256);

        await Refused.With("digest-mismatch", _reader.GetBlobAsync(new("a/b", Some.Sha256, Blob.Length), 100, None));
    }

    [Test]
    public async Task A_wrong_size_about_a_manifest_does_not_poison_a_right_one()
    {
        await Refused.With("size-mismatch", _reader.GetManifestAsync(new(MediaTypes.OciManifest, ManifestDescriptor.Digest, 1), None));

        Assert.That((await _reader.GetManifestAsync(ManifestDescriptor, None)).Digest, Is.EqualTo(ManifestDescriptor.Digest));
        Assert.That(_source.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_media_type_about_a_manifest_does_not_poison_a_right_one()
    {
        _source.Manifests[ManifestDescriptor.Digest] = new(Manifest);

        await Refused.With("invalid-manifest", _reader.GetManifestAsync(Some.DescriptorOf(Manifest, MediaTypes.OciIndex), None));

        Assert.That(await _reader.GetManifestAsync(ManifestDescriptor, None), Is.InstanceOf<ImageManifest>());
        Assert.That(_source.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_right_media_type_does_not_let_a_wrong_one_through()
    {
        _source.Manifests[ManifestDescriptor.Digest] = new(Manifest);
        await _reader.GetManifestAsync(ManifestDescriptor, None);

        await Refused.With("invalid-manifest", _reader.GetManifestAsync(Some.DescriptorOf(Manifest, MediaTypes.DockerManifest), None));
    }

    [Test]
    public async Task A_manifest_served_as_another_kind_than_its_descriptor_says_is_refused()
    {
        // Without a media type of its own, the document could pass for either.
        byte[] bytes = Some.Utf8($$"""{"schemaVersion":2,"config":{{ManifestJson.Config}}}""");
        var descriptor = Some.DescriptorOf(bytes);
        _source.Manifests[descriptor.Digest] = new(bytes, MediaTypes.DockerManifest);

        await Refused.With("invalid-manifest", _reader.GetManifestAsync(descriptor, None));
    }

    [TestCase("application/json")]
    [TestCase(null)]
    public async Task A_manifest_served_under_a_general_type_is_what_its_descriptor_says(string? served)
    {
        _source.Manifests[ManifestDescriptor.Digest] = new(Manifest, served);

        Assert.That((await _reader.GetManifestAsync(ManifestDescriptor, None)).MediaType, Is.EqualTo(MediaTypes.OciManifest));
    }

    [Test]
    public async Task A_wrong_size_about_a_blob_does_not_poison_a_right_one()
    {
        await Refused.With("size-mismatch", _reader.GetBlobAsync(new("a/b", BlobDescriptor.Digest, 3), 100, None));

        Assert.That((await _reader.GetBlobAsync(BlobDescriptor, 100, None)).Span.ToArray(), Is.EqualTo(Blob));
    }

    [Test]
    public async Task Content_that_is_declared_larger_than_its_cap_is_refused_before_anything_is_fetched()
    {
        await Refused.With("too-large", _reader.GetManifestAsync(new(MediaTypes.OciManifest, Some.Sha256, Limits.Default.ManifestBytes + 1L), None));
        await Refused.With("too-large", _reader.GetManifestAsync(new(MediaTypes.OciManifest, Some.Sha256, long.MaxValue), None));
        await Refused.With("too-large", _reader.GetBlobAsync(new("a/b", Some.Sha256, 101), 100, None));
        await Refused.With("too-large", _reader.GetBlobAsync(new("a/b", Digest.Of(Blob), 4) { Data = Blob }, 3, None));

        Assert.That(_source.Asked, Is.Empty);
    }

    [Test]
    public async Task Each_who_asks_for_a_blob_is_held_to_his_own_cap()
    {
        await _reader.GetBlobAsync(BlobDescriptor, 100, None);

        await Refused.With("too-large", _reader.GetBlobAsync(BlobDescriptor, 3, None));
    }

    [Test]
    public async Task What_a_source_returns_beyond_its_cap_is_refused()
    {
        using var reader = Reader(new Limits { ManifestBytes = Manifest.Length - 1 });
        _source.Resolved = new(Manifest);
        _source.Tags["t"] = new(Manifest);

        await Refused.With("too-large", reader.ResolveAsync(None));
        await Refused.With("too-large", reader.FindTagAsync(TagName.Parse("t"), None));
    }

    [Test]
    public async Task Embedded_content_is_hashed_and_used_without_asking_the_place()
    {
        var embedded = new Descriptor("a/b", Digest.Of("inside"u8), 6) { Data = "inside"u8.ToArray() };

        Assert.That((await _reader.GetBlobAsync(embedded, 100, None)).Span.ToArray(), Is.EqualTo("inside"u8.ToArray()));
        Assert.That(_source.Asked, Is.Empty);
    }

    [Test]
    public async Task Embedded_content_that_is_not_what_the_descriptor_says_is_refused()
    {
        await Refused.With("digest-mismatch", _reader.GetBlobAsync(new("a/b", BlobDescriptor.Digest, 4) { Data = "evil"u8.ToArray() }, 100, None));
        await Refused.With("size-mismatch", _reader.GetBlobAsync(new("a/b", BlobDescriptor.Digest, 4) { Data = "blob!"u8.ToArray() }, 100, None));

        Assert.That((await _reader.GetBlobAsync(BlobDescriptor, 100, None)).Span.ToArray(), Is.EqualTo(Blob), "The place still has the right one.");
    }

    [Test]
    public async Task What_a_tag_names_goes_by_its_hash()
    {
        _source.Tags["a"] = new(Manifest, MediaTypes.OciManifest);
        _source.Tags["b"] = new(Manifest, MediaTypes.OciManifest, Digest.Of(Manifest, DigestAlgorithm.Sha512));

        Assert.That((await _reader.FindTagAsync(TagName.Parse("a"), None))!.Digest, Is.EqualTo(ManifestDescriptor.Digest));
        Assert.That((await _reader.FindTagAsync(TagName.Parse("b"), None))!.Digest.Algorithm, Is.EqualTo(DigestAlgorithm.Sha512));
        Assert.That(await _reader.FindTagAsync(TagName.Parse("c"), None), Is.Null);
    }

    [Test]
    public async Task A_digest_that_a_place_claims_for_a_tag_must_be_the_bytes()
    {
        _source.Tags["a"] = new(Manifest, null, Some.Sha256);

        await Refused.With("digest-mismatch", _reader.FindTagAsync(TagName.Parse("a"), None));
    }

    [Test]
    public async Task Referrers_are_handed_on_as_the_place_lists_them()
    {
        _source.Referrers = new([BlobDescriptor], new Failure("cut", "Cut."));

        Assert.That(await _reader.GetReferrersAsync(Some.Sha256, None), Is.SameAs(_source.Referrers));
        Assert.That(_source.Asked, Is.EqualTo(new[] { $"referrers {Some.Sha256}" }));
    }

    [Test]
    public async Task When_the_budget_is_spent_nothing_more_is_read()
    {
        using var reader = Reader(new Limits { TotalRequests = 1 });
        await reader.GetBlobAsync(BlobDescriptor, 100, None);

        var exception = Assert.ThrowsAsync<SourceException>(() => reader.GetManifestAsync(ManifestDescriptor, None));
        Assert.That((exception!.Kind, exception.Failure.Code), Is.EqualTo((SourceErrorKind.BudgetExhausted, "budget-exhausted")));
        Assert.That(await reader.GetBlobAsync(BlobDescriptor, 100, None), Is.Not.Null, "What is at hand costs nothing.");
    }

    [Test]
    public void A_place_that_could_not_be_read_is_said_to_everyone_who_asks()
    {
        var missing = new Descriptor("a/b", Some.Sha256, 1);

        Assert.ThrowsAsync<SourceException>(() => _reader.GetBlobAsync(missing, 100, None));
        Assert.ThrowsAsync<SourceException>(() => _reader.GetBlobAsync(missing, 100, None));
        Assert.That(_source.Asked, Has.Count.EqualTo(1), "No request twice.");
    }

    [Test]
    public async Task No_more_requests_are_in_flight_than_the_limit()
    {
        using var reader = Reader(new Limits { ParallelRequests = 3 });
        var held = new TaskCompletionSource();
        _source.Until = held.Task;
        var blobs = Enumerable.Range(0, 20).Select(i => new byte[] { (byte)i }).ToArray();
        foreach (byte[] blob in blobs)
            _source.Blobs[Digest.Of(blob)] = new(blob);

        var all = Task.WhenAll(blobs.Select(blob => reader.GetBlobAsync(Some.DescriptorOf(blob), 100, None)));
        held.SetResult();
        await all;

        Assert.That(_source.MostAtOnce, Is.EqualTo(3));
    }

    [Test]
    public async Task Whoever_gives_up_ends_his_own_wait_and_nobody_elses()
    {
        var held = new TaskCompletionSource();
        _source.Until = held.Task;
        using var impatient = new CancellationTokenSource();
        Task[] first = [_reader.GetBlobAsync(BlobDescriptor, 100, impatient.Token), _reader.GetManifestAsync(ManifestDescriptor, impatient.Token)];
        var blob = _reader.GetBlobAsync(BlobDescriptor, 100, None);
        var manifest = _reader.GetManifestAsync(ManifestDescriptor, None);
        Task[] late = [_reader.GetBlobAsync(BlobDescriptor, 100, impatient.Token), _reader.GetManifestAsync(ManifestDescriptor, impatient.Token)];

        await impatient.CancelAsync();

        foreach (var wait in first.Concat(late))
            Assert.CatchAsync<OperationCanceledException>(() => wait.WaitAsync(TimeSpan.FromSeconds(30)));
        held.SetResult();
        Assert.That((await blob).Span.ToArray(), Is.EqualTo(Blob));
        Assert.That((await manifest).Digest, Is.EqualTo(ManifestDescriptor.Digest));
        Assert.That(_source.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public void When_the_reader_ends_so_do_its_fetches()
    {
        _source.Until = new TaskCompletionSource().Task;
        var blob = _reader.GetBlobAsync(BlobDescriptor, 100, None);

        _reader.Dispose();

        Assert.CatchAsync<OperationCanceledException>(() => blob.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task A_failed_request_frees_its_place()
    {
        using var reader = Reader(new Limits { ParallelRequests = 1 });
        Assert.ThrowsAsync<SourceException>(() => reader.GetBlobAsync(new("a/b", Some.Sha256, 1), 100, None));

        Assert.That(await reader.GetBlobAsync(BlobDescriptor, 100, None).WaitAsync(TimeSpan.FromSeconds(30)), Is.Not.Null);
    }
}
