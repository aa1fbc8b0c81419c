namespace ImageProvenance.Policies;

/// <summary>
/// A pattern over <c>registry/repository</c>, never over tag or digest: <c>*</c> stands for any text within a
/// component, <c>**</c> for one or more components. Matched exactly, with regard to case. Immutable and thread-safe.
/// </summary>
public sealed class ImagePattern
{
    private readonly PatternComponent[] _components;

    private ImagePattern(string text, PatternComponent[] components) => (Text, _components) = (text, components);

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">The text is no pattern; the message says why.</exception>
    public static ImagePattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        return PatternGrammar.Refuse(text, parts) is { } reason
            ? throw new FormatException($"'{Shorten(text)}' is no image pattern: {reason}")
            : new(text, Array.ConvertAll(parts, part => new PatternComponent(part)));
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..80]}…";

    /// <summary>Orders patterns by <see cref="CompareSpecificity"/>, the most specific first.</summary>
    public static IComparer<ImagePattern> BySpecificity { get; } = Comparer<ImagePattern>.Create((left, right) => left.CompareSpecificity(right));

    /// <summary>Whether the pattern matches a name, <c>registry/repository</c>.</summary>
    public bool Matches(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Matches(_components, name.Split('/'));
    }

    // Row by row over the name, as for edit distances: '**' cannot make it exponential.
    private static bool Matches(ReadOnlySpan<PatternComponent> pattern, string[] name)
    {
        Span<bool> reached = stackalloc bool[pattern.Length + 1];
        Span<bool> next = stackalloc bool[pattern.Length + 1];
        reached[0] = true;
        foreach (string component in name)
        {
            next.Clear();
            for (int i = 0; i < pattern.Length; i++)
            {
                if (pattern[i].IsAnyDepth)
                    next[i + 1] = reached[i] || reached[i + 1];
                else
                    next[i + 1] = reached[i] && pattern[i].Matches(component);
            }

            next.CopyTo(reached);
        }

        return reached[pattern.Length];
    }

    /// <summary>
    /// Compares how specific two patterns are, component by component from the left: a literal, then one with <c>*</c>
    /// (more literal characters first), then <c>**</c>. Less than zero: this one is more specific. Zero: equal rank.
    /// </summary>
    public int CompareSpecificity(ImagePattern other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < Math.Min(_components.Length, other._components.Length); i++)
        {
            int order = _components[i].Rank.CompareTo(other._components[i].Rank);
            if (order != 0)
                return order;
        }

        // Where one ends, the longer one says more.
        return other._components.Length.CompareTo(_components.Length);
    }

    /// <summary>Whether some name matches both patterns.</summary>
    public bool Overlaps(ImagePattern other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return PatternOverlap.Exists(_components, other._components);
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}
