namespace ImageProvenance.Testing;

/// <summary>How a signed entry timestamp is made.</summary>
internal sealed record PromisePlan
{
    public static PromisePlan Honest { get; } = new();

    public bool IsMissing { get; init; }

    public bool IsSignedByAnotherKey { get; init; }

    public bool IsOfAnotherEntry { get; init; }

    /// <summary>The time that the log signs.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The time that the entry states, whatever the log has signed.</summary>
    public DateTimeOffset? ClaimedTime { get; init; }
}
