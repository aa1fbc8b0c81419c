namespace ImageProvenance.Oci;

/// <summary>
/// Images in tar archives of OCI image layouts, read where they lie: nothing is unpacked, and nothing compressed is read.
/// </summary>
public sealed class ArchiveImageSource : LayoutSource
{
    /// <summary>Creates the source.</summary>
    /// <param name="limits">The caps on entries, on <c>index.json</c> and on manifests; null for <see cref="Limits.Default"/>.</param>
    public ArchiveImageSource(Limits? limits = null)
        : this(limits ?? Limits.Default, new ArchiveIndexes(limits ?? Limits.Default))
    {
    }

    private ArchiveImageSource(Limits limits, ArchiveIndexes indexes)
        : base(ArchiveLocation.SchemeName, limits, file => new ArchiveFiles(file, indexes))
    {
    }

    private protected override (string Path, string? Name) PlaceOf(ImageLocation location) => location is ArchiveLocation archive
        ? (archive.Path, archive.Name)
        : throw new ArgumentException($"'{location}' is no archive of an image layout.", nameof(location));
}
