namespace ImageProvenance.Oci;

/// <summary>A layout in a folder. What lies in it may come from anybody: a link in it would lead wherever they liked.</summary>
internal sealed class FolderFiles(string folder) : ILayoutFiles
{
    public string Place => folder;

    public ValueTask OpenAsync(CancellationToken cancellationToken) => Directory.Exists(folder)
        ? default
        : throw new ImageLocationException(File.Exists(folder)
            ? $"'{folder}' is a file and no image layout folder; write {ArchiveLocation.SchemeName}:{folder} for an archive."
            : $"There is no image layout '{folder}': no such folder.");

    public ValueTask<bool> HasAsync(string name, CancellationToken cancellationToken) =>
        FileBytes.GuardAsync(folder, () => ValueTask.FromResult(FileOf(name) is not null));

    public ValueTask<byte[]?> FindAsync(string name, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        FileBytes.GuardAsync<byte[]?>(folder, async () =>
        {
            if (FileOf(name) is not { } file)
                return null;

            // A pipe or a device has no length, and opening one could wait for ever.
            if (file.Length == 0)
                return [];
            using var handle = FileBytes.Open(file.FullName);
            return await FileBytes.ReadAsync(handle, 0, RandomAccess.GetLength(handle), maxBytes, name, budget, cancellationToken).ConfigureAwait(false);
        });

    public ValueTask<byte?> PeekAsync(string name, CancellationToken cancellationToken) =>
        FileBytes.GuardAsync<byte?>(folder, async () =>
        {
            if (FileOf(name) is not { Length: > 0 } file)
                return null;
            using var handle = FileBytes.Open(file.FullName);
            byte[] first = new byte[1];
            return await FileBytes.FillAsync(handle, first, 0, cancellationToken).ConfigureAwait(false) == 1 ? first[0] : null;
        });

    public ValueTask<IReadOnlyList<LayoutBlob>> ListBlobsAsync(int max, CancellationToken cancellationToken) =>
        FileBytes.GuardAsync(folder, () => ValueTask.FromResult<IReadOnlyList<LayoutBlob>>(
            [.. LayoutFileNames.Algorithms.SelectMany(BlobsOf).Take(max + 1).OrderBy(blob => blob.Digest.ToString(), StringComparer.Ordinal)]));

    private IEnumerable<LayoutBlob> BlobsOf(string algorithm)
    {
        var blobs = new DirectoryInfo(Path.Combine(folder, LayoutFileNames.Blobs, algorithm));
        if (!blobs.Exists || IsLink(blobs) || IsLink(blobs.Parent!))
            yield break;
        foreach (var file in blobs.EnumerateFiles())
            if (Digest.TryParse($"{algorithm}:{file.Name}", out var digest) && !IsLink(file))
                yield return new(digest, file.Length);
    }

    private FileInfo? FileOf(string name)
    {
        string path = folder;
        foreach (string part in name.Split('/'))
        {
            path = Path.Combine(path, part);
            if (IsLink(new FileInfo(path)))
                throw new MalformedContentException("unsafe-link", $"'{name}' in {folder} is a link, or lies behind one; links are not followed.", "a regular file", "a link");
        }

        var file = new FileInfo(path);
        return file.Exists ? file : null;
    }

    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null || (entry.Exists && entry.Attributes.HasFlag(FileAttributes.ReparsePoint));
}
