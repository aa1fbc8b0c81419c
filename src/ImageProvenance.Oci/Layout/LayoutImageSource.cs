namespace ImageProvenance.Oci;

/// <summary>
/// Images in OCI image layout folders, as <c>docker buildx</c>, <c>cosign save</c>, <c>oras</c> and <c>crane</c> write them.
/// Content is read by paths made of digests alone, links are not followed, and layers need not be there. Thread-safe and
/// long-lived.
/// </summary>
/// <remarks>OCI image-spec, image-layout.md. Disk costs no requests; the bytes read are charged.</remarks>
public sealed class LayoutImageSource : IImageSource
{
    private readonly LayoutsInUse _layouts;

    /// <summary>Creates the source.</summary>
    /// <param name="limits">The caps on <c>index.json</c> and on manifests; null for <see cref="Limits.Default"/>.</param>
    public LayoutImageSource(Limits? limits = null)
    {
        limits ??= Limits.Default;
        _layouts = new(limits, folder => new FolderFiles(folder));
    }

    /// <inheritdoc />
    public string Scheme => LayoutLocation.SchemeName;

    /// <inheritdoc />
    public ValueTask<FetchedContent> ResolveAsync(ImageLocation location, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        LayoutOf(location, budget).ResolveAsync(((LayoutLocation)location).Name, location.Digest, maxBytes, cancellationToken);

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

    private OciLayout LayoutOf(ImageLocation location, FetchBudget budget) => location is LayoutLocation layout
        ? _layouts.Get(layout.Path, budget)
        : throw new ArgumentException($"'{location}' is no image layout folder.", nameof(location));
}
