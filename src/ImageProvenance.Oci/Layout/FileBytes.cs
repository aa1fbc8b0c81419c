using Microsoft.Win32.SafeHandles;

namespace ImageProvenance.Oci;

/// <summary>Reads a part of a file: its size is checked before anything is allocated for it.</summary>
internal static class FileBytes
{
    // Files are read by a thread of the pool in any case; for little, the way there takes longer than the read.
    private const int ReadAtOnce = 64 << 10;

    public static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous | FileOptions.RandomAccess);

    /// <exception cref="MalformedContentException">The part is larger than the cap (<c>too-large</c>).</exception>
    /// <exception cref="SourceException">The file ends before it, or the budget is spent.</exception>
    public static async ValueTask<byte[]> ReadAsync(
        SafeFileHandle file, long offset, long length, int maxBytes, string name, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (length > maxBytes)
            throw new MalformedContentException("too-large", $"{name} is larger than is read.", $"at most {maxBytes} bytes", $"{length} bytes");
        budget.ChargeBytes(length);
        byte[] bytes = new byte[length];
        int read = await FillAsync(file, bytes, offset, cancellationToken).ConfigureAwait(false);
        return read == length ? bytes
            : throw new SourceException(SourceErrorKind.Disk, $"{name} ends before its length.", $"{length} bytes", $"{read} bytes");
    }

    /// <summary>Fills a buffer from an offset on, as far as the file goes.</summary>
    public static async ValueTask<int> FillAsync(SafeFileHandle file, Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int filled = 0;
        while (filled < buffer.Length && await ReadSomeAsync(file, buffer[filled..], offset + filled, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            filled += read;
        return filled;
    }

    private static ValueTask<int> ReadSomeAsync(SafeFileHandle file, Memory<byte> buffer, long offset, CancellationToken cancellationToken) => buffer.Length <= ReadAtOnce
        ? new(RandomAccess.Read(file, buffer.Span, offset))
        : RandomAccess.ReadAsync(file, buffer, offset, cancellationToken);

    /// <summary>Runs work on files, with the one exception of broken transport for what the disk refuses.</summary>
    public static async ValueTask<T> GuardAsync<T>(string place, Func<ValueTask<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not SourceException)
        {
            throw new SourceException(SourceErrorKind.Disk, $"{place} cannot be read: {e.Message}", innerException: e);
        }
    }
}
