namespace ImageProvenance.Oci;

/// <summary>
/// Images in OCI image layouts, whatever holds the files. Content is read by paths made of digests alone, links are not
/// followed, and layers need not be there. Thread-safe and long-lived.
/// </summary>
/// <remarks>OCI image-spec, image-layout.md. Disk costs no requests; the bytes read are charged.</remarks>
public abstract class LayoutSource : IImageSource
{
    private readonly LayoutsInUse _layouts;

    private protected LayoutSource(string scheme, Limits limits, Func<string, ILayoutFiles> open) =>
        (Scheme, _layouts) = (scheme, new(limits, open));

    /// <inheritdoc />
    public string Scheme { get; }

    /// <inheritdoc />
    public ValueTask<FetchedContent> ResolveAsync(ImageLocation location, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        var (path, name) = PlaceOf(location);
        return _layouts.Get(path, budget).ResolveAsync(name, location.Digest, maxBytes, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<FetchedContent> GetManifestAsync(ImageLocation location, Digest digest, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        new(await LayoutOf(location, budget).ReadAsync(digest, maxBytes, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc />
    public ValueTask<FetchedContent?> FindTagAsync(ImageLocation location, TagName tag, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        LayoutOf(location, budget).FindTagAsync(tag, maxBytes, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<FetchedContent> GetBlobAsync(ImageLocation location, Descriptor blob, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return new(await LayoutOf(location, budget).ReadAsync(blob.Digest, maxBytes, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc />
    public ValueTask<ReferrersList> GetReferrersAsync(ImageLocation location, Digest subject, Limits limits, FetchBudget budget, CancellationToken cancellationToken) =>
        LayoutOf(location, budget).ReferrersOfAsync(subject, limits, cancellationToken);

    /// <summary>The path of the layout and the name in it; an <see cref="ArgumentException"/> for locations of other kinds.</summary>
    private protected abstract (string Path, string? Name) PlaceOf(ImageLocation location);

    private OciLayout LayoutOf(ImageLocation location, FetchBudget budget) => _layouts.Get(PlaceOf(location).Path, budget);
}
