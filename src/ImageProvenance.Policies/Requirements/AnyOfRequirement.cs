namespace ImageProvenance.Policies;

/// <summary>Any of several requirements, in their order; the ones after the first that passes are skipped.</summary>
public sealed class AnyOfRequirement : GroupRequirement
{
    internal AnyOfRequirement(IReadOnlyList<Requirement> requirements)
        : base(requirements)
    {
    }

    /// <inheritdoc />
    public override string Type => "any-of";

    /// <inheritdoc />
    public override string Describe() => "any of";

    /// <inheritdoc />
    public override DecisionNode Evaluate(ImageFacts facts)
    {
        var children = new List<DecisionNode>(Requirements.Count);
        bool passed = false;
        foreach (var requirement in Requirements)
        {
            children.Add(passed ? requirement.NotEvaluated(Outcome.Skipped) : requirement.Evaluate(facts));
            passed |= children[^1].Outcome == Outcome.Pass;
        }

        return Node(Kleene.AnyOf(children)) with { Children = children };
    }
}
