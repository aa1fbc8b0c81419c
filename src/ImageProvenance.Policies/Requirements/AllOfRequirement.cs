namespace ImageProvenance.Policies;

/// <summary>All of several requirements. All are evaluated, so that a report names everything that is missing.</summary>
public sealed class AllOfRequirement : GroupRequirement
{
    internal AllOfRequirement(IReadOnlyList<Requirement> requirements)
        : base(requirements)
    {
    }

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
}
