namespace ImageProvenance.Oci;

/// <summary>The indexes of the archives read last, for as long as their files stay as they were. Thread-safe.</summary>
internal sealed class ArchiveIndexes(Limits limits)
{
    private const int Kept = 16;

    private readonly LinkedList<(ArchiveStamp Stamp, TarIndex Index)> _recent = [];

    /// <exception cref="ImageLocationException">There is no such archive, or it is none.</exception>
    public async ValueTask<TarIndex> OfAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new ImageLocationException(Directory.Exists(path)
                ? $"'{path}' is a folder and no archive; write {LayoutLocation.SchemeName}:{path} for an image layout folder."
                : $"There is no archive '{path}': no such file.");

        var stamp = new ArchiveStamp(file.FullName, file.Length, file.LastWriteTimeUtc);
        if (Find(stamp) is { } kept)
            return kept;

        // A pipe or a device has no length, and opening one could wait for ever.
        if (file.Length == 0)
            throw new ImageLocationException($"'{path}' is empty or no regular file, and so no tar archive.");
        using var handle = FileBytes.Open(path);
        await RefuseOtherFormatsAsync(path, handle, cancellationToken).ConfigureAwait(false);
        var index = await TarIndex.ReadAsync(handle, limits.ArchiveEntries, cancellationToken).ConfigureAwait(false);
        Keep(stamp, index);
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

    private TarIndex? Find(ArchiveStamp stamp)
    {
        lock (_recent)
        {
            return _recent.FirstOrDefault(entry => entry.Stamp == stamp).Index;
        }
    }

    private void Keep(ArchiveStamp stamp, TarIndex index)
    {
        lock (_recent)
        {
            _recent.AddFirst((stamp, index));
            if (_recent.Count > Kept)
                _recent.RemoveLast();
        }
    }

    private readonly record struct ArchiveStamp(string Path, long Length, DateTime Written);
}
