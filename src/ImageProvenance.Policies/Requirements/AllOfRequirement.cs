namespace ImageProvenance.Policies;

/// <summary>All of several requirements. All are evaluated, so that a report names everything that is missing.</summary>
public sealed class AllOfRequirement : Requirement
{
    internal AllOfRequirement(IReadOnlyList<Requirement> requirements) => Requirements = requirements;

    /// <summary>The requirements.</summary>
    public IReadOnlyList<Requirement> Requirements { get; }

    /// <inheritdoc />
    public override string Type => "all-of";

    /// <inheritdoc />
    public override string Describe() => "all of";

    /// <inheritdoc />
    public override DecisionNode Evaluate(ImageFacts facts)
    {
        DecisionNode[] children = [.. Requirements.Select(requirement => requirement.Evaluate(facts))];
        return Node(Kleene.AllOf(children)) with { Children = children };
    }

    internal override void Contribute(PlanBuilder plan)
    {
        foreach (var requirement in Requirements)
            requirement.Contribute(plan);
    }

    internal override DecisionNode NotEvaluated(Outcome outcome) =>
        Node(outcome) with { Children = [.. Requirements.Select(requirement => requirement.NotEvaluated(outcome))] };
}
