using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>The whole catalogue of misbehaviours, whatever is added to it: nothing allowed without proof, nothing thrown, no end of nothing, no secret told.</summary>
[NonParallelizable]
public sealed class HostileRegistryTests
{
    /// <summary>
    /// What one run may allocate over all, client and registry together: an inspection looks at a dozen tags and lists, each up to
    /// 4 MiB in a buffer that doubled its way there. A body that is kept whole would need gigabytes.
    /// </summary>
    private const long MostAllocated = 128 << 20;

    /// <summary>Short, for many of them wait. Who is slow for another reason runs out of time, which is as well for what is asserted here.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private static readonly Misbehaviour[] Outages =
    [
        Misbehaviour.LongerLength, Misbehaviour.SlowBody, Misbehaviour.SilentBody, Misbehaviour.BrokenBody, Misbehaviour.RateLimited, Misbehaviour.RateLimitedForAnHour,
        Misbehaviour.Unavailable, Misbehaviour.EndlessError, Misbehaviour.NoConnection, Misbehaviour.Silence, Misbehaviour.Late,
    ];

    public static IEnumerable<TestCaseData> EveryMisbehaviour() =>
        from behaviour in Misbehaviour.All
        from byDigest in new[] { false, true }
        select new TestCaseData(behaviour, byDigest) { TestName = $"{{m}}({behaviour.Name},{(byDigest ? "digest" : "tag")})" };

    public static IEnumerable<TestCaseData> EveryOutage() => EveryMisbehaviour().Where(test => Outages.Contains(test.Arguments[0]));

    [TestCaseSource(nameof(EveryMisbehaviour)), CancelAfter(60_000)]
    public async Task An_image_without_a_trusted_signature_is_never_allowed(Misbehaviour behaviour, bool byDigest, CancellationToken cancellationToken)
    {
        foreach (var signer in new[] { SignedBy.Nobody, SignedBy.Stranger })
        {
            using var scene = new HostileScene(signer);
            var report = await VerifyAsync(scene, behaviour, byDigest, cancellationToken);
            Assert.That(report.Decision, Is.EqualTo(Decision.Deny).Or.EqualTo(Decision.Indeterminate), report.Explain);
            Assert.That(report.PinnedReference, Is.Null);
        }
    }

    [TestCaseSource(nameof(EveryMisbehaviour)), CancelAfter(60_000)]
    public async Task A_signed_image_that_is_allowed_is_the_one_that_was_signed(Misbehaviour behaviour, bool byDigest, CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.TrustedKey);
        var report = await VerifyAsync(scene, behaviour, byDigest, cancellationToken);
        Assert.That(report.PinnedReference, Is.EqualTo(report.IsAllowed ? scene.Image.PinnedReference(TestScene.Host) : null), report.Explain);
    }

    [TestCaseSource(nameof(EveryOutage)), CancelAfter(60_000)]
    public async Task An_outage_denies_no_signed_image(Misbehaviour behaviour, bool byDigest, CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.TrustedKey);
        var report = await VerifyAsync(scene, behaviour, byDigest, cancellationToken);
        Assert.That(report.Decision, Is.EqualTo(Decision.Indeterminate).Or.EqualTo(Decision.Allow), report.Explain);
    }

    [TestCaseSource(nameof(EveryMisbehaviour)), CancelAfter(60_000)]
    public async Task An_inspection_ends_and_shows_no_secret(Misbehaviour behaviour, bool byDigest, CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.Stranger);
        using var misbehaviour = scene.Registry.Misbehave(behaviour);
        long before = GC.GetTotalAllocatedBytes();
        var evidence = await scene.RunAsync(() => scene.Verifier.InspectAsync(scene.Name(byDigest), cancellationToken), Patience, cancellationToken);
        AreBounded(scene, before, evidence.Statistics);
        HostileScene.HoldsNoSecret(evidence.ToJson(), evidence.ToString() ?? "");
        scene.KeptItsSecrets();
    }

    /// <summary>Verifies, and asserts what holds of every verification.</summary>
    private static async Task<ProvenanceReport> VerifyAsync(HostileScene scene, Misbehaviour behaviour, bool byDigest, CancellationToken cancellationToken)
    {
        using var misbehaviour = scene.Registry.Misbehave(behaviour);
        long before = GC.GetTotalAllocatedBytes();
        var report = await scene.RunAsync(() => scene.Verifier.VerifyAsync(scene.Name(byDigest), TestScene.Signed, cancellationToken), Patience, cancellationToken);
        AreBounded(scene, before, report.Statistics);
        HostileScene.HoldsNoSecret(report.ToJson(), report.Explain(), report.ToString() ?? "");
        scene.KeptItsSecrets();
        return report;
    }

    private static void AreBounded(HostileScene scene, long allocatedBefore, ReportStatistics statistics)
    {
        long allocated = GC.GetTotalAllocatedBytes() - allocatedBefore;
        Assert.That(allocated, Is.LessThan(MostAllocated));
        Assert.That(statistics.Requests, Is.GreaterThanOrEqualTo(scene.Registry.RequestCount).And.LessThanOrEqualTo(Limits.Default.TotalRequests));
        Assert.That(statistics.Bytes, Is.LessThanOrEqualTo(Limits.Default.TotalBytes));
    }
}
