using System.Text;

namespace ImageProvenance.Oci;

/// <summary>Text that a remote side wrote, made fit for a message: one line, no control characters, not long.</summary>
internal static class RemoteText
{
    private const int MaxLength = 300;

    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxLength)
                return clean.Append('…').ToString();
            // Format characters (bidirectional overrides among them) can make a terminal show what is not there.
            var category = Rune.GetUnicodeCategory(rune);
            bool isShown = category is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);
            clean.Append(isShown ? rune.ToString() : " ");
        }

        return clean.ToString().Trim();
    }
}
