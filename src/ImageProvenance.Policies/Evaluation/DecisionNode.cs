namespace ImageProvenance.Policies;

/// <summary>A node of the decision tree: what was asked, what came of it, and why. Immutable and thread-safe.</summary>
/// <param name="Kind">What the node is: <c>rule</c>, <c>all-of</c>, <c>any-of</c>, a requirement's type, or <c>candidate</c>.</param>
/// <param name="Name">What was asked for, for a person.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record DecisionNode(string Kind, string Name, Outcome Outcome)
{
    /// <summary>A stable code in kebab case (docs/codes.md); null where the outcome needs none.</summary>
    public string? Code { get; init; }

    /// <summary>One sentence on the outcome; null where the outcome needs none.</summary>
    public string? Message { get; init; }

    /// <summary>The value that was asked for, or null.</summary>
    public string? Expected { get; init; }

    /// <summary>The value that was found, or null.</summary>
    public string? Actual { get; init; }

    /// <summary>The pieces of evidence that the outcome rests on.</summary>
    public IReadOnlyList<EvidenceId> Evidence { get; init; } = [];

    /// <summary>The parts that the outcome is made of.</summary>
    public IReadOnlyList<DecisionNode> Children { get; init; } = [];

    /// <summary>This node with a failure's code, message, expected and actual.</summary>
    public DecisionNode Because(Failure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return this with { Code = failure.Code, Message = failure.Message, Expected = failure.Expected, Actual = failure.Actual };
    }
}
