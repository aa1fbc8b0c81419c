using System.Collections.Immutable;

namespace ImageProvenance.Testing;

/// <summary>How a checkpoint is made.</summary>
internal sealed record CheckpointPlan
{
    public static CheckpointPlan Honest { get; } = new();

    /// <summary>Another host in the first line.</summary>
    public string? Origin { get; init; }

    /// <summary>Another name before the log's signature.</summary>
    public string? SignerName { get; init; }

    public bool HasAnotherKeyId { get; init; }

    public bool HasAnotherRoot { get; init; }

    public bool IsSignedByAnotherKey { get; init; }

    public bool IsUnsigned { get; init; }

    public bool IsCosigned { get; init; }

    public bool IsCosignedFirst { get; init; }

    public ImmutableArray<string> Extensions { get; init; } = [];
}
