using ImageProvenance.Attestations;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>Reads what was discovered, and has the providers verify it, unless they have proven it before.</summary>
internal static class EvidenceJudge
{
    public static List<JudgedEvidence> Judge(
        Discovery discovery, IReadOnlyList<ISignatureProvider> providers, TrustPlan trust, DateTimeOffset now, VerifierCache? cache, CancellationToken cancellationToken)
    {
        var judged = new List<JudgedEvidence>(discovery.Evidence.Count);
        foreach (var found in discovery.Evidence)
            foreach (var evidence in EvidenceReader.Read(found))
            {
                cancellationToken.ThrowIfCancellationRequested();
                judged.Add(new(evidence, Verify(evidence, SubjectOf(found, discovery.Image), providers, trust, now, cache)));
            }
        return judged;
    }

    /// <summary>Holds every platform that is judged against the provenance in its index.</summary>
    /// <param name="discovery">What was found.</param>
    /// <param name="judged">The same, read.</param>
    /// <param name="onlyImages">Leave out what is no image, such as a signature that is looked at itself.</param>
    public static List<PlatformConsistency> CheckConsistency(Discovery discovery, IReadOnlyList<JudgedEvidence> judged, bool onlyImages = false) =>
    [
        .. discovery.Platforms.Where(platform => !onlyImages || IsImage(platform)).Select(platform => new PlatformConsistency(platform, ImageConsistency.Check(discovery.Image, platform,
            [.. judged.Select(piece => piece.Evidence).Where(evidence => IsIndexEvidenceOf(platform, evidence))]))),
    ];

    /// <summary>The pieces that were left closed: of formats that nobody asked for.</summary>
    public static IEnumerable<EvidenceSummary> Closed(Discovery discovery) =>
        discovery.Evidence.Where(found => found.Content is null && found.Failure is null).Select(EvidenceSummary.Closed);

    private static bool IsImage(PlatformImage platform) => platform.Manifest is null || MediaTypes.IsConfig(platform.Manifest.Config.MediaType);

    private static bool IsIndexEvidenceOf(PlatformImage platform, Evidence evidence) =>
        evidence.Found.Location == EvidenceLocation.Index && evidence.Found.Subject == platform.Descriptor.Digest;

    private static Subject SubjectOf(DiscoveredEvidence found, PinnedImage image) =>
        found.Subject == image.Digest ? Subject.Of(image.Document.Content) : Subject.Of(found.Subject);

    private static SignatureVerdict Verify(
        Evidence evidence, Subject subject, IReadOnlyList<ISignatureProvider> providers, TrustPlan trust, DateTimeOffset now, VerifierCache? cache)
    {
        if (evidence is UnreadableEvidence unreadable)
            return SignatureVerdict.Failed(unreadable.Failure);
        if (evidence is not SignedEvidence signed)
            return SignatureVerdict.NotApplicable;
        if (cache is null)
            return Verify(signed, subject, providers, trust, now);

        var key = new FactKey(evidence.Id, evidence.Found.Location, subject.Digest, trust.Id);
        if (cache.FindProven(key) is { } kept && Holding(kept, subject, now) is { IsProven: true } holding)
            return holding;
        var verdict = Verify(signed, subject, providers, trust, now);
        if (verdict.IsProven)
            cache.KeepProven(key, verdict, evidence.Found.Content?.Memory.Length ?? 0);
        return verdict;
    }

    private static SignatureVerdict Verify(SignedEvidence signed, Subject subject, IReadOnlyList<ISignatureProvider> providers, TrustPlan trust, DateTimeOffset now)
    {
        var verdict = SignatureVerdict.NotApplicable;
        foreach (var provider in providers)
        {
            var next = Holding(Verify(provider, subject, signed, trust, now), subject, now);
            if (next.IsProven)
                return next;
            verdict = verdict.Status == SignatureStatus.Failed ? verdict : next;
        }

        return verdict;
    }

    // What a provider of a host's own lets through of a malformed piece fails that piece, and not the image.
    private static SignatureVerdict Verify(ISignatureProvider provider, Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now)
    {
        try
        {
            return provider.Verify(subject, evidence, trust, now);
        }
        catch (MalformedContentException e)
        {
            return SignatureVerdict.Failed(e.Failure);
        }
    }

    // The rule reads a fact as one about the subject that holds now; a provider of a host's own that forgets to look proves nothing.
    private static SignatureVerdict Holding(SignatureVerdict verdict, Subject subject, DateTimeOffset now)
    {
        if (verdict.Fact is not { } fact)
            return verdict;
        if (!subject.Is(fact.Subject))
            return SignatureVerdict.Failed("subject-mismatch", "The signature is good, and about something else.", subject.Digest.ToString(), fact.Subject.ToString());
        return now >= fact.HoldsFrom && now <= fact.HoldsUntil
            ? verdict
            : SignatureVerdict.Failed("not-valid-now", "What the signature proves does not hold at the time of verification.", $"{fact.HoldsFrom:O} to {fact.HoldsUntil:O}", $"{now:O}");
    }
}
