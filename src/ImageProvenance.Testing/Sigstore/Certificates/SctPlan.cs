namespace ImageProvenance.Testing;

/// <summary>How the first SCT of a certificate is made.</summary>
internal sealed record SctPlan
{
    public static SctPlan Honest { get; } = new();

    public bool IsMissing { get; init; }

    public bool IsIssuedTwice { get; init; }

    public bool IsSignedByAnotherKey { get; init; }

    public bool IsOfAnotherCertificate { get; init; }

    public DateTimeOffset? Time { get; init; }

    public ReadOnlyMemory<byte> Extensions { get; init; }

    /// <summary>The instance whose certificate log promises; null for its own.</summary>
    public VirtualSigstore? Log { get; init; }
}
