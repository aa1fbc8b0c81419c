namespace ImageProvenance;

/// <summary>Reads the small files that a host names, never more of one than its cap.</summary>
internal static class SmallFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads a file. A pipe is a fine source, as long as somebody writes to it.</summary>
    /// <exception cref="IOException">The file cannot be read, or is larger.</exception>
    public static byte[] Read(string path, int maxBytes)
    {
        var read = Task.Run(() => ReadAll(path, maxBytes));
        return Task.WaitAny([read], Patience) == 0
            ? read.GetAwaiter().GetResult()
            : throw new IOException($"'{path}' was not read within {Patience.TotalSeconds} s; is it a pipe that nobody writes to?");
    }

    private static byte[] ReadAll(string path, int maxBytes)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.CanSeek && stream.Length > maxBytes)
                throw new IOException($"'{path}' has more than {maxBytes} bytes.");
            byte[] buffer = new byte[maxBytes + 1];
            int count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return count <= maxBytes ? buffer[..count] : throw new IOException($"'{path}' has more than {maxBytes} bytes.");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}
