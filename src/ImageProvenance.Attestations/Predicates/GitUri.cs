namespace ImageProvenance.Attestations;

/// <summary>What builders write for a place in a git repository. Nothing is compared here, only taken apart.</summary>
/// <remarks>SPDX download locations (<c>git+https://host/path@ref</c>), BuildKit's git contexts (<c>https://host/path.git#ref</c>).</remarks>
internal static class GitUri
{
    /// <summary>The reference within a URI: what follows <c>@</c> in <c>git+…</c>, or <c>#</c> in BuildKit's; null if there is none.</summary>
    public static string? RefOf(string uri)
    {
        if (!IsGit(uri))
            return null;
        int hash = uri.IndexOf('#');
        if (hash >= 0)
            // BuildKit: #ref:subdirectory
            return uri[(hash + 1)..].Split(':')[0] is { Length: > 0 } reference ? reference : null;

        // An @ before the path's first slash is a user's name: git@host, or git+ssh://git@host.
        int authority = uri.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        int path = uri.IndexOf('/', authority);
        int at = path < 0 ? -1 : uri.IndexOf('@', path);
        return at >= 0 && at + 1 < uri.Length ? uri[(at + 1)..] : null;
    }

    /// <summary>The commit of a digest set: <c>gitCommit</c>, <c>sha1</c>, and for a git URI <c>sha256</c>; null if there is none.</summary>
    public static string? CommitOf(string uri, IReadOnlyDictionary<string, string> digest)
    {
        string? commit = digest.GetValueOrDefault("gitCommit") ?? digest.GetValueOrDefault("sha1") ?? (IsGit(uri) ? digest.GetValueOrDefault("sha256") : null);
        return string.IsNullOrEmpty(commit) ? null : commit;
    }

    /// <summary>Whether a URI names a place in a git repository by its own spelling.</summary>
    public static bool IsGit(string uri) =>
        uri.StartsWith("git+", StringComparison.Ordinal)
        || uri.StartsWith("git@", StringComparison.Ordinal)
        || uri.StartsWith("git://", StringComparison.Ordinal)
        || uri.StartsWith("ssh://", StringComparison.Ordinal)
        || uri.Split('#', '?')[0].EndsWith(".git", StringComparison.Ordinal);
}
