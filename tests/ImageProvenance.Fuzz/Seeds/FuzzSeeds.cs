namespace ImageProvenance.Fuzz;

/// <summary>Valid input of every parser, made by code.</summary>
internal static class FuzzSeeds
{
    /// <summary>The seeds of one target, or of all.</summary>
    public static IReadOnlyList<FuzzSeed> Of(FuzzInstance instance, string? target = null) =>
    [
        .. BundleSeeds.Of(instance)
            .Concat(CertificateSeeds.Of(instance))
            .Concat(LogSeeds.Of(instance))
            .Concat(TimestampSeeds.Of(instance))
            .Concat(DocumentSeeds.Of(instance))
            .Where(seed => target is null || seed.Target == target),
    ];
}
