using ImageProvenance.Policies;

namespace ImageProvenance;

/// <summary>Loads policy documents from files, with the key files that they name.</summary>
public static class PolicyFile
{
    private const int MaxDocumentBytes = 1 << 20;
    private const int MaxKeyBytes = 64 << 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Loads a policy document; key files are read relative to its folder, 64 KiB each at most.</summary>
    /// <exception cref="PolicyException">Every mistake in the document, unreadable key files too.</exception>
    /// <exception cref="IOException">The document itself cannot be read.</exception>
    public static VerificationPolicy Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return VerificationPolicy.FromJson(ReadText(path, MaxDocumentBytes), file => ReadText(Path.Combine(folder, file), MaxKeyBytes));
    }

    /// <summary>Reads the PEM text of a key file, 64 KiB at most.</summary>
    /// <exception cref="IOException">The file cannot be read, or is larger.</exception>
    public static string ReadKey(string path) => ReadText(path, MaxKeyBytes);

    // A pipe is a fine source of a key, as long as somebody writes to it.
    private static string ReadText(string path, int maxBytes)
    {
        var read = Task.Run(() => ReadAll(path, maxBytes));
        return Task.WaitAny([read], Patience) == 0
            ? read.GetAwaiter().GetResult()
            : throw new IOException($"'{path}' was not read within {Patience.TotalSeconds} s; is it a pipe that nobody writes to?");
    }

    private static string ReadAll(string path, int maxBytes)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.CanSeek && stream.Length > maxBytes)
                throw new IOException($"'{path}' has more than {maxBytes} bytes.");
            byte[] buffer = new byte[maxBytes + 1];
            int count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return count <= maxBytes
                ? new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer.AsSpan(0, count)).TrimStart('\uFEFF')
                : throw new IOException($"'{path}' has more than {maxBytes} bytes.");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException or System.Text.DecoderFallbackException)
        {
            throw new IOException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}
