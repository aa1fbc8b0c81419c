namespace ImageProvenance;

/// <summary>Which image is asked about. Immutable and thread-safe.</summary>
/// <param name="Location">Where the image is.</param>
public sealed record ImageRequest(ImageLocation Location)
{
    /// <summary>The platform to judge instead of the index that the location names; null to judge what is named.</summary>
    public Platform? Platform { get; init; }

    /// <summary>
    /// The name, <c>registry/repository</c>, that chooses the rule for a layout or archive. Names written inside of it
    /// are claims and never used. Ignored for registry references, which have their own.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The name that chooses the rule; null where there is none.</summary>
    public string? PolicyName => Location is RegistryLocation registry ? registry.Reference.Name : Name;
}
