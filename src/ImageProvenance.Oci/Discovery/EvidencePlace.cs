namespace ImageProvenance.Oci;

/// <summary>
/// One place where a locator looks for evidence of one subject, and the words in which it reports: a piece, a failed
/// piece, an unread place. Immutable.
/// </summary>
/// <param name="Query">What is sought.</param>
/// <param name="Location">The kind of place.</param>
/// <param name="What">The list or tag, for a person.</param>
internal sealed record EvidencePlace(EvidenceQuery Query, EvidenceLocation Location, string What)
{
    /// <summary>The place, for a person; with the repository, where that is not the image's own.</summary>
    public string Name { get; } = Query.Elsewhere() is { } repository ? $"{What} of {repository}" : What;

    /// <summary>A usable piece, or one that was left closed.</summary>
    public DiscoveredEvidence Piece(ImageManifest carrier, int layer, VerifiedBytes? content, Failure? failure = null) =>
        new(Query.Subject.Digest, carrier.Digest, Location, Name) { Carrier = carrier, LayerIndex = layer, Content = content, Failure = failure };

    /// <summary>A carrier that cannot be used; its digest is <c>default</c> where not even that is known.</summary>
    public DiscoveredEvidence Broken(Digest carrier, Failure failure) =>
        new(Query.Subject.Digest, carrier, Location, Name) { Failure = failure };

    /// <summary>That the place, or something in it, could not be read.</summary>
    public UnreadPlace Unread(Failure failure, string? part = null) =>
        new(part is null ? Name : $"{Name}, {part}", Query.Subject.Digest, failure);

    /// <summary>
    /// Runs a look at the place. What is wrong with the place itself becomes a failed piece, since nothing better will
    /// come of it; what could not be read, or not to its end, becomes an unread place.
    /// </summary>
    public async ValueTask<LocatedEvidence> LookAsync(Func<Task<LocatedEvidence>> look)
    {
        try
        {
            return await look().ConfigureAwait(false);
        }
        catch (MalformedContentException e) when (IsListCut(e))
        {
            return new([], [Unread(e.Failure)]);
        }
        catch (MalformedContentException e)
        {
            return new([Broken(default, e.Failure)], []);
        }
        catch (SourceException e)
        {
            return new([], [Unread(e.Failure)]);
        }
    }

    // A list that is too long to be read may hold what is sought.
    private bool IsListCut(MalformedContentException e) =>
        Location != EvidenceLocation.CosignTag && e.Failure.Code is "too-large" or "too-many";
}
