namespace ImageProvenance.Policies;

/// <summary>Whether two image patterns can match one name: both are walked together as automata.</summary>
internal static class PatternOverlap
{
    public static bool Exists(ReadOnlySpan<PatternComponent> left, ReadOnlySpan<PatternComponent> right)
    {
        // canMatch[i, j]: some name is matched by what is left of both patterns from i and j on.
        var canMatch = new bool[left.Length + 1, right.Length + 1];
        canMatch[left.Length, right.Length] = true;
        for (int i = left.Length - 1; i >= 0; i--)
        {
            for (int j = right.Length - 1; j >= 0; j--)
            {
                bool both = CanShare(left[i], right[j]) && canMatch[i + 1, j + 1];
                bool leftGoesOn = left[i].IsAnyDepth && canMatch[i, j + 1];
                bool rightGoesOn = right[j].IsAnyDepth && canMatch[i + 1, j];
                canMatch[i, j] = both || leftGoesOn || rightGoesOn;
            }
        }

        return canMatch[0, 0];
    }

    private static bool CanShare(PatternComponent left, PatternComponent right) =>
        left.IsAnyDepth || right.IsAnyDepth || CanShare(left.Text, right.Text);

    // The same over characters, where '*' stands for any number of them.
    private static bool CanShare(string left, string right)
    {
        var canMatch = new bool[left.Length + 1, right.Length + 1];
        for (int i = left.Length; i >= 0; i--)
        {
            for (int j = right.Length; j >= 0; j--)
            {
                canMatch[i, j] = (i == left.Length, j == right.Length) switch
                {
                    (true, true) => true,
                    (true, false) => right[j] == '*' && canMatch[i, j + 1],
                    (false, true) => left[i] == '*' && canMatch[i + 1, j],
                    _ when left[i] == '*' => canMatch[i + 1, j] || canMatch[i, j + 1],
                    _ when right[j] == '*' => canMatch[i, j + 1] || canMatch[i + 1, j],
                    _ => left[i] == right[j] && canMatch[i + 1, j + 1],
                };
            }
        }

        return canMatch[0, 0];
    }
}
