namespace ImageProvenance.Oci;

/// <summary>What locators ask of a query.</summary>
internal static class EvidenceQueryExtensions
{
    /// <summary>Whether evidence attached to this subject is sought: the plan that comes with a node is narrowed to it.</summary>
    public static bool WantsAttached(this EvidenceQuery query) => query.Plan.Nodes != EvidenceNodes.None;

    /// <summary>Whether the place that is searched is a layout or archive, which has no referrers API.</summary>
    public static bool IsInLayout(this EvidenceQuery query) => query.Content.Location is LayoutLocation or ArchiveLocation;

    /// <summary>The repository that is searched, where it is not the image's own place; null where it is.</summary>
    public static string? Elsewhere(this EvidenceQuery query) =>
        query.Content.Location is RegistryLocation place && place != query.Image.Location ? place.Reference.Name : null;

    /// <summary>The index that lists the judged image, or is it.</summary>
    public static ImageIndex? Index(this EvidenceQuery query) => (query.Image.Index?.Document ?? query.Image.Document) as ImageIndex;
}
