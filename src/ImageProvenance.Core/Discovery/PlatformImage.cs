namespace ImageProvenance;

/// <summary>One platform's image of those that are judged. Immutable and thread-safe.</summary>
/// <param name="Platform">The platform that the index gives it, or that its configuration names; null where neither does.</param>
/// <param name="Descriptor">The descriptor of its manifest.</param>
public sealed record PlatformImage(Platform? Platform, Descriptor Descriptor)
{
    /// <summary>The manifest; null where the plan did not need it.</summary>
    public ImageManifest? Manifest { get; init; }

    /// <summary>The configuration; null where the plan did not need it, or the manifest's configuration is no image's.</summary>
    public ImageConfig? Config { get; init; }

    /// <summary>The platform as reports key it: <c>linux/amd64</c>, or <c>unknown</c>.</summary>
    public string Key => Platform is null or { IsUnknown: true } ? "unknown" : Platform.ToString();
}
