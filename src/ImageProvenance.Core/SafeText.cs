using System.Globalization;
using System.Text;

namespace ImageProvenance;

/// <summary>
/// Makes remote text safe to show: terminals obey control characters, and readers are misled by characters that reorder
/// or hide others. Thread-safe.
/// </summary>
public static class SafeText
{
    /// <summary>The text with every character that is not safe to show replaced by <c>�</c>; empty for null.</summary>
    public static string Clean(string? text)
    {
        if (text is null || text.EnumerateRunes().All(IsSafe))
            return text ?? "";
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(IsSafe(rune) ? rune.ToString() : "\uFFFD");
        return clean.ToString();
    }

    /// <summary>Whether a character is safe to show: no control, no format (bidirectional and invisible ones among them), no line or paragraph separator.</summary>
    public static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static bool All(this StringRuneEnumerator runes, Func<Rune, bool> condition)
    {
        foreach (var rune in runes)
            if (!condition(rune))
                return false;
        return true;
    }
}
