using ImageProvenance.Attestations;

namespace ImageProvenance.Policies;

/// <summary>
/// BuildKit's provenance is there for every platform that is judged, and goes together with the image. It finds mistakes
/// and copied provenance; it proves no origin, since whoever can push can write it.
/// </summary>
/// <remarks>BuildKit, docs/attestations/attestation-storage.md.</remarks>
public sealed class ConsistentProvenanceRequirement : Requirement
{
    internal ConsistentProvenanceRequirement()
    {
    }

    /// <inheritdoc />
    public override string Type => "consistent-provenance";

    /// <inheritdoc />
    public override string Describe() => "BuildKit provenance consistent with the image (claimed, not proven)";

    /// <inheritdoc />
    public override DecisionNode Evaluate(ImageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        DecisionNode[] children = [.. facts.Platforms.Select(platform => Judge(platform, facts.Unread))];
        var node = Node(Kleene.AllOf(children)) with { Children = children };
        return children.Length == 0
            ? node.Because(new("no-platform", "The image has no platform whose provenance could be judged."))
            : node;
    }

    internal override void Contribute(PlanBuilder plan) => plan.SeekConsistentProvenance();

    private static DecisionNode Judge(PlatformConsistency judged, IReadOnlyList<UnreadPlace> unread)
    {
        var node = new DecisionNode("platform", judged.Platform.Key, Outcome.Fail);
        if (judged.Result.IsConsistent == true)
            return node with { Outcome = Outcome.Pass, Message = "The provenance goes together with the image." };
        if (unread.FirstOrDefault(place => place.Subject == judged.Platform.Descriptor.Digest) is { } place)
            return (node with { Outcome = Outcome.Indeterminate }).Because(place.Failure);

        // A contradiction says more than what could not be decided.
        var worst = judged.Result.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error)
            ?? judged.Result.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Unknown);
        return worst is null
            ? node.Because(new("not-decidable", "It cannot be decided whether the provenance goes together with the image."))
            : node.Because(new(worst.Code, worst.Message, worst.Expected, worst.Actual)) with { Evidence = worst.Evidence is { } id ? [id] : [] };
    }
}
