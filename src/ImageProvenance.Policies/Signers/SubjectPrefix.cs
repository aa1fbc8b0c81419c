using System.Buffers;

namespace ImageProvenance.Policies;

/// <summary>Prefixes that end where a part of a name ends.</summary>
internal static class SubjectPrefix
{
    private static readonly SearchValues<char> Boundaries = SearchValues.Create("/@:#?");

    // Within a URI's host, '@' and ':' do not end it: what was the host becomes a user's name, or the port is another.
    private static readonly SearchValues<char> BoundariesOfHost = SearchValues.Create("/#?");

    /// <summary>Whether a value is the prefix, or is below it.</summary>
    public static bool Fits(string prefix, string value)
    {
        if (!value.StartsWith(prefix, StringComparison.Ordinal) || Climbs(value))
            return false;
        if (value.Length == prefix.Length)
            return true;
        return HostOf(prefix) is null
            ? Boundaries.Contains(prefix[^1]) || Boundaries.Contains(value[prefix.Length])
            : BoundariesOfHost.Contains(value[prefix.Length]);
    }

    /// <summary>Why a policy cannot mean a prefix; null if it can.</summary>
    public static string? MistakeIn(string prefix)
    {
        if (!prefix.AsSpan().ContainsAny(Boundaries))
            return "it has no part that ends: anybody may have a name that begins so; write more of it, or the whole name.";
        if (IsScheme(prefix) || HostOf(prefix) is "")
            return "it says nothing but a scheme, which anybody's name may have.";
        return HostOf(prefix) is { } host && host[^1] is '@' or ':'
            ? "it ends within a host; write the whole host."
            : null;
    }

    /// <summary>The host, where the prefix is a URI that ends with it.</summary>
    private static string? HostOf(string prefix)
    {
        int start = prefix.IndexOf("://", StringComparison.Ordinal);
        return start < 0 || prefix.AsSpan(start + 3).ContainsAny(BoundariesOfHost) ? null : prefix[(start + 3)..];
    }

    private static bool IsScheme(string prefix) => SubjectText.SchemeOf(prefix) is { } scheme && prefix[scheme.Length..] is (":" or ":/");

    private static bool Climbs(string value) => value.Contains("/../", StringComparison.Ordinal) || value.EndsWith("/..", StringComparison.Ordinal);
}
