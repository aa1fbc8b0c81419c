namespace ImageProvenance;

/// <summary>
/// An image whose digest has been proven by hashing its manifest or index: the proof, as a type, that a reference was
/// resolved, once. Immutable and thread-safe.
/// </summary>
public sealed class PinnedImage
{
    private PinnedImage(ImageLocation location, ManifestDocument document, PinnedImage? index) =>
        (Location, Document, Index) = (location, document, index);

    /// <summary>The location as it was asked for, tag and all.</summary>
    public ImageLocation Location { get; }

    /// <summary>The manifest or index.</summary>
    public ManifestDocument Document { get; }

    /// <summary>The index that this image was chosen from by its platform; null where it was named itself.</summary>
    public PinnedImage? Index { get; }

    /// <summary>The digest that was verified.</summary>
    public Digest Digest => Document.Digest;

    /// <summary>The location of exactly these bytes: <c>repository@sha256:…</c>, <c>oci:DIR@sha256:…</c>.</summary>
    public ImageLocation Pinned => Location.Pin(Digest);

    /// <summary>
    /// Pins the bytes that a place returned for a location. They are hashed here, and must have the digest that was
    /// asked for and the one that the place claims.
    /// </summary>
    /// <param name="location">What was asked for.</param>
    /// <param name="bytes">The manifest or index, as received.</param>
    /// <param name="claimed">The digest that the place claims, or null.</param>
    /// <param name="mediaType">The media type that the place gives, or null.</param>
    /// <exception cref="MalformedContentException">
    /// <c>digest-mismatch</c>, or what <see cref="ManifestDocument.Parse"/> throws.
    /// </exception>
    public static PinnedImage From(ImageLocation location, ReadOnlyMemory<byte> bytes, Digest? claimed, string? mediaType = null)
    {
        ArgumentNullException.ThrowIfNull(location);
        var content = (location.Digest ?? claimed) is { } digest ? VerifiedBytes.Hash(bytes, digest) : VerifiedBytes.Hash(bytes);
        if (claimed is { } other && other != content.Digest)
            VerifiedBytes.Hash(bytes, other);
        return new(location, ManifestDocument.Parse(content, mediaType), null);
    }

    /// <summary>The image of one platform of this index; its manifest has been hashed on arrival.</summary>
    /// <exception cref="ArgumentException">This is no index, or the index does not list that manifest.</exception>
    public PinnedImage Choose(ManifestDocument platformManifest)
    {
        ArgumentNullException.ThrowIfNull(platformManifest);
        return Document is ImageIndex index && index.Manifests.Any(child => child.Digest == platformManifest.Digest)
            ? new(Location, platformManifest, this)
            : throw new ArgumentException("The index does not list this manifest.", nameof(platformManifest));
    }
}
