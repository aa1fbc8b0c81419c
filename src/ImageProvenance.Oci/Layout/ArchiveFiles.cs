namespace ImageProvenance.Oci;

/// <summary>A layout in a tar archive, read where it lies.</summary>
internal sealed class ArchiveFiles(string path, ArchiveIndexes indexes) : ILayoutFiles
{
    // A large index is kept nowhere else, and lives as long as the verification that reads the archive.
    private volatile ArchiveIndex? _known;

    public string Place => path;

    public async ValueTask OpenAsync(CancellationToken cancellationToken) => await IndexAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> HasAsync(string name, CancellationToken cancellationToken) =>
        await EntryOfAsync(name, cancellationToken).ConfigureAwait(false) is not null;

    public ValueTask<byte[]?> FindAsync(string name, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        FileBytes.GuardAsync<byte[]?>(path, async () =>
        {
            if (await EntryOfAsync(name, cancellationToken).ConfigureAwait(false) is not { } entry)
                return null;
            using var handle = FileBytes.Open(path);
            return await FileBytes.ReadAsync(handle, entry.Offset, entry.Length, maxBytes, name, budget, cancellationToken).ConfigureAwait(false);
        });

    public ValueTask<byte?> PeekAsync(string name, CancellationToken cancellationToken) =>
        FileBytes.GuardAsync<byte?>(path, async () =>
        {
            if (await EntryOfAsync(name, cancellationToken).ConfigureAwait(false) is not { Length: > 0 } entry)
                return null;
            using var handle = FileBytes.Open(path);
            byte[] first = new byte[1];
            return await FileBytes.FillAsync(handle, first, entry.Offset, cancellationToken).ConfigureAwait(false) == 1 ? first[0] : null;
        });

    public async ValueTask<IReadOnlyList<LayoutBlob>> ListBlobsAsync(int max, CancellationToken cancellationToken)
    {
        var index = await IndexAsync(cancellationToken).ConfigureAwait(false);
        return [.. BlobsOf(index).Take(max + 1).OrderBy(blob => blob.Digest.ToString(), StringComparer.Ordinal)];
    }

    private static IEnumerable<LayoutBlob> BlobsOf(TarIndex index)
    {
        foreach (var (name, entry) in index.Entries)
            if (!entry.IsLink && name.Split('/') is [LayoutFileNames.Blobs, var algorithm, var hex] && Digest.TryParse($"{algorithm}:{hex}", out var digest))
                yield return new(digest, entry.Length);
    }

    private async ValueTask<TarFile?> EntryOfAsync(string name, CancellationToken cancellationToken)
    {
        var index = await IndexAsync(cancellationToken).ConfigureAwait(false);
        if (!index.Entries.TryGetValue(name, out var entry))
            return null;
        return !entry.IsLink ? entry
            : throw new MalformedContentException("unsafe-link", $"'{name}' in {path} is a link; links are not followed.", "a regular file", "a link");
    }

    private ValueTask<TarIndex> IndexAsync(CancellationToken cancellationToken) =>
        FileBytes.GuardAsync(path, async () =>
        {
            var index = await indexes.OfAsync(path, _known, cancellationToken).ConfigureAwait(false);
            _known = index;
            return index.Files;
        });
}
