namespace ImageProvenance.Policies;

/// <summary>The image was named by its digest: what is judged is what anybody gets who uses the same reference.</summary>
public sealed class DigestReferenceRequirement : Requirement
{
    internal DigestReferenceRequirement()
    {
    }

    /// <inheritdoc />
    public override string Type => "digest-reference";

    /// <inheritdoc />
    public override string Describe() => "named by digest";

    /// <inheritdoc />
    public override DecisionNode Evaluate(ImageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Image.Location.Digest is not null
            ? Node(Outcome.Pass)
            : Node(Outcome.Fail).Because(new("mutable-reference", "The image was named by something that can be moved to another image.", facts.Image.Pinned.ToString(), facts.Image.Location.ToString()));
    }

    internal override void Contribute(PlanBuilder plan)
    {
    }
}
