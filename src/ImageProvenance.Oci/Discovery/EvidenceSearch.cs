namespace ImageProvenance.Oci;

/// <summary>Asks every locator about a node, in the image's own place and in the other places that the caller names.</summary>
internal sealed class EvidenceSearch(PinnedImage image, IReadOnlyList<IEvidenceLocator> locators, ImageContentReader own, IReadOnlyList<ImageContentReader> elsewhere)
{
    public async Task<LocatedEvidence> LookAsync(EvidenceNode node, CancellationToken cancellationToken)
    {
        // The index is the image's own: only what is attached from outside can be elsewhere.
        var attached = node.Plan with { IndexStatements = false };
        IEnumerable<EvidenceQuery> queries =
        [
            new(image, node.Subject, node.Plan, own),
            .. elsewhere.Select(place => new EvidenceQuery(image, node.Subject, attached, place)),
        ];
        var looks = queries.SelectMany(_ => locators, (query, locator) => LocateAsync(locator, query, cancellationToken));
        return LocatedEvidenceList.Join(await Task.WhenAll(looks).ConfigureAwait(false));
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
