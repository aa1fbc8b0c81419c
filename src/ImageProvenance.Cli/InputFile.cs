namespace ImageProvenance.Cli;

/// <summary>Reads the files that a command line names.</summary>
internal static class InputFile
{
    /// <summary>Reads a whole file.</summary>
    /// <exception cref="UsageException">It cannot be read, or is larger.</exception>
    public static byte[] Read(string path, int maxBytes)
    {
        try
        {
            using var stream = File.OpenRead(path);
            byte[] buffer = new byte[stream.CanSeek && stream.Length <= maxBytes ? stream.Length + 1 : (long)maxBytes + 1];
            int count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return count < buffer.Length
                ? buffer[..count]
                : throw new UsageException($"'{path}' has more than {maxBytes} bytes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UsageException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}
