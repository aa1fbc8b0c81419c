namespace ImageProvenance.Testing;

/// <summary>How a log entry comes about.</summary>
internal sealed record LogEntryPlan
{
    public static LogEntryPlan Honest { get; } = new();

    public bool IsMissing { get; init; }

    public bool IsLoggedTwice { get; init; }

    public bool IsRepeated { get; init; }

    /// <summary>The kind that the bundle states.</summary>
    public (string Kind, string Version)? ClaimedKind { get; init; }

    /// <summary>The kind that the entry itself states.</summary>
    public (string Kind, string Version)? StatedKind { get; init; }

    public bool ClaimsAnotherIndex { get; init; }

    public bool IsNotCanonical { get; init; }

    /// <summary>What the log is told instead.</summary>
    public Func<LogEntryContent, LogEntryContent> Content { get; init; } = content => content;

    /// <summary>Whether the log is told about another signing of the same signer.</summary>
    public bool IsOfAnotherSigning { get; init; }

    public bool IsOfAnotherSignature { get; init; }

    public bool IsOfAnotherSigner { get; init; }

    /// <summary>The instance whose log takes it in; null for its own.</summary>
    public VirtualSigstore? Log { get; init; }
}
