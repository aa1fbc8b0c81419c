using System.Buffers;
using System.Text;

namespace ImageProvenance;

/// <summary>Makes remote text safe to show: terminals obey control characters, and readers are misled by reordering ones.</summary>
public static class SafeText
{
    // Bidirectional and invisible formatting: what is shown would not be what is there.
    private static readonly SearchValues<char> Misleading = SearchValues.Create("\u061C\u200B\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF");

    /// <summary>The text with every control or misleading character replaced by <c>�</c>.</summary>
    public static string Clean(string? text)
    {
        if (text is null || !text.Any(IsUnsafe))
            return text ?? "";
        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
            clean.Append(IsUnsafe(c) ? '\uFFFD' : c);
        return clean.ToString();
    }

    private static bool IsUnsafe(char c) => char.IsControl(c) || Misleading.Contains(c);
}
