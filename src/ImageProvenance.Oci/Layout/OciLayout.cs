namespace ImageProvenance.Oci;

/// <summary>
/// One layout as one verification sees it: its index and its referrers are read once. Thread-safe.
/// </summary>
/// <remarks>OCI image-spec, image-layout.md.</remarks>
internal sealed class OciLayout(ILayoutFiles files, Limits limits, FetchBudget budget)
{
    private readonly Lock _lock = new();
    private Task<ImageIndex>? _index;
    private Task<LayoutReferrers>? _referrers;

    /// <exception cref="ImageLocationException">It is no layout, or holds no such image.</exception>
    public async ValueTask<FetchedContent> ResolveAsync(string? name, Digest? digest, int maxBytes, CancellationToken cancellationToken)
    {
        var index = await IndexAsync(cancellationToken).ConfigureAwait(false);
        var chooser = new LayoutImageChooser(files.Place, index.Manifests, descriptor => TryOpenAsync(descriptor, cancellationToken));
        if (digest is not { } named)
            return await ReadListedAsync(name is null ? await chooser.OnlyAsync().ConfigureAwait(false) : chooser.ByName(name), maxBytes, cancellationToken).ConfigureAwait(false);

        if (index.Manifests.FirstOrDefault(descriptor => descriptor.Digest == named) is { } listed)
            return await ReadListedAsync(listed, maxBytes, cancellationToken).ConfigureAwait(false);
        return await files.FindAsync(LayoutFileNames.Of(named), maxBytes, budget, cancellationToken).ConfigureAwait(false) is { } bytes
            ? new(bytes)
            : throw chooser.NotHeld($"{named}");
    }

    public async ValueTask<FetchedContent?> FindTagAsync(TagName tag, int maxBytes, CancellationToken cancellationToken)
    {
        var index = await IndexAsync(cancellationToken).ConfigureAwait(false);
        Descriptor[] tagged = [.. LayoutNames.FindTag(index.Manifests, tag).DistinctBy(descriptor => descriptor.Digest)];
        return tagged.Length switch
        {
            0 => null,
            1 => await ReadListedAsync(tagged[0], maxBytes, cancellationToken).ConfigureAwait(false),
            _ => throw new MalformedContentException("ambiguous-name", $"The layout '{files.Place}' has several manifests named '{tag}'.", "one", $"{tagged.Length}"),
        };
    }

    /// <exception cref="MalformedContentException">It is not there (<c>content-missing</c>).</exception>
    public async ValueTask<byte[]> ReadAsync(Digest digest, int maxBytes, CancellationToken cancellationToken) =>
        await files.FindAsync(LayoutFileNames.Of(digest), maxBytes, budget, cancellationToken).ConfigureAwait(false)
        ?? throw new MalformedContentException("content-missing", $"The layout '{files.Place}' lacks content that it lists.", digest.ToString(), "none");

    public async ValueTask<ReferrersList> ReferrersOfAsync(Digest subject, Limits asked, CancellationToken cancellationToken)
    {
        await IndexAsync(cancellationToken).ConfigureAwait(false);
        Task<LayoutReferrers> search;
        lock (_lock)
            search = _referrers ??= Task.Run(() => LayoutReferrers.SearchAsync(files, asked, budget, cancellationToken), CancellationToken.None);
        return (await search.ConfigureAwait(false)).Of(subject, asked);
    }

    private async Task<FetchedContent> ReadListedAsync(Descriptor listed, int maxBytes, CancellationToken cancellationToken)
    {
        // The size that index.json gives is not held against the file: real tools write a wrong one (docker/attest's TUF
        // layouts), the cap bounds what is read, and the digest decides.
        byte[] bytes = await ReadAsync(listed.Digest, maxBytes, cancellationToken).ConfigureAwait(false);
        return new(bytes, listed.MediaType.Length == 0 ? null : listed.MediaType, listed.Digest);
    }

    private async Task<ManifestDocument?> TryOpenAsync(Descriptor listed, CancellationToken cancellationToken)
    {
        try
        {
            var content = await ReadListedAsync(listed, limits.ManifestBytes, cancellationToken).ConfigureAwait(false);
            return ManifestDocument.Parse(VerifiedBytes.Hash(content.Bytes, listed.Digest), content.MediaType);
        }
        catch (MalformedContentException)
        {
            return null;
        }
    }

    private Task<ImageIndex> IndexAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _index ??= ReadIndexAsync(cancellationToken);
    }

    private async Task<ImageIndex> ReadIndexAsync(CancellationToken cancellationToken)
    {
        await LayoutMarker.RequireAsync(files, budget, cancellationToken).ConfigureAwait(false);
        byte[] bytes = await files.FindAsync(LayoutFileNames.Index, limits.ManifestBytes, budget, cancellationToken).ConfigureAwait(false) ?? [];
        var index = ManifestDocument.Parse(VerifiedBytes.Hash(bytes), MediaTypes.OciIndex) as ImageIndex
            ?? throw new MalformedContentException("invalid-manifest", $"The {LayoutFileNames.Index} of '{files.Place}' is no index.", MediaTypes.OciIndex);
        return index.Manifests.Count <= limits.LayoutManifests ? index
            : throw new MalformedContentException("too-many", $"The {LayoutFileNames.Index} of '{files.Place}' lists more manifests than are read.", $"at most {limits.LayoutManifests}", $"{index.Manifests.Count}");
    }
}
