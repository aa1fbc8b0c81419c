namespace ImageProvenance.Oci;

/// <summary>Finds the evidence that places attach to an image. Nothing that is found is believed here. Thread-safe.</summary>
public static class EvidenceDiscovery
{
    /// <summary>
    /// The ways of attaching evidence that this library knows, in the order in which a piece found twice is reported:
    /// the index (BuildKit's attestation manifests may be referrers too), referrers, the referrers tag, cosign's tags.
    /// </summary>
    public static IReadOnlyList<IEvidenceLocator> DefaultLocators { get; } =
        [new IndexAttestationsLocator(), new ReferrersLocator(), new ReferrersTagLocator(), new CosignTagLocator()];

    /// <summary>Looks for evidence in the image's own place alone.</summary>
    /// <inheritdoc cref="DiscoverAsync(PinnedImage, DiscoveryPlan, IReadOnlyList{IEvidenceLocator}, ImageContentReader, IReadOnlyList{ImageContentReader}, CancellationToken)" />
    public static Task<Discovery> DiscoverAsync(
        PinnedImage image, DiscoveryPlan plan, IReadOnlyList<IEvidenceLocator> locators, ImageContentReader content, CancellationToken cancellationToken) =>
        DiscoverAsync(image, plan, locators, content, [], cancellationToken);

    /// <summary>
    /// Looks for evidence of every node that the plan names, and of the attestations found there where it names those,
    /// as deep as <see cref="Limits.EvidenceDepth"/>. Each locator is asked for each node in each place, with the plan
    /// narrowed to it: <see cref="DiscoveryPlan.Nodes"/> is <see cref="EvidenceNodes.None"/> where nothing attached is sought.
    /// </summary>
    /// <param name="image">The resolved image; it is not fetched again.</param>
    /// <param name="plan">What to look for.</param>
    /// <param name="locators">How to look: usually <see cref="DefaultLocators"/>.</param>
    /// <param name="content">Reads the place that holds the image.</param>
    /// <param name="elsewhere">Reads other places that hold evidence of the image; attached evidence is sought there too, after the image's own place.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>
    /// What was found, each piece once, in an order that depends on the places and never on time. Bad evidence is a failed
    /// piece, and what could not be read an unread place.
    /// </returns>
    /// <exception cref="MalformedContentException">The image's own manifest or configuration is malformed, too large or missing.</exception>
    public static async Task<Discovery> DiscoverAsync(
        PinnedImage image, DiscoveryPlan plan, IReadOnlyList<IEvidenceLocator> locators, ImageContentReader content, IReadOnlyList<ImageContentReader> elsewhere, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(locators);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(elsewhere);

        var (platforms, unreadPlatforms) = await PlatformReader.ReadAsync(image, plan, content, cancellationToken).ConfigureAwait(false);
        var search = new EvidenceSearch(image, locators, content, elsewhere);
        var located = new List<LocatedEvidence>();
        var sought = new HashSet<Digest>();
        for (var nodes = EvidenceNode.Of(image, platforms, plan, content.Limits); nodes.Count > 0;)
        {
            sought.UnionWith(nodes.Select(node => node.Subject.Digest));
            var found = await Task.WhenAll(nodes.Select(node => search.LookAsync(node, cancellationToken))).ConfigureAwait(false);
            located.AddRange(found);

            // A manifest that is reached in two ways is looked at once.
            nodes = [.. nodes.Zip(found).SelectMany(pair => pair.First.Below(pair.Second, plan, content.Limits)).Where(node => sought.Add(node.Subject.Digest))];
        }

        return new(
            image,
            platforms,
            EvidencePieces.Distinct(located.SelectMany(part => part.Evidence)),
            [.. unreadPlatforms, .. EvidenceNode.Cut(image, plan, content.Limits) is { } cut ? [cut] : (UnreadPlace[])[], .. located.SelectMany(part => part.Unread).Distinct()]);
    }
}
