namespace ImageProvenance.Testing;

/// <summary>
/// What will be wrong with the checkpoint of the next log entry; everything else about the entry stays right. The one after
/// that is right again. Thread-safe.
/// </summary>
/// <remarks>C2SP, signed-note.md and tlog-checkpoint.md.</remarks>
public sealed class NextCheckpoint
{
    private readonly Plan<CheckpointPlan> _plan = new(CheckpointPlan.Honest);

    internal NextCheckpoint()
    {
    }

    /// <summary>The log's key did not sign it.</summary>
    public NextCheckpoint IsSignedByAnotherKey() => With(plan => plan with { IsSignedByAnotherKey = true });

    /// <summary>The log did not sign it, only a witness did.</summary>
    public NextCheckpoint IsUnsigned() => With(plan => plan with { IsUnsigned = true, IsCosigned = true });

    /// <summary>The log signed it with another host in its first line.</summary>
    public NextCheckpoint HasOrigin(string host) => With(plan => plan with { Origin = host });

    /// <summary>The log signed it under another name.</summary>
    public NextCheckpoint IsSignedAs(string name) => With(plan => plan with { SignerName = name });

    /// <summary>The log's signature is marked as that of another key.</summary>
    public NextCheckpoint HasAnotherKeyId() => With(plan => plan with { HasAnotherKeyId = true });

    /// <summary>The log signed another tree of the same size than that of the proof.</summary>
    public NextCheckpoint HasAnotherRoot() => With(plan => plan with { HasAnotherRoot = true });

    /// <summary>A witness signed it too. This is nothing wrong.</summary>
    public NextCheckpoint IsCosigned() => With(plan => plan with { IsCosigned = true });

    /// <summary>A witness signed it before the log. This is nothing wrong.</summary>
    public NextCheckpoint IsCosignedFirst() => With(plan => plan with { IsCosignedFirst = true });

    /// <summary>It has a line after the root, as Rekor v1 had for the time. This is nothing wrong.</summary>
    public NextCheckpoint HasExtension(string line) => With(plan => plan with { Extensions = plan.Extensions.Add(line) });

    internal CheckpointPlan Take() => _plan.Take();

    private NextCheckpoint With(Func<CheckpointPlan, CheckpointPlan> change)
    {
        _plan.Change(change);
        return this;
    }
}
