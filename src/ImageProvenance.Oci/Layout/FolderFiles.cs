using System.Collections.Concurrent;

namespace ImageProvenance.Oci;

/// <summary>A layout in a folder. What lies in it may come from anybody: a link in it would lead wherever they liked.</summary>
internal sealed class FolderFiles(string folder) : ILayoutFiles
{
    private readonly ConcurrentDictionary<string, string> _folders = new(StringComparer.Ordinal);

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
        var file = new FileInfo(PathOf(name));
        RefuseLink(file, name);
        return file.Exists ? file : null;
    }

    // The folders on the way are the same for nearly all files.
    private string FolderOf(string name) => _folders.GetOrAdd(name, static (part, self) =>
    {
        var found = new FileInfo(self.PathOf(part));
        self.RefuseLink(found, part);
        return found.FullName;
    }, this);

    private string PathOf(string name) => name.LastIndexOf('/') is >= 0 and var slash
        ? Path.Join(FolderOf(name[..slash]), name.AsSpan(slash + 1))
        : Path.Join(folder, name);

    private void RefuseLink(FileInfo file, string name)
    {
        if (IsLink(file))
            throw new MalformedContentException("unsafe-link", $"'{name}' in {folder} is a link, or lies behind one; links are not followed.", "a regular file", "a link");
    }

    // Every link is a reparse point, on every system; what is not there has all attributes.
    private static bool IsLink(FileSystemInfo entry) =>
        entry.Attributes is var attributes && attributes != (FileAttributes)(-1) && attributes.HasFlag(FileAttributes.ReparsePoint);
}
