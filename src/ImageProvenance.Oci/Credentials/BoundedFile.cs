namespace ImageProvenance.Oci;

/// <summary>Reads a small file whole, and never more of one than its cap.</summary>
internal static class BoundedFile
{
    /// <summary>The file that a path leads to, there or not, over symbolic links, whose own length and time say nothing.</summary>
    public static FileInfo Find(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    /// <param name="file">The file, as <see cref="Find"/> found it.</param>
    /// <param name="maxBytes">The cap.</param>
    /// <exception cref="IOException">It cannot be read, is larger, or is empty, as a pipe or a device is before it is opened; who opens those may wait for ever.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(FileInfo file, int maxBytes)
    {
        if (file.Length == 0)
            throw new IOException($"{file.FullName} is empty, or no regular file.");
        using var stream = file.OpenRead();
        byte[] buffer = new byte[(int)Math.Min(file.Length, maxBytes) + 1];
        int count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (count > maxBytes)
            throw new IOException($"{file.FullName} has more than {maxBytes} bytes.");
        return count < buffer.Length ? buffer[..count] : throw new IOException($"{file.FullName} grew while it was read.");
    }
}
