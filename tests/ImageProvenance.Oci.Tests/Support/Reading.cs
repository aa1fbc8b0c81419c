namespace ImageProvenance.Oci.Tests;

/// <summary>How tests read: one location, one budget.</summary>
internal static class Reading
{
    public static DiscoveryPlan Everything { get; } = new()
    {
        Nodes = EvidenceNodes.Judged | EvidenceNodes.Platforms | EvidenceNodes.AttestationManifests | EvidenceNodes.AttestationReferrers,
        MediaTypes = ["*"],
        IndexStatements = true,
        PlatformConfigs = true,
    };

    public static DiscoveryPlan JudgedOnly { get; } = new() { Nodes = EvidenceNodes.Judged, MediaTypes = ["*"] };

    public static ImageContentReader Reader(IImageSource source, string location, Limits? limits = null)
    {
        limits ??= Limits.Default;
        return new(source, ImageLocation.Parse(location), limits, new FetchBudget(limits));
    }

    public static ImageContentReader Layout(string location, Limits? limits = null) =>
        Reader(location.StartsWith(ArchiveLocation.SchemeName, StringComparison.Ordinal) ? new ArchiveImageSource(limits) : new LayoutImageSource(limits), location, limits);

    public static async Task<PinnedImage> ResolveAsync(string location)
    {
        using var reader = Layout(location);
        return await reader.ResolveAsync(default);
    }

    public static async Task<Discovery> DiscoverAsync(ImageContentReader reader, DiscoveryPlan? plan = null, params ImageContentReader[] elsewhere)
    {
        var image = await reader.ResolveAsync(default);
        return await EvidenceDiscovery.DiscoverAsync(image, plan ?? Everything, EvidenceDiscovery.DefaultLocators, reader, elsewhere, default);
    }
}
