namespace ImageProvenance.Testing;

/// <summary>How a signature is made.</summary>
internal sealed record SignaturePlan
{
    public static SignaturePlan Honest { get; } = new();

    public bool IsMadeByAnotherKey { get; init; }

    public bool IsOfAnotherMessage { get; init; }

    public bool ClaimsAnotherDigest { get; init; }
}
