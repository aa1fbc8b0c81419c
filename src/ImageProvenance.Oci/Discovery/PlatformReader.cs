namespace ImageProvenance.Oci;

/// <summary>Reads the platforms that are judged. They are the image's own content: what is wrong with them is thrown.</summary>
internal static class PlatformReader
{
    private const EvidenceNodes PerPlatform = EvidenceNodes.Platforms | EvidenceNodes.AttestationManifests;

    /// <summary>The platforms; where one could not be read, what is known of it, and its place as unread.</summary>
    /// <exception cref="MalformedContentException">A manifest or configuration of the image is malformed or missing, or there are too many.</exception>
    public static async Task<PlatformsRead> ReadAsync(PinnedImage image, DiscoveryPlan plan, ImageContentReader content, CancellationToken cancellationToken)
    {
        if (!plan.PlatformConfigs && !plan.IndexStatements && (plan.Nodes & PerPlatform) == EvidenceNodes.None)
            return new([], []);
        PlatformImage[] listed = image.Document is ImageIndex index
            ? [.. index.RunnableManifests.DistinctBy(child => (child.Digest, child.Platform)).Select(child => new PlatformImage(child.Platform, child))]
            : [new PlatformImage(PlatformInIndex(image), image.Document.Describe()) { Manifest = (ImageManifest)image.Document }];
        if (listed.Length > content.Limits.Platforms)
            throw new MalformedContentException("too-many-platforms", "The index lists more platforms than are judged.", $"at most {content.Limits.Platforms}", $"{listed.Length}");
        if (!plan.PlatformConfigs)
            return new(listed, []);
        var read = await Task.WhenAll(listed.Select(platform => TryReadAsync(platform, content, cancellationToken))).ConfigureAwait(false);
        return new([.. read.Select(result => result.Platform)], [.. read.Select(result => result.Unread).OfType<UnreadPlace>()]);
    }

    /// <summary>The configuration of an image; null where the manifest's configuration is no image's.</summary>
    public static async Task<ImageConfig?> ReadConfigAsync(ImageManifest manifest, ImageContentReader content, CancellationToken cancellationToken) =>
        MediaTypes.IsConfig(manifest.Config.MediaType)
            ? ImageConfig.Parse(await content.GetBlobAsync(manifest.Config, content.Limits.ConfigBytes, cancellationToken).ConfigureAwait(false))
            : null;

    private static async Task<(PlatformImage Platform, UnreadPlace? Unread)> TryReadAsync(PlatformImage platform, ImageContentReader content, CancellationToken cancellationToken)
    {
        try
        {
            return (await ReadAsync(platform, content, cancellationToken).ConfigureAwait(false), null);
        }
        catch (SourceException e)
        {
            return (platform, new($"the image of {platform.Key}", platform.Descriptor.Digest, e.Failure));
        }
    }

    private static async Task<PlatformImage> ReadAsync(PlatformImage platform, ImageContentReader content, CancellationToken cancellationToken)
    {
        if ((platform.Manifest ?? await content.GetManifestAsync(platform.Descriptor, cancellationToken).ConfigureAwait(false)) is not ImageManifest manifest)
            return platform;
        var config = await ReadConfigAsync(manifest, content, cancellationToken).ConfigureAwait(false);
        return platform with { Platform = platform.Platform ?? config?.Platform, Manifest = manifest, Config = config };
    }

    private static Platform? PlatformInIndex(PinnedImage image) => (image.Index?.Document as ImageIndex)?.Manifests
        .FirstOrDefault(child => child.Digest == image.Digest)?.Platform;
}

/// <summary>The platforms that are judged, and those of them that could not be read.</summary>
internal sealed record PlatformsRead(IReadOnlyList<PlatformImage> Platforms, IReadOnlyList<UnreadPlace> Unread);
