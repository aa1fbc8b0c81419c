using System.Text;
using ImageProvenance.Policies;

namespace ImageProvenance;

/// <summary>Loads policy documents from files, with the key files that they name.</summary>
public static class PolicyFile
{
    private const int MaxDocumentBytes = 1 << 20;
    private const int MaxKeyBytes = 64 << 10;

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

    private static string ReadText(string path, int maxBytes)
    {
        byte[] utf8 = SmallFile.Read(path, maxBytes);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new IOException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}
