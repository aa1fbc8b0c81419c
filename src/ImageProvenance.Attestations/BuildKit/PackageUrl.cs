using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace ImageProvenance.Attestations;

/// <summary>
/// A package URL, taken apart: <c>pkg:docker/ghcr.io/acme/app@1.2?platform=linux%2Famd64</c>. Immutable and thread-safe.
/// </summary>
/// <remarks>package-url/purl-spec, PURL-SPECIFICATION.rst, "How to parse a purl string in its components"; the subpath is not read.</remarks>
public sealed class PackageUrl
{
    private PackageUrl(string type, string path, string? version, IReadOnlyDictionary<string, string> qualifiers) =>
        (Type, Path, Version, Qualifiers) = (type, path, version, qualifiers);

    /// <summary>The type in lower case, such as <c>docker</c>.</summary>
    public string Type { get; }

    /// <summary>Namespace and name, decoded: <c>alpine</c>, <c>localhost:5000/acme/app</c>.</summary>
    public string Path { get; }

    /// <summary>The version, decoded: a tag or a digest; null if there is none.</summary>
    public string? Version { get; }

    /// <summary>The qualifiers, decoded, by their keys in lower case.</summary>
    public IReadOnlyDictionary<string, string> Qualifiers { get; }

    /// <summary>Reads a package URL; false if the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PackageUrl? url)
    {
        url = null;
        if (text is null || !text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
            return false;

        // From the right: #subpath, ?qualifiers, @version; what is left is type/namespace/name.
        string rest = text[4..].TrimStart('/').Split('#')[0];
        (rest, string? query) = CutAt(rest, rest.IndexOf('?'));
        (rest, string? encodedVersion) = CutAt(rest, rest.LastIndexOf('@'));
        (string type, string? encodedPath) = CutAt(rest, rest.IndexOf('/'));

        if (type.Length == 0 || !type.All(IsTypeCharacter)
            || DecodePath(encodedPath) is not { } path
            || !TryDecode(encodedVersion, out string? version)
            || ReadQualifiers(query) is not { } qualifiers)
            return false;

        url = new(type.ToLowerInvariant(), path, string.IsNullOrEmpty(version) ? null : version, qualifiers);
        return true;
    }

    private static (string Before, string? After) CutAt(string text, int at) => at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);

    private static bool IsTypeCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-';

    private static string? DecodePath(string? encoded)
    {
        if (encoded is null)
            return null;
        string[] segments = encoded.Trim('/').Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            // A slash that is encoded would be another path than the one that was written.
            if (!TryDecode(segments[i], out string? decoded) || string.IsNullOrEmpty(decoded) || decoded.Contains('/'))
                return null;
            segments[i] = decoded;
        }

        return string.Join('/', segments);
    }

    private static ReadOnlyDictionary<string, string>? ReadQualifiers(string? query)
    {
        var qualifiers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, encoded) = CutAt(pair, pair.IndexOf('='));
            if (key.Length == 0 || !TryDecode(encoded, out string? value) || !qualifiers.TryAdd(key.ToLowerInvariant(), value ?? ""))
                return null;
        }

        return qualifiers.AsReadOnly();
    }

    private static bool TryDecode(string? encoded, out string? decoded) => PercentEncoding.TryDecode(encoded, out decoded);
}
