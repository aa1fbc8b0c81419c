namespace ImageProvenance.Policies;

/// <summary>One component of an image pattern: a literal, a text with <c>*</c>, or <c>**</c>.</summary>
internal readonly struct PatternComponent(string text)
{
    public string Text { get; } = text;

    public bool IsAnyDepth => Text == "**";

    public bool IsLiteral => !Text.Contains('*');

    /// <summary>Smaller is more specific: literals, then by literal characters, then any depth.</summary>
    public int Rank => IsAnyDepth ? int.MaxValue : IsLiteral ? 0 : 1_000_000 - Text.Count(c => c != '*');

    /// <summary>Whether the component matches one of a name's, by the greedy matching of single wildcards.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> pattern = Text;
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, resume, p) = (p, n, p + 1);
            else if (p < pattern.Length && pattern[p] == name[n])
                (p, n) = (p + 1, n + 1);
            else if (star >= 0)
                (p, n, resume) = (star + 1, resume + 1, resume + 1);
            else
                return false;
        }

        return pattern[p..].Trim('*').IsEmpty;
    }
}
