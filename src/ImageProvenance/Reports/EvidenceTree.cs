namespace ImageProvenance;

/// <summary>What refers to what: evidence by its subject, and the carriers that evidence is attached to themselves.</summary>
internal static class EvidenceTree
{
    public static IEnumerable<EvidenceSummary> AttachedTo(ImageEvidence evidence, Digest subject) =>
        evidence.All.Where(piece => piece.Subject == subject);

    /// <summary>The manifests that carry evidence of the subject and have evidence of their own. A carrier that is its own subject ends the walk.</summary>
    public static IEnumerable<Digest> CarriersBelow(ImageEvidence evidence, Digest subject) =>
        AttachedTo(evidence, subject)
            .Select(piece => piece.Id.Carrier)
            .Distinct()
            .Where(carrier => carrier != subject && evidence.Platforms.All(platform => platform.Image.Descriptor.Digest != carrier)
                && AttachedTo(evidence, carrier).Any());
}
