using System.Buffers;

namespace ImageProvenance.Policies;

/// <summary>
/// A source repository, freed of what tools write around it: <c>git+https://github.com/acme/app.git@refs/tags/v1</c>
/// and <c>https://github.com/acme/app#main</c> are both <c>https://github.com/acme/app</c>.
/// </summary>
/// <remarks>
/// Taken apart by hand: <see cref="Uri"/> trims white space, folds slashes, resolves dot segments and escapes, so that
/// several spellings would name one repository. What is not plainly written is the same as nothing.
/// </remarks>
internal static class SourceRepository
{
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789+.-");
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-:[]");
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");

    public static bool AreSame(string expected, string actual) =>
        Normalise(expected) is { } wanted && Normalise(actual) is { } found && wanted == found;

    /// <summary>Whether the text is a repository's address and nothing else: a policy that names a reference would not be kept to it.</summary>
    public static bool IsPlain(string text) => !text.ContainsAny('#', '@') && Normalise(text) is not null;

    /// <summary>The repository's address: scheme and host in lower case, no reference, no <c>.git</c>. Null if the text is no such address.</summary>
    public static string? Normalise(string text)
    {
        string address = text.StartsWith("git+", StringComparison.Ordinal) ? text[4..] : text;
        int separator = address.IndexOf("://", StringComparison.Ordinal);
        int slash = separator < 0 ? -1 : address.IndexOf('/', separator + 3);
        if (separator <= 0 || slash < 0)
            return null;

        string scheme = address[..separator].ToLowerInvariant();
        string host = address[(separator + 3)..slash].ToLowerInvariant();
        string path = PathOf(address[slash..]);
        return IsMadeOf(scheme, SchemeCharacters) && IsMadeOf(host, HostCharacters) && IsPath(path) ? $"{scheme}://{host}{path}" : null;
    }

    private static string PathOf(string rest)
    {
        int reference = rest.AsSpan().IndexOfAny('@', '#');
        string path = reference < 0 ? rest : rest[..reference];
        path = path.EndsWith('/') ? path[..^1] : path;
        return path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
    }

    private static bool IsPath(string path) =>
        IsMadeOf(path, PathCharacters) && path.Split('/').Skip(1).All(segment => segment is not ("" or "." or ".."));

    private static bool IsMadeOf(string text, SearchValues<char> characters) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(characters);
}
