namespace ImageProvenance.Testing;

/// <summary>Reads the bodies of requests up to a cap.</summary>
internal static class BodyReader
{
    /// <summary>The body, or null where it exceeds the cap.</summary>
    public static async ValueTask<byte[]?> ReadAsync(Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        byte[] chunk = new byte[81920];
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + read > maxBytes)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
