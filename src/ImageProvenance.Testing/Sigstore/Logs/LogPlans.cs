namespace ImageProvenance.Testing;

/// <summary>How a log vouches for an entry.</summary>
internal sealed record LogPlans(PromisePlan Promise, Func<WrittenProof, WrittenProof?> Proof, CheckpointPlan Checkpoint)
{
    public static LogPlans Honest { get; } = new(PromisePlan.Honest, proof => proof, CheckpointPlan.Honest);
}
