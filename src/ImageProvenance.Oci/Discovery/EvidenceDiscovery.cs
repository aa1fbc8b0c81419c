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

    /// <summary>
    /// Looks for evidence of every node that the plan names. Each locator is asked for each node, with the plan narrowed
    /// to it: <see cref="DiscoveryPlan.Nodes"/> is <see cref="EvidenceNodes.None"/> where nothing attached is sought.
    /// </summary>
    /// <param name="image">The resolved image; it is not fetched again.</param>
    /// <param name="plan">What to look for.</param>
    /// <param name="locators">Where to look: usually <see cref="DefaultLocators"/>.</param>
    /// <param name="content">Reads the place that holds the image.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>
    /// What was found, each piece once, in an order that depends on the places and never on time. Bad evidence is a failed
    /// piece, and what could not be read an unread place.
    /// </returns>
    /// <exception cref="MalformedContentException">The image's own manifest or configuration is malformed, too large or missing.</exception>
    public static async Task<Discovery> DiscoverAsync(
        PinnedImage image, DiscoveryPlan plan, IReadOnlyList<IEvidenceLocator> locators, ImageContentReader content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(locators);
        ArgumentNullException.ThrowIfNull(content);

        var (platforms, unreadPlatforms) = await PlatformReader.ReadAsync(image, plan, content, cancellationToken).ConfigureAwait(false);
        var looks =
            from node in EvidenceNode.Of(image, platforms, plan)
            let query = new EvidenceQuery(image, node.Subject, node.Plan, content)
            from locator in locators
            select LocateAsync(locator, query, cancellationToken);
        var located = await Task.WhenAll(looks).ConfigureAwait(false);

        return new(
            image,
            platforms,
            EvidencePieces.Distinct(located.SelectMany(part => part.Evidence)),
            [.. unreadPlatforms, .. located.SelectMany(part => part.Unread).Distinct()]);
    }

    // A locator of a host's own may let through what reading throws: then its place is unread, and the image no worse for it.
    private static async Task<LocatedEvidence> LocateAsync(IEvidenceLocator locator, EvidenceQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await locator.LocateAsync(query, cancellationToken).ConfigureAwait(false);
        }
        catch (MalformedContentException e)
        {
            return Unread(e.Failure);
        }
        catch (SourceException e)
        {
            return Unread(e.Failure);
        }

        LocatedEvidence Unread(Failure failure) => new([], [new(locator.GetType().Name, query.Subject.Digest, failure)]);
    }
}
