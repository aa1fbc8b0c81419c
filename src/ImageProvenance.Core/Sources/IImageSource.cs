namespace ImageProvenance;

/// <summary>
/// A kind of place that holds images: ours are registries, layouts and archives, a host adds its own. A source returns
/// bounded raw bytes and what the place says of them; the library hashes, so a source cannot vouch for anything.
/// Implementations are thread-safe and long-lived.
/// </summary>
/// <remarks>
/// Every method throws <see cref="SourceException"/> where the place could not be read, and
/// <see cref="MalformedContentException"/> (<c>too-large</c>) where content exceeds the given cap. Each checks a
/// declared size before it allocates, and charges what it does to the budget.
/// </remarks>
public interface IImageSource
{
    /// <summary>The scheme of the locations that this source reads.</summary>
    string Scheme { get; }

    /// <summary>Fetches the manifest or index that a location names, at most once over the network.</summary>
    /// <exception cref="ImageLocationException">The location names nothing that could be judged.</exception>
    ValueTask<FetchedContent> ResolveAsync(ImageLocation location, int maxBytes, FetchBudget budget, CancellationToken cancellationToken);

    /// <summary>Fetches a manifest or index by its digest.</summary>
    ValueTask<FetchedContent> GetManifestAsync(ImageLocation location, Digest digest, int maxBytes, FetchBudget budget, CancellationToken cancellationToken);

    /// <summary>Fetches the manifest or index behind a tag beside the image; null if there is no such tag.</summary>
    ValueTask<FetchedContent?> FindTagAsync(ImageLocation location, TagName tag, int maxBytes, FetchBudget budget, CancellationToken cancellationToken);

    /// <summary>Fetches a blob by its digest.</summary>
    ValueTask<FetchedContent> GetBlobAsync(ImageLocation location, Descriptor blob, int maxBytes, FetchBudget budget, CancellationToken cancellationToken);

    /// <summary>Lists the manifests that refer to a subject, where the place has a list; empty where it has none.</summary>
    ValueTask<ReferrersList> GetReferrersAsync(ImageLocation location, Digest subject, Limits limits, FetchBudget budget, CancellationToken cancellationToken);
}
