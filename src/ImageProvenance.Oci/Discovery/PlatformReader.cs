namespace ImageProvenance.Oci;

/// <summary>Reads the platforms that are judged. They are the image's own content: what is wrong with them is thrown.</summary>
internal static class PlatformReader
{
    private const EvidenceNodes PerPlatform = EvidenceNodes.Platforms | EvidenceNodes.AttestationManifests;

    /// <exception cref="MalformedContentException">A manifest or configuration of the image is malformed or missing.</exception>
    /// <exception cref="SourceException">One could not be read.</exception>
    public static async Task<IReadOnlyList<PlatformImage>> ReadAsync(PinnedImage image, DiscoveryPlan plan, ImageContentReader content, CancellationToken cancellationToken)
    {
        if (!plan.PlatformConfigs && !plan.IndexStatements && (plan.Nodes & PerPlatform) == EvidenceNodes.None)
            return [];
        var listed = image.Document is ImageIndex index
            ? index.RunnableManifests.DistinctBy(child => (child.Digest, child.Platform)).Select(child => new PlatformImage(child.Platform, child))
            : [new PlatformImage(PlatformInIndex(image), image.Document.Describe()) { Manifest = (ImageManifest)image.Document }];
        return plan.PlatformConfigs
            ? await Task.WhenAll(listed.Select(platform => ReadAsync(platform, content, cancellationToken))).ConfigureAwait(false)
            : [.. listed];
    }

    /// <summary>The configuration of an image; null where the manifest's configuration is no image's.</summary>
    public static async Task<ImageConfig?> ReadConfigAsync(ImageManifest manifest, ImageContentReader content, CancellationToken cancellationToken) =>
        MediaTypes.IsConfig(manifest.Config.MediaType)
            ? ImageConfig.Parse(await content.GetBlobAsync(manifest.Config, content.Limits.ConfigBytes, cancellationToken).ConfigureAwait(false))
            : null;

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
