using System.Buffers;

namespace ImageProvenance.Policies;

/// <summary>What texts about names in certificates may be, in a policy and in a certificate.</summary>
internal static class SubjectText
{
    private const int MaxCharacters = 1000;

    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-");

    /// <summary>Whether a value is made of printable ASCII, so that nothing in it looks like something else.</summary>
    public static bool IsPlain(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>The scheme of a URI; null where the text is none.</summary>
    public static string? SchemeOf(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && !text.AsSpan(0, colon).ContainsAnyExcept(SchemeCharacters) ? text[..colon] : null;

    /// <summary>Why a policy cannot mean a text; null if it can.</summary>
    public static string? MistakeIn(string text) =>
        string.IsNullOrWhiteSpace(text) ? "it is empty; say who is meant."
        : text.Length > MaxCharacters ? $"it has more than {MaxCharacters} characters."
        : text.Any(char.IsControl) ? "it has control characters, which no certificate has."
        : text.Trim().Length != text.Length ? "it has white space around it."
        : null;
}
