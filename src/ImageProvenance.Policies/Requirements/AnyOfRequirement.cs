namespace ImageProvenance.Policies;

/// <summary>Any of several requirements, in their order; the ones after the first that passes are skipped.</summary>
public sealed class AnyOfRequirement : Requirement
{
    internal AnyOfRequirement(IReadOnlyList<Requirement> requirements) => Requirements = requirements;

    /// <summary>The requirements.</summary>
    public IReadOnlyList<Requirement> Requirements { get; }

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

    internal override void Contribute(PlanBuilder plan)
    {
        foreach (var requirement in Requirements)
            requirement.Contribute(plan);
    }

    internal override DecisionNode NotEvaluated(Outcome outcome) =>
        Node(outcome) with { Children = [.. Requirements.Select(requirement => requirement.NotEvaluated(outcome))] };
}
