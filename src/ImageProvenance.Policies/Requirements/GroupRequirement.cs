namespace ImageProvenance.Policies;

/// <summary>Several requirements, put together to one.</summary>
public abstract class GroupRequirement : Requirement
{
    private protected GroupRequirement(IReadOnlyList<Requirement> requirements) => Requirements = requirements;

    /// <summary>The requirements, at least one.</summary>
    public IReadOnlyList<Requirement> Requirements { get; }

    internal sealed override IEnumerable<SignerRequirement> Signers => Requirements.SelectMany(requirement => requirement.Signers);

    internal sealed override void Contribute(PlanBuilder plan)
    {
        foreach (var requirement in Requirements)
            requirement.Contribute(plan);
    }

    internal sealed override DecisionNode NotEvaluated(Outcome outcome) =>
        Node(outcome) with { Children = [.. Requirements.Select(requirement => requirement.NotEvaluated(outcome))] };
}
