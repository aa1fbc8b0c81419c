namespace ImageProvenance.Oci;

/// <summary>
/// The indexes of the archives read last, for as long as their files stay as they were. Large ones are not kept here:
/// who reads such an archive keeps its index while he does. Thread-safe.
/// </summary>
internal sealed class ArchiveIndexes(Limits limits)
{
    private const int Kept = 16;

    // An entry takes about 400 bytes.
    private const int MaxEntries = 10_000;

    private readonly LinkedList<ArchiveIndex> _recent = [];

    /// <summary>The index of an archive.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="known">The index that the caller has, to be used while the file stays as it was.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ImageLocationException">There is no such archive, or it is none.</exception>
    public async ValueTask<ArchiveIndex> OfAsync(string path, ArchiveIndex? known, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new ImageLocationException(Directory.Exists(path)
                ? $"'{path}' is a folder and no archive; write {LayoutLocation.SchemeName}:{path} for an image layout folder."
                : $"There is no archive '{path}': no such file.");

        var stamp = new ArchiveStamp(file.FullName, file.Length, file.LastWriteTimeUtc);
        if (known?.Stamp == stamp)
            return known;
        if (Find(stamp) is { } kept)
            return kept;

        // A pipe or a device has no length, and opening one could wait for ever.
        if (file.Length == 0)
            throw new ImageLocationException($"'{path}' is empty or no regular file, and so no tar archive.");
        using var handle = FileBytes.Open(path);
        await RefuseOtherFormatsAsync(path, handle, cancellationToken).ConfigureAwait(false);
        var index = new ArchiveIndex(stamp, await TarIndex.ReadAsync(handle, limits.ArchiveEntries, cancellationToken).ConfigureAwait(false));
        Keep(index);
        return index;
    }

    private static async ValueTask RefuseOtherFormatsAsync(string path, Microsoft.Win32.SafeHandles.SafeFileHandle handle, CancellationToken cancellationToken)
    {
        byte[] block = new byte[TarHeader.BlockSize];
        int length = await FileBytes.FillAsync(handle, block, 0, cancellationToken).ConfigureAwait(false);
        string? tool = block switch
        {
            [0x1f, 0x8b, ..] => "gunzip",
            [0x28, 0xb5, 0x2f, 0xfd, ..] => "unzstd",
            _ => null,
        };
        if (tool is not null)
            throw new ImageLocationException($"'{path}' is compressed, and only a plain tar can be read without unpacking it; run {tool} on it first.");
        if (length < block.Length || !IsHeader(block))
            throw new ImageLocationException($"'{path}' is no tar archive.");
    }

    private static bool IsHeader(byte[] block)
    {
        try
        {
            return TarHeader.Parse(block) is not null;
        }
        catch (MalformedContentException)
        {
            return false;
        }
    }

    public ArchiveIndex? Find(ArchiveStamp stamp)
    {
        lock (_recent)
        {
            return _recent.FirstOrDefault(index => index.Stamp == stamp);
        }
    }

    public void Keep(ArchiveIndex index)
    {
        if (index.Files.Entries.Count > MaxEntries)
            return;
        lock (_recent)
        {
            // Several may have read one archive at once, or an earlier state of it.
            while (_recent.FirstOrDefault(kept => kept.Stamp.Path == index.Stamp.Path) is { } same)
                _recent.Remove(same);
            _recent.AddFirst(index);
            if (_recent.Count > Kept)
                _recent.RemoveLast();
        }
    }
}

/// <summary>What an archive holds, and the state of its file in which it did.</summary>
internal sealed record ArchiveIndex(ArchiveStamp Stamp, TarIndex Files);

/// <summary>By what a file is known to be as it was.</summary>
internal readonly record struct ArchiveStamp(string Path, long Length, DateTime Written);
