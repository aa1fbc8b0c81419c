namespace ImageProvenance.Policies;

/// <summary>
/// A source repository, freed of what tools write around it: <c>git+https://github.com/acme/app.git@refs/tags/v1</c>
/// and <c>https://github.com/acme/app#main</c> are both <c>https://github.com/acme/app</c>.
/// </summary>
internal static class SourceRepository
{
    public static bool AreSame(string expected, string actual) =>
        Normalise(expected) is { } wanted && Normalise(actual) is { } found && wanted == found;

    /// <summary>The repository's address: scheme and host in lower case, no reference, no <c>.git</c>. Null if the text is no such address.</summary>
    public static string? Normalise(string text)
    {
        string address = text.StartsWith("git+", StringComparison.Ordinal) ? text[4..] : text;
        int fragment = address.IndexOf('#', StringComparison.Ordinal);
        address = fragment < 0 ? address : address[..fragment];
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.UserInfo.Length > 0 || uri.Query.Length > 0)
            return null;

        // Uri resolves dot segments and escapes: what was written has to be what is compared.
        if (address.Contains('%') || address.Contains('\\') || address.Split('/').Any(segment => segment is "." or ".."))
            return null;

        string path = uri.AbsolutePath;
        int reference = path.IndexOf('@', StringComparison.Ordinal);
        path = (reference < 0 ? path : path[..reference]).TrimEnd('/');
        if (path.EndsWith(".git", StringComparison.Ordinal))
            path = path[..^4];
        return $"{uri.Scheme}://{uri.Authority}{path}";
    }
}
