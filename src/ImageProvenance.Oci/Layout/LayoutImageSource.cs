namespace ImageProvenance.Oci;

/// <summary>
/// Images in OCI image layout folders, as <c>docker buildx</c>, <c>cosign save</c>, <c>oras</c> and <c>crane</c> write them.
/// </summary>
public sealed class LayoutImageSource : LayoutSource
{
    /// <summary>Creates the source.</summary>
    /// <param name="limits">The caps on <c>index.json</c> and on manifests; null for <see cref="Limits.Default"/>.</param>
    public LayoutImageSource(Limits? limits = null)
        : base(LayoutLocation.SchemeName, limits ?? Limits.Default, folder => new FolderFiles(folder))
    {
    }

    private protected override (string Path, string? Name) PlaceOf(ImageLocation location) => location is LayoutLocation layout
        ? (layout.Path, layout.Name)
        : throw new ArgumentException($"'{location}' is no image layout folder.", nameof(location));
}
