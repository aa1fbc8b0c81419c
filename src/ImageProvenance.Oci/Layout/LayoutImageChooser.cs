namespace ImageProvenance.Oci;

/// <summary>Which manifest of a layout is the image.</summary>
/// <param name="place">The layout, for messages.</param>
/// <param name="listed">What <c>index.json</c> lists.</param>
/// <param name="open">Reads what is listed; null where it is missing or malformed, and says nothing of itself.</param>
internal sealed class LayoutImageChooser(string place, IReadOnlyList<Descriptor> listed, Func<Descriptor, Task<ManifestDocument?>> open)
{
    private const int MaxCandidates = 20;

    /// <summary>The image of a name, as it is written there or as Docker shows it; what cosign attaches to it may have the same.</summary>
    /// <exception cref="ImageLocationException">None or several have it.</exception>
    public Descriptor ByName(string name)
    {
        var named = Named(candidate => candidate == name);
        if (named.Count == 0 && ImageReference.TryParse(name, out var reference))
            named = Named(candidate => LayoutNames.IsSame(candidate, reference));
        return named.Count == 1 ? named[0]
            : named.Count == 0 ? throw NotHeld($"an image named '{name}'")
            : throw Several($"images named '{name}'", named);
    }

    private List<Descriptor> Named(Func<string, bool> isIt) =>
        Distinct(listed.Where(descriptor => LayoutNames.NamesOf(descriptor).Any(isIt) && !LayoutNames.IsCosignEvidence(descriptor)));

    /// <summary>The image where nobody says which: the one that cosign marks, else the only one that stands by itself.</summary>
    /// <exception cref="ImageLocationException">There is none, or several.</exception>
    public async Task<Descriptor> OnlyAsync()
    {
        var marked = Distinct(listed.Where(LayoutNames.IsCosignImage));
        var images = marked.Count > 0 ? marked : await StandingAloneAsync().ConfigureAwait(false);
        return images.Count == 1 ? images[0]
            : images.Count == 0 ? throw NotHeld("an image that stands by itself")
            : throw Several("images", images);
    }

    public ImageLocationException NotHeld(string what) => new($"The layout '{place}' does not hold {what}.", CandidatesOf(Distinct(listed.Where(IsManifest))));

    private async Task<IReadOnlyList<Descriptor>> StandingAloneAsync()
    {
        var standing = new List<Descriptor>();
        var children = new HashSet<Digest>();
        foreach (var descriptor in Distinct(listed.Where(descriptor => IsManifest(descriptor) && !LayoutNames.IsTagOfEvidence(descriptor) && !LayoutNames.IsCosignEvidence(descriptor))))
        {
            var document = await open(descriptor).ConfigureAwait(false);
            if (document is ImageIndex index)
                children.UnionWith(index.Manifests.Select(child => child.Digest));
            if (document?.Subject is null)
                standing.Add(descriptor);
        }

        return [.. standing.Where(descriptor => !children.Contains(descriptor.Digest))];
    }

    private ImageLocationException Several(string what, IReadOnlyList<Descriptor> images) =>
        new($"The layout '{place}' holds {images.Count} {what}; choose one by its digest.", CandidatesOf(images));

    private static bool IsManifest(Descriptor descriptor) => MediaTypes.IsManifest(descriptor.MediaType) || MediaTypes.IsIndex(descriptor.MediaType);

    private static List<Descriptor> Distinct(IEnumerable<Descriptor> descriptors) => [.. descriptors.DistinctBy(descriptor => descriptor.Digest)];

    private static List<string> CandidatesOf(IReadOnlyList<Descriptor> images)
    {
        var candidates = images.Take(MaxCandidates).Select(image => LayoutNames.NamesOf(image).FirstOrDefault() is { } name
            ? $"{RemoteText.Clean(name)} ({image.Digest})"
            : $"{image.Digest}");
        return images.Count > MaxCandidates ? [.. candidates, $"and {images.Count - MaxCandidates} more"] : [.. candidates];
    }
}
