namespace ImageProvenance.Tests.Hosting;

/// <summary>An image source of a host's own, which may lie about what it holds.</summary>
internal sealed class ToySource : IImageSource
{
    public string Scheme => "toy";

    public Dictionary<Digest, ReadOnlyMemory<byte>> Content { get; } = [];

    public Dictionary<string, Digest> Tags { get; } = [];

    /// <summary>What is handed out in place of anything by digest; null for the truth.</summary>
    public ReadOnlyMemory<byte>? Lie { get; set; }

    public ValueTask<FetchedContent> ResolveAsync(ImageLocation location, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        location.Digest is { } digest ? GetManifestAsync(location, digest, maxBytes, budget, cancellationToken) : new(new FetchedContent(Content[Tags[((CustomLocation)location).Rest]]));

    public ValueTask<FetchedContent> GetManifestAsync(ImageLocation location, Digest digest, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        // The claim is what a liar would say: that it is what was asked for.
        return Lie is { } lie ? new(new FetchedContent(lie, null, digest))
            : Content.TryGetValue(digest, out var content) ? new(new FetchedContent(content, null, digest))
            : throw new SourceException(SourceErrorKind.NotFound, $"{digest} is not here.");
    }

    public ValueTask<FetchedContent?> FindTagAsync(ImageLocation location, TagName tag, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        new(Tags.TryGetValue(tag.Value, out var digest) ? new FetchedContent(Content[digest]) : null);

    public ValueTask<FetchedContent> GetBlobAsync(ImageLocation location, Descriptor blob, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        GetManifestAsync(location, blob.Digest, maxBytes, budget, cancellationToken);

    public ValueTask<ReferrersList> GetReferrersAsync(ImageLocation location, Digest subject, Limits limits, FetchBudget budget, CancellationToken cancellationToken) =>
        new(ReferrersList.Empty);
}
