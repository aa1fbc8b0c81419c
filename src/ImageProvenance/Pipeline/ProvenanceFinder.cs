using ImageProvenance.Attestations;
using ImageProvenance.Policies;

namespace ImageProvenance;

/// <summary>Picks the SLSA provenance out of the evidence, keyed by what it is about.</summary>
internal static class ProvenanceFinder
{
    /// <summary>Finds the provenance.</summary>
    /// <param name="discovery">Where the evidence is attached.</param>
    /// <param name="facts">The evidence, read and judged.</param>
    /// <param name="rule">The rule that says whose word counts; null where nothing is judged.</param>
    public static List<ProvenanceSummary> Find(Discovery discovery, ImageFacts facts, PolicyRule? rule = null)
    {
        var found = new List<ProvenanceSummary>();
        foreach (var (evidence, verdict) in facts.Evidence)
        {
            if (Parse(evidence) is not { } provenance)
                continue;
            var platform = facts.Platforms.FirstOrDefault(candidate => candidate.Platform.Descriptor.Digest == evidence.Found.Subject);
            found.Add(new(KeyOf(evidence.Found.Subject, discovery), evidence.Id, EvidenceSummary.StatementOf(evidence)!.PredicateType, provenance)
            {
                Piece = evidence,
                IsAuthenticated = verdict.Fact is { } fact && rule is not null && rule.Refuse(fact) is null,
                IsConsistent = evidence is UnsignedStatement ? platform?.Result.IsConsistent : null,
            });
        }

        return found;
    }

    /// <summary>What reports call a digest: the platform's key, <c>index</c>, or the digest itself for anything below.</summary>
    public static string KeyOf(Digest subject, Discovery discovery) =>
        discovery.Platforms.FirstOrDefault(platform => platform.Descriptor.Digest == subject) is { } platform ? platform.Key
        : subject == discovery.Image.Digest && discovery.Image.Document is ImageIndex ? "index"
        : subject == discovery.Image.Digest ? PlatformOf(discovery.Image)
        : subject.ToString();

    private static string PlatformOf(PinnedImage image) =>
        (image.Index?.Document as ImageIndex)?.Manifests.FirstOrDefault(child => child.Digest == image.Digest)?.Platform?.ToString() ?? "unknown";

    private static SlsaProvenance? Parse(Evidence evidence)
    {
        if (EvidenceSummary.StatementOf(evidence) is not { } statement || !SlsaProvenance.IsSlsaProvenance(statement.PredicateType))
            return null;
        try
        {
            return SlsaProvenance.Parse(statement.PredicateType, statement.Predicate);
        }
        catch (MalformedContentException)
        {
            // The requirement that asked for it says so; here it is only not shown.
            return null;
        }
    }
}
