using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>
/// Loads trusted roots from files: a <c>trusted_root.json</c>, or JSON lines with a root on each, as
/// <c>gh attestation trusted-root</c> writes them. Thread-safe.
/// </summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>TrustedRoot</c>.</remarks>
public static class TrustedRootFile
{
    /// <summary>Loads the one root of a file of 4 MiB at most, as an instance that has the file's name.</summary>
    /// <exception cref="IOException">The file cannot be read, or is larger.</exception>
    /// <exception cref="MalformedContentException">It is no trusted root, or holds several; the message names the file.</exception>
    public static TrustedInstance Load(string path) => LoadAll(path) is [var instance]
        ? instance
        : throw new MalformedContentException("invalid-trusted-root", $"'{path}' holds several trusted roots where one is needed: write each to a file of its own.");

    /// <summary>Loads the roots of a file of 4 MiB at most, as instances that have the file's name, with the line where there are several.</summary>
    /// <exception cref="IOException">The file cannot be read, or is larger.</exception>
    /// <exception cref="MalformedContentException">One is no trusted root; the message names the file and the line.</exception>
    public static IReadOnlyList<TrustedInstance> LoadAll(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlyMemory<byte> file = SmallFile.Read(path, TrustedRoot.MaxBytes);
        string name = Path.GetFileName(path);
        var lines = Lines(file);
        return lines.Count > 1
            ? [.. lines.Select(line => Parse(line.Text, $"'{path}', line {line.Number}", $"{name}:{line.Number}", path))]
            : [Parse(file, $"'{path}'", name, path)];
    }

    private static TrustedInstance Parse(ReadOnlyMemory<byte> utf8, string place, string name, string path)
    {
        try
        {
            return new(name, TrustedRoot.Parse(utf8)) { Source = path };
        }
        catch (MalformedContentException e)
        {
            throw new MalformedContentException(e.Failure with { Message = $"{place}: {e.Failure.Message}" }, e);
        }
    }

    // JSON lines, where every line that is not blank is an object; a document may be written on many lines too.
    private static List<(ReadOnlyMemory<byte> Text, int Number)> Lines(ReadOnlyMemory<byte> file)
    {
        var lines = new List<(ReadOnlyMemory<byte> Text, int Number)>();
        int number = 0;
        foreach (var range in file.Span.Split((byte)'\n'))
        {
            number++;
            var line = file[range];
            var text = line.Span.Trim(" \t\r"u8);
            if (text.IsEmpty)
                continue;
            if (text is not [(byte)'{', .., (byte)'}'])
                return [];
            lines.Add((line, number));
        }

        return lines;
    }
}
