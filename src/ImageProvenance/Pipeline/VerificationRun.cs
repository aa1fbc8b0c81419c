using ImageProvenance.Attestations;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>One verification: the stages in their order.</summary>
internal sealed class VerificationRun(
    ImageRequest request, VerificationPolicy policy, IReadOnlyList<ISignatureProvider> providers, IReadOnlyList<IEvidenceLocator> locators, ImageVerifierOptions options, VerifierCache? cache)
    : Run(request, options, cache)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    private readonly PolicyRule _rule = policy.Select(request.PolicyName);

    // What the last look that could see everything found, and was not enough: the verdict, where later ones are not finished.
    private ProvenanceReport? _unsatisfied;

    public async Task<ProvenanceReport> VerifyAsync(IImageSource source, CancellationToken cancellationToken)
    {
        var plan = _rule.Plan(providers, Options.TrustedInstances);
        return _rule.Denial is { } denial
            ? Ended(Outcome.Fail, new("denied-by-rule", denial), image: null)
            : await Verify(source, plan, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ProvenanceReport> Verify(IImageSource source, VerificationPlan plan, CancellationToken cancellationToken)
    {
        PinnedImage? resolved = null;
        return await WithinLimits(
            source,
            async (content, token) =>
            {
                var image = resolved = await content.ResolveAsync(token).ConfigureAwait(false);
                if (Request.Platform is { } platform)
                    image = resolved = await PlatformChooser.ChooseAsync(image, platform, content, token).ConfigureAwait(false);
                return await Judge(image, plan, content, token).ConfigureAwait(false);
            },
            (failure, isMalformed) => _unsatisfied ?? Ended(isMalformed ? Outcome.Fail : Outcome.Indeterminate, failure, resolved),
            cancellationToken).ConfigureAwait(false);
    }

    // A verdict that is not satisfied is given only after lists that were kept have been asked for anew, and after the time
    // that the caller is willing to wait for evidence that has just been pushed.
    private async Task<ProvenanceReport> Judge(PinnedImage image, VerificationPlan plan, ImageContentReader content, CancellationToken cancellationToken)
    {
        long started = Options.TimeProvider.GetTimestamp();
        for (var wait = FirstWait; ; content.RenewLists())
        {
            var discovery = await EvidenceDiscovery.DiscoverAsync(image, plan.Discovery, locators, content, Elsewhere, cancellationToken).ConfigureAwait(false);
            var judged = EvidenceJudge.Judge(discovery, providers, plan.Trust, Options.TimeProvider.GetUtcNow(), Cache, cancellationToken);
            var consistency = plan.Discovery.PlatformConfigs ? EvidenceJudge.CheckConsistency(discovery, judged) : [];
            var facts = new ImageFacts(image, judged, consistency, discovery.Unread);
            var tree = _rule.Evaluate(facts);
            if (tree.Outcome != Outcome.Pass && content.HasUsedKeptLists)
                continue;
            var report = Report(discovery, facts, tree, plan.Trust);
            var left = Request.WaitForEvidence - Options.TimeProvider.GetElapsedTime(started);
            if (tree.Outcome == Outcome.Pass)
                return report;
            if (_unsatisfied is null || tree.Outcome != Outcome.Indeterminate)
                _unsatisfied = report;
            if (left <= TimeSpan.Zero || !content.Budget.AllowsAsMuchAgain)
                return _unsatisfied;
            await Task.Delay(wait < left ? wait : left, Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private ProvenanceReport Report(Discovery discovery, ImageFacts facts, DecisionNode tree, TrustPlan trust) =>
        new(Request, policy, _rule, tree, DecisionOf(tree.Outcome))
        {
            Image = facts.Image,
            Platforms = discovery.Platforms,
            Evidence = [.. facts.Evidence.Select(judged => EvidenceSummary.Of(judged.Evidence, judged.Verdict, _rule)), .. EvidenceJudge.Closed(discovery)],
            Provenance = ProvenanceFinder.Find(discovery, facts, _rule),
            Findings = [.. facts.Platforms.SelectMany(platform => platform.Result.Findings).Distinct(), .. facts.Evidence.SelectMany(judged => judged.Verdict.Fact?.Notes ?? []), .. OldRoot(trust)],
            Unread = facts.Unread,
            Statistics = Statistics,
        };

    // What an instance changed since a snapshot is not known to it.
    private Finding[] OldRoot(TrustPlan trust) =>
        trust.AcceptsCertificates && trust.Instances.Any(TrustReport.IsEmbedded) && PublicGoodRoot.FindOld(Options.TimeProvider.GetUtcNow()) is { } old ? [old] : [];

    private ProvenanceReport Ended(Outcome outcome, Failure failure, PinnedImage? image) =>
        new(Request, policy, _rule, _rule.EndedBy(outcome, failure), DecisionOf(outcome))
        {
            Image = image,
            Error = _rule.Denial is null ? failure : null,
            Statistics = Statistics,
        };

    private static Decision DecisionOf(Outcome outcome) => outcome switch
    {
        Outcome.Pass => Decision.Allow,
        Outcome.Warn => Decision.AllowWithWarnings,
        Outcome.Indeterminate => Decision.Indeterminate,
        _ => Decision.Deny,
    };
}
