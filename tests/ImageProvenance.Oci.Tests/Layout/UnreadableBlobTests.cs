namespace ImageProvenance.Oci.Tests;

/// <summary>Blobs of a layout that cannot be read, or change while they are: the rest is found, and that something is missing is not forgotten.</summary>
public sealed class UnreadableBlobTests
{
    private static readonly Content Image = Content.Image();
    private static readonly Content Bundle = Content.Bundle("""{"bundle":1}""");
    private static readonly Content Referrer = Content.Carrier(Image, Bundle);
    private static readonly Content Other = Content.Carrier(Image, Content.Bundle("other"));

    private static async Task<ReferrersList> SearchAsync(Func<byte[]?> readOther, Limits? limits = null)
    {
        limits ??= Limits.Default;
        using var layout = new LayoutFolder().Blobs(Image, Referrer, Bundle, Other).Index(Image.Listed());
        var files = new ChangingFiles(new FolderFiles(layout.Path), LayoutFolder.PathOf(Other.Digest), readOther);
        var found = await LayoutReferrers.SearchAsync(files, limits, new(limits), default);
        return found.Of(Image.Digest, limits);
    }

    private static IEnumerable<TestCaseData> Troubles =>
    [
        new TestCaseData((Func<byte[]?>)(() => throw new SourceException(SourceErrorKind.Disk, "Permission denied.")), "disk-error").SetArgDisplayNames("no permission"),
        new TestCaseData((Func<byte[]?>)(() => throw new MalformedContentException("too-large", "It has grown.")), "too-large").SetArgDisplayNames("grown"),
        new TestCaseData((Func<byte[]?>)(() => throw new MalformedContentException("unsafe-link", "It is a link by now.")), "unsafe-link").SetArgDisplayNames("a link by now"),
        new TestCaseData((Func<byte[]?>)(() => null), "disk-error").SetArgDisplayNames("gone"),
    ];

    // Red without LayoutReferrers.TryOpenAsync; what is gone, without its exception.
    [TestCaseSource(nameof(Troubles))]
    public async Task One_blob_that_cannot_be_read_takes_no_evidence_from_the_others(Func<byte[]?> readOther, string code)
    {
        var found = await SearchAsync(readOther);
        Assert.That(found.Descriptors.Select(referrer => referrer.Digest), Is.EqualTo(new[] { Referrer.Digest }));
        Assert.That(found.Cut?.Code, Is.EqualTo(code));
    }

    [Test]
    public void Whoever_gives_up_gives_up_the_search() =>
        Assert.That(() => SearchAsync(() => throw new OperationCanceledException()), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public async Task A_whole_layout_is_a_whole_list_without_what_manifests_say_of_themselves()
    {
        var annotated = Content.Of($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{{Content.Config().Listed()}},"layers":[],"subject":{{Image.Listed()}},"annotations":{"a":"b"} }""", MediaTypes.OciManifest);
        using var layout = new LayoutFolder().Blobs(Image, annotated).Index(Image.Listed());
        var found = (await LayoutReferrers.SearchAsync(new FolderFiles(layout.Path), Limits.Default, new(Limits.Default), default)).Of(Image.Digest, Limits.Default);
        Assert.That((found.Descriptors.Single().Digest, found.Descriptors.Single().Annotations.Count, found.Cut), Is.EqualTo((annotated.Digest, 0, (Failure?)null)));
    }

    /// <summary>Files of which one is another when it is read than when it was listed.</summary>
    private sealed class ChangingFiles(ILayoutFiles files, string changing, Func<byte[]?> read) : ILayoutFiles
    {
        public string Place => files.Place;

        public ValueTask OpenAsync(CancellationToken cancellationToken) => files.OpenAsync(cancellationToken);

        public ValueTask<bool> HasAsync(string name, CancellationToken cancellationToken) => files.HasAsync(name, cancellationToken);

        public ValueTask<byte[]?> FindAsync(string name, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
            name == changing ? new(read()) : files.FindAsync(name, maxBytes, budget, cancellationToken);

        public ValueTask<byte?> PeekAsync(string name, CancellationToken cancellationToken) => files.PeekAsync(name, cancellationToken);

        public ValueTask<IReadOnlyList<LayoutBlob>> ListBlobsAsync(int max, CancellationToken cancellationToken) => files.ListBlobsAsync(max, cancellationToken);
    }
}
