namespace ImageProvenance.Oci;

/// <summary>
/// Finds the attestation manifests that BuildKit lists in the index beside the image of a platform, and opens their
/// statements. Stateless and thread-safe.
/// </summary>
/// <remarks>BuildKit, docs/attestations/attestation-storage.md. Older ones have no subject; the index alone says whose they are.</remarks>
public sealed class IndexAttestationsLocator : IEvidenceLocator
{
    private const string PredicateTypeAnnotation = "in-toto.io/predicate-type";

    /// <inheritdoc />
    public async ValueTask<LocatedEvidence> LocateAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!query.Plan.IndexStatements || query.Index() is not { } index)
            return LocatedEvidence.None;
        Descriptor[] attestations = [.. index.AttestationManifests.Where(child => ImageIndex.ReferenceOf(child) == query.Subject.Digest)];
        if (attestations.Length == 0)
            return LocatedEvidence.None;
        var place = new EvidencePlace(query, EvidenceLocation.Index, $"index {index.Digest}");
        return await new CarrierReader(place, layer => Opens(query.Plan, layer)).ReadAsync(attestations, mustRefer: false, cancellationToken).ConfigureAwait(false);
    }

    private static bool Opens(DiscoveryPlan plan, Descriptor layer) =>
        (layer.MediaType == MediaTypes.InToto || MediaTypes.IsDsse(layer.MediaType))
        && plan.OpensStatement(layer.Annotations.GetValueOrDefault(PredicateTypeAnnotation));
}
