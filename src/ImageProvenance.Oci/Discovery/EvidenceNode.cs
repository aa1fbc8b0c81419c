namespace ImageProvenance.Oci;

/// <summary>A manifest or index that evidence is sought for, with the plan as far as it concerns this node.</summary>
/// <param name="Subject">The manifest or index.</param>
/// <param name="Plan">What is sought for it.</param>
/// <param name="Depth">How far from the image what is attached to it is: 1 for the image and its platforms.</param>
internal sealed record EvidenceNode(Descriptor Subject, DiscoveryPlan Plan, int Depth)
{
    /// <summary>The nodes of an image that the plan concerns, each once: the judged digest, its platforms, their attestation manifests.</summary>
    public static IReadOnlyList<EvidenceNode> Of(PinnedImage image, IReadOnlyList<PlatformImage> platforms, DiscoveryPlan plan, Limits limits)
    {
        var judged = image.Document.Describe();
        var running = platforms.Select(platform => platform.Descriptor.Digest).ToHashSet();
        var attestations = AttestationsOf(image, limits).Take(limits.Platforms);

        return [.. new[] { (Subject: judged, Kind: EvidenceNodes.Judged) }
            .Concat(platforms.Select(platform => (Subject: platform.Descriptor, Kind: EvidenceNodes.Platforms)))
            .Concat(attestations.Select(child => (Subject: child, Kind: EvidenceNodes.AttestationManifests)))
            .GroupBy(node => node.Subject.Digest, (digest, same) => Narrow(same.ToList(), running.Contains(digest), plan))
            .Where(node => node.Plan.Nodes != EvidenceNodes.None || node.Plan.IndexStatements)];
    }

    /// <summary>That not all attestation manifests of the index are nodes, where the plan asks for that and there are too many; null otherwise.</summary>
    public static UnreadPlace? Cut(PinnedImage image, DiscoveryPlan plan, Limits limits)
    {
        int count = plan.Nodes.HasFlag(EvidenceNodes.AttestationManifests) ? AttestationsOf(image, limits).Count() : 0;
        return count <= limits.Platforms ? null : new("the attestation manifests of the index", image.Digest, new(
            "too-many-attestations", "The index lists more attestation manifests than are asked for evidence of their own.", $"at most {limits.Platforms}", $"{count}"));
    }

    /// <summary>
    /// The manifests of unsigned statements that were found to refer to this node, which may be signed themselves. Whether
    /// they are that is for the manifest to say: what a list calls them is a hint.
    /// </summary>
    public IEnumerable<EvidenceNode> Below(LocatedEvidence found, DiscoveryPlan plan, Limits limits) =>
        Depth >= limits.EvidenceDepth || !plan.Nodes.HasFlag(EvidenceNodes.AttestationReferrers) ? [] : found.Evidence
            .Where(piece => piece.Carrier is { Subject: not null } carrier && carrier.Layers.Any(layer => layer.MediaType == MediaTypes.InToto))
            .Select(piece => piece.Carrier!.Describe())
            .DistinctBy(carrier => carrier.Digest)
            .Select(carrier => new EvidenceNode(carrier, plan with { Nodes = EvidenceNodes.AttestationReferrers, IndexStatements = false }, Depth + 1));

    private static IEnumerable<Descriptor> AttestationsOf(PinnedImage image, Limits limits) =>
        limits.EvidenceDepth < 2 || (image.Index?.Document ?? image.Document) is not ImageIndex index ? [] : index.AttestationManifests
            .Where(child => image.Document is ImageIndex || ImageIndex.ReferenceOf(child) == image.Digest)
            .DistinctBy(child => child.Digest);

    // One digest can be several kinds of node: a single manifest is what is judged and its only platform.
    private static EvidenceNode Narrow(List<(Descriptor Subject, EvidenceNodes Kind)> same, bool runs, DiscoveryPlan plan)
    {
        var kinds = same.Aggregate(EvidenceNodes.None, (all, node) => all | node.Kind);
        int depth = kinds == EvidenceNodes.AttestationManifests ? 2 : 1;
        return new(same[0].Subject, plan with { Nodes = plan.Nodes & kinds, IndexStatements = plan.IndexStatements && runs }, depth);
    }
}
