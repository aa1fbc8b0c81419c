namespace ImageProvenance.Oci;

/// <summary>A manifest or index that evidence is sought for, with the plan as far as it concerns this node.</summary>
internal sealed record EvidenceNode(Descriptor Subject, DiscoveryPlan Plan)
{
    /// <summary>The nodes of an image that the plan concerns, each once: the judged digest, its platforms, their attestation manifests.</summary>
    public static IReadOnlyList<EvidenceNode> Of(PinnedImage image, IReadOnlyList<PlatformImage> platforms, DiscoveryPlan plan)
    {
        var judged = image.Document.Describe();
        var running = platforms.Select(platform => platform.Descriptor.Digest).ToHashSet();
        var attestations = ((image.Index?.Document ?? image.Document) as ImageIndex)?.AttestationManifests
            .Where(child => image.Document is ImageIndex || ImageIndex.ReferenceOf(child) == judged.Digest) ?? [];

        return [.. new[] { (Subject: judged, Kind: EvidenceNodes.Judged) }
            .Concat(platforms.Select(platform => (Subject: platform.Descriptor, Kind: EvidenceNodes.Platforms)))
            .Concat(attestations.Select(child => (Subject: child, Kind: EvidenceNodes.AttestationManifests)))
            .GroupBy(node => node.Subject.Digest, (digest, same) => Narrow(same.ToList(), running.Contains(digest), plan))
            .Where(node => node.Plan.Nodes != EvidenceNodes.None || node.Plan.IndexStatements)];
    }

    // One digest can be several kinds of node: a single manifest is what is judged and its only platform.
    private static EvidenceNode Narrow(List<(Descriptor Subject, EvidenceNodes Kind)> same, bool runs, DiscoveryPlan plan)
    {
        var kinds = same.Aggregate(EvidenceNodes.None, (all, node) => all | node.Kind);
        return new(same[0].Subject, plan with { Nodes = plan.Nodes & kinds, IndexStatements = plan.IndexStatements && runs });
    }
}
