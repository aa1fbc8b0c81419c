namespace ImageProvenance.Oci;

/// <summary>Finds what cosign keeps under its own tags: signatures (<c>.sig</c>) and attestations (<c>.att</c>). Stateless and thread-safe.</summary>
/// <remarks>cosign, pkg/oci/remote: the tag's manifest has a layer for each, and no subject.</remarks>
public sealed class CosignTagLocator : IEvidenceLocator
{
    /// <inheritdoc />
    public async ValueTask<LocatedEvidence> LocateAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!query.WantsAttached())
            return LocatedEvidence.None;
        var signatures = LookAsync(query, "sig", cancellationToken);
        var attestations = LookAsync(query, "att", cancellationToken);
        return LocatedEvidenceList.Join(await Task.WhenAll(signatures, attestations).ConfigureAwait(false));
    }

    private static async Task<LocatedEvidence> LookAsync(EvidenceQuery query, string suffix, CancellationToken cancellationToken)
    {
        if (TagName.CosignTagOf(query.Subject.Digest, suffix) is not { } tag)
            return LocatedEvidence.None;
        var place = new EvidencePlace(query, EvidenceLocation.CosignTag, $"tag {tag}");
        return await place.LookAsync(async () => await query.Content.FindTagAsync(tag, cancellationToken).ConfigureAwait(false) switch
        {
            null => LocatedEvidence.None,
            ImageManifest carrier => await new CarrierReader(place, layer => query.Plan.Opens(layer.MediaType)).ReadLayersAsync(carrier, cancellationToken).ConfigureAwait(false),
            var other => new([place.Broken(other.Digest, new("invalid-manifest", $"{place.Name} is an index; cosign writes a manifest there.", MediaTypes.OciManifest, other.MediaType))], []),
        }).ConfigureAwait(false);
    }
}
