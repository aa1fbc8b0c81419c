using System.Text.RegularExpressions;

namespace ImageProvenance.Policies;

/// <summary>Regular expressions over whole names: anchored here, so that no policy can forget it, and linear in time.</summary>
internal static class SubjectPattern
{
    private const string Characters = "aZ7/~";

    private static readonly int[] Lengths = [1, 2, 8, 64, 256];

    /// <summary>Makes the expression; null where it cannot be meant.</summary>
    public static Regex? Compile(string pattern, out string? mistake)
    {
        mistake = null;
        if (!SubjectText.IsPlain(pattern))
        {
            mistake = "the pattern has characters that are no ASCII, and names in certificates that fit one are ASCII.";
            return null;
        }

        try
        {
            // By itself first: a parenthesis too many would end the group that the anchors stand around.
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            var anchored = new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            mistake = MistakeIn(anchored);
            return mistake is null ? anchored : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            mistake = $"the pattern cannot be used: {e.Message}";
            return null;
        }
    }

    // Of a pattern that means somebody, it cannot be that any character repeated fits.
    private static string? MistakeIn(Regex anchored) =>
        anchored.IsMatch("") ? "the pattern fits an empty name; say who is meant."
        : Lengths.Any(length => Characters.All(character => anchored.IsMatch(new string(character, length)))) ? "the pattern fits whatever stands there; say who is meant."
        : null;
}
