using System.Buffers;

namespace ImageProvenance.Policies;

/// <summary>
/// What an image pattern may be. Refused too is what could never match a name: such a rule would look as if it held, and
/// the images that it means would fall to another.
/// </summary>
internal static class PatternGrammar
{
    // Longer than any name: a registry's host has 255 characters, and a repository as many.
    private const int MaxCharacters = 512;
    private const int MaxComponents = 64;

    // Names are lower case: repositories by OCI's grammar, and hosts are folded.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-*");
    private static readonly SearchValues<char> AllowedInHost = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-*:[]");

    /// <summary>Why a text is no pattern; null if it is one.</summary>
    public static string? Refuse(string text, string[] parts)
    {
        if (text.Length > MaxCharacters)
            return $"it has more than {MaxCharacters} characters.";
        if (parts.Length > MaxComponents)
            return $"it has more than {MaxComponents} components.";
        if (parts.Length < 2 && text != "**")
            return "write the registry too, such as ghcr.io/acme/** or docker.io/library/*.";
        return parts.Select((part, index) => Refuse(part, isHost: index == 0)).FirstOrDefault(reason => reason is not null) ?? RefuseName(parts);
    }

    private static string? Refuse(string part, bool isHost) =>
        part.Length == 0 ? "it has an empty component."
        : part != "**" && part.Contains("**", StringComparison.Ordinal) ? "'**' stands alone between slashes."
        : part.Any(char.IsAsciiLetterUpper) ? "names are in lower case."
        : part.AsSpan().ContainsAnyExcept(isHost ? AllowedInHost : Allowed) ? "patterns name registry and repository, without tag or digest."
        : null;

    private static string? RefuseName(string[] parts)
    {
        string host = parts[0];
        if (!host.AsSpan().ContainsAny(".:*") && host != "localhost")
            return $"'{host}' is no registry's host; write the registry too, such as docker.io/{string.Join('/', parts)}.";
        return RegistryName.TryParse(host, out var registry) && registry.CanonicalName != host ? $"that registry is named {registry.CanonicalName}."
            : host == "docker.io" && parts is [_, not "**"] ? $"images there without an owner are named docker.io/library/{parts[1]}."
            : null;
    }
}
