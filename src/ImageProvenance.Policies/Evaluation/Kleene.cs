namespace ImageProvenance.Policies;

/// <summary>
/// Strong Kleene logic: a fail decides all-of and a pass decides any-of, whatever could not be read; otherwise what
/// could not be read makes the whole undecided. Nothing at all is never a pass.
/// </summary>
internal static class Kleene
{
    public static Outcome AllOf(IReadOnlyList<DecisionNode> children) =>
        children.Count == 0 || Any(children, Outcome.Fail) || Any(children, Outcome.Unknown) ? Outcome.Fail
        : children.All(child => child.Outcome == Outcome.Pass) ? Outcome.Pass
        : Outcome.Indeterminate;

    public static Outcome AnyOf(IReadOnlyList<DecisionNode> children) =>
        Any(children, Outcome.Pass) ? Outcome.Pass
        : Any(children, Outcome.Indeterminate) ? Outcome.Indeterminate
        : Outcome.Fail;

    private static bool Any(IReadOnlyList<DecisionNode> children, Outcome outcome) => children.Any(child => child.Outcome == outcome);
}
