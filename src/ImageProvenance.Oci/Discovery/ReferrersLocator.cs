namespace ImageProvenance.Oci;

/// <summary>Finds what a registry lists as referring to a subject, or what refers to it in a layout. Stateless and thread-safe.</summary>
/// <remarks>OCI distribution-spec, "Listing Referrers".</remarks>
public sealed class ReferrersLocator : IEvidenceLocator
{
    /// <inheritdoc />
    public ValueTask<LocatedEvidence> LocateAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!query.WantsAttached())
            return ValueTask.FromResult(LocatedEvidence.None);
        var place = query.IsInLayout()
            ? new EvidencePlace(query, EvidenceLocation.Layout, "the layout's manifests")
            : new EvidencePlace(query, EvidenceLocation.Referrer, "the list of referrers");
        return place.LookAsync(async () =>
        {
            var referrers = await query.Content.GetReferrersAsync(query.Subject.Digest, cancellationToken).ConfigureAwait(false);
            var carriers = new CarrierReader(place, layer => query.Plan.Opens(layer.MediaType));
            var found = await carriers.ReadAsync(referrers.Descriptors, mustRefer: true, cancellationToken).ConfigureAwait(false);
            return referrers.Cut is null ? found : found with { Unread = [.. found.Unread, place.Unread(referrers.Cut)] };
        });
    }
}
