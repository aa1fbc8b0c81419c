namespace ImageProvenance.Oci;

/// <summary>
/// Finds what clients list under the referrers tag, <c>sha256-HEX</c>, where a registry has no referrers API. Every
/// listed manifest is opened: clients lose the artifact type of the list. Stateless and thread-safe.
/// </summary>
/// <remarks>OCI distribution-spec, "Referrers Tag Schema".</remarks>
public sealed class ReferrersTagLocator : IEvidenceLocator
{
    /// <inheritdoc />
    public ValueTask<LocatedEvidence> LocateAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!query.WantsAttached())
            return ValueTask.FromResult(LocatedEvidence.None);
        var tag = TagName.ReferrersTagOf(query.Subject.Digest);
        var place = new EvidencePlace(query, EvidenceLocation.ReferrersTag, $"tag {tag}");
        return place.LookAsync(async () =>
        {
            // GitLab reads the tag as the digest and hands out the subject itself, whose children are no referrers.
            var document = await query.Content.FindTagAsync(tag, cancellationToken).ConfigureAwait(false);
            if (document is not ImageIndex list || query.Subject.Digest.Matches(document.Content.Span))
                return LocatedEvidence.None;
            var carriers = new CarrierReader(place, layer => query.Plan.Opens(layer.MediaType));
            return await carriers.ReadAsync(list.Manifests, mustRefer: true, cancellationToken).ConfigureAwait(false);
        });
    }
}
