using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ImageProvenance.Oci;

/// <summary>Where a file's bytes lie in an archive; a link has none.</summary>
internal readonly record struct TarFile(long Offset, long Length, bool IsLink);

/// <summary>
/// Which files an archive holds and where, read once from its headers: nothing is unpacked. Names are keys to compare
/// with, never paths. Immutable.
/// </summary>
internal sealed class TarIndex
{
    /// <summary>Bytes of a long name or of pax records: more than any file of a layout needs.</summary>
    private const int MaxExtension = 64 << 10;

    private readonly Dictionary<string, TarFile> _entries = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, TarFile> Entries => _entries;

    /// <exception cref="MalformedContentException">The archive is malformed, or has too many entries.</exception>
    public static async ValueTask<TarIndex> ReadAsync(SafeFileHandle file, int maxEntries, CancellationToken cancellationToken)
    {
        var index = new TarIndex();
        var next = new Extensions(null, null);
        byte[] block = new byte[TarHeader.BlockSize];
        long end = RandomAccess.GetLength(file);
        int count = 0;
        for (long at = 0; at < end;)
        {
            if (await FileBytes.FillAsync(file, block, at, cancellationToken).ConfigureAwait(false) < block.Length)
                throw TarHeader.Malformed("it ends within a header");
            if (TarHeader.Parse(block) is not { } header)
                break;
            if (++count > maxEntries)
                throw new MalformedContentException("too-many", "The archive has more entries than are read.", $"at most {maxEntries}", "more");

            long start = at + TarHeader.BlockSize;
            bool isExtension = header.Type is 'x' or 'L' or 'g' or 'K';
            long size = isExtension ? header.Size : next.Size ?? header.Size;
            if (size > end - start)
                throw TarHeader.Malformed("it ends within a file");
            if (isExtension)
                next = await ExtendAsync(next, file, header, start, cancellationToken).ConfigureAwait(false);
            else
            {
                index.Add(header with { Name = next.Name ?? header.Name, Size = size }, start);
                next = new(null, null);
            }

            at = start + (size + TarHeader.BlockSize - 1) / TarHeader.BlockSize * TarHeader.BlockSize;
        }

        return index;
    }

    private static async ValueTask<Extensions> ExtendAsync(Extensions next, SafeFileHandle file, TarHeader header, long start, CancellationToken cancellationToken)
    {
        if (header.Type is not ('x' or 'L'))
            return next;
        if (header.Size > MaxExtension)
            throw TarHeader.Malformed("an extended header is too large");
        byte[] content = new byte[header.Size];
        await FileBytes.FillAsync(file, content, start, cancellationToken).ConfigureAwait(false);
        if (header.Type == 'L')
            return next with { Name = Encoding.UTF8.GetString(content).TrimEnd('\0') };
        var (path, size) = PaxRecords.Parse(content);
        return new(path ?? next.Name, size ?? next.Size);
    }

    private void Add(TarHeader header, long start)
    {
        if (!header.IsFile && !header.IsLink)
            return;
        string name = TarNames.PlainOf(header.Name);
        if (name.EndsWith('/') && header.Size == 0)
            return; // a folder, as archives before POSIX wrote it
        if (TarNames.IsDisguised(name))
            throw new MalformedContentException("unsafe-name", "A file of the layout stands in the archive under a name that other programs read as another file's.", TarNames.Resolve(name), name);

        // No file of a layout has a longer name (a SHA-512 has 128 characters); long ones would be kept for nothing.
        if (name.Length > LayoutFileNames.MaxLength)
            return;

        // Readers disagree about which of two files of one name counts. Blobs are named by their content: either will do.
        if (!_entries.TryAdd(name, new(start, header.Size, header.IsLink)) && name is LayoutFileNames.Index or LayoutFileNames.Marker)
            throw TarHeader.Malformed($"it has '{name}' twice");
    }

    private sealed record Extensions(string? Name, long? Size);
}
