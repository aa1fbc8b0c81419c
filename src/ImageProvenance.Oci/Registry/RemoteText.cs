using System.Text;

namespace ImageProvenance.Oci;

/// <summary>Text that a remote side wrote, made fit for a message: no secrets, one line, no control characters, not long.</summary>
internal static class RemoteText
{
    private const int MaxLength = 300;

    public static string Clean(string text)
    {
        // Before anything else: what is cut short would no longer be recognised.
        text = SecretsInUse.CutFrom(text);
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxLength)
                return clean.Append('…').ToString();
            clean.Append(SafeText.IsSafe(rune) ? rune.ToString() : " ");
        }

        return clean.ToString().Trim();
    }
}
