using FsCheck;
using FsCheck.Fluent;
using ImageProvenance.Attestations;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Caching;

/// <summary>Facts that were proven are not proven again, and judged again all the same.</summary>
public class FactCacheTests
{
    [Test]
    public async Task What_was_proven_is_not_proven_again()
    {
        var provider = new CountingProvider();
        using var scene = Scene(provider);
        scene.Image.SignWithBundle(TestScene.Key);
        scene.Image.SignWithBundle(TestScene.OtherKey);
        for (int i = 0; i < 3; i++)
            Verdict.IsAllowed(await scene.VerifyAsync(ByAnybody));
        Assert.That(provider.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task What_was_not_proven_is_tried_again()
    {
        var provider = new CountingProvider { Refuses = true };
        using var scene = Scene(provider);
        scene.Image.SignWithBundle(TestScene.Key);
        Verdict.IsDenied(await scene.VerifyAsync(ByAnybody), "refused");
        provider.Refuses = false;
        Verdict.IsAllowed(await scene.VerifyAsync(ByAnybody));
    }

    [Test]
    public async Task A_kept_fact_that_holds_no_more_proves_nothing()
    {
        var clock = new ManualTimeProvider(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var provider = new CountingProvider { Until = clock.Now.AddDays(1) };
        using var scene = Scene(provider, clock);
        scene.Image.SignWithBundle(TestScene.Key);
        Verdict.IsAllowed(await scene.VerifyAsync(ByAnybody));
        clock.Advance(TimeSpan.FromDays(2));
        Verdict.IsDenied(await scene.VerifyAsync(ByAnybody), "not-valid-now");
    }

    [Test]
    public async Task A_fact_is_kept_for_its_trust_only()
    {
        var provider = new CountingProvider();
        using var scene = Scene(provider);
        scene.Image.SignWithBundle(TestScene.OtherKey);
        Verdict.IsAllowed(await scene.VerifyAsync(ByAnybody));
        var alsoTrusted = VerificationPolicy.Require(rule => rule.AnyOf(any => any
            .SignedBy(signer => signer.Other(CountingProvider.Kind, "anybody"))
            .SignedBy(signer => signer.Key(TestScene.Key.PublicKeyPem))));
        Verdict.IsAllowed(await scene.VerifyAsync(alsoTrusted));
        Assert.That(provider.Asked, Is.EqualTo(2));
    }

    // Incident Kyverno #17130 and #17173: a hit of the cache returned what was not verified, and skipped rules. Red where a
    // fact is found without the piece that it is of.
    [FsCheck.NUnit.Property(MaxTest = 20)]
    public Property Kyverno_17130_a_warm_verdict_is_the_cold_one_to_the_byte() => Prop.ForAll(Gen.Choose(0, 3).ArrayOf(4).ToArbitrary(), attached =>
    {
        using var scene = new TestScene(TestImage.FromScratch().WithBuildKitProvenance());
        foreach (int what in attached)
            Attach(scene.Image, what);
        using var cold = new ImageVerifier(new()
        {
            HttpClientFactory = new HandlerClients(scene.Registry.CreateHandler()),
            Credentials = Oci.AnonymousCredentials.Instance,
            Cache = CacheOptions.None,
        });

        VerificationPolicy[] policies = [TestScene.Signed, TestScene.Attested, TestScene.Consistent, ByOther, TestScene.Signed];
        return policies.All(policy =>
            Said(cold.VerifyAsync(scene.Reference, policy).GetAwaiter().GetResult()) == Said(scene.VerifyAsync(policy).GetAwaiter().GetResult()));
    });

    private static VerificationPolicy ByAnybody { get; } = VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Other(CountingProvider.Kind, "anybody")));

    private static VerificationPolicy ByOther { get; } = VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Key(TestScene.OtherKey.PublicKeyPem)));

    private static string Said(ProvenanceReport report) => report.ToJson().Split("\"statistics\"")[0];

    private static void Attach(PushedImage image, int what)
    {
        switch (what)
        {
            case 0: image.SignWithBundle(TestScene.Key); break;
            case 1: image.SignWithTag(TestScene.OtherKey); break;
            case 2: image.AttestWithTag(TestScene.Key, TestScene.SlsaV02, TestScene.Provenance); break;
        }
    }

    private static TestScene Scene(CountingProvider provider, TimeProvider? clock = null) => new(configure: options => options with
    {
        SignatureProviders = [provider],
        TimeProvider = clock ?? TimeProvider.System,
    });

    /// <summary>Believes every bundle, and counts how often it is asked to.</summary>
    private sealed class CountingProvider : ISignatureProvider
    {
        public const string Kind = "counting";

        private int _asked;

        public int Asked => _asked;

        public bool Refuses { get; set; }

        public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;

        public IReadOnlyList<string> SignerKinds { get; } = [Kind];

        public IReadOnlyList<string> MediaTypes { get; } = [ImageProvenance.MediaTypes.SigstoreBundle];

        public SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now)
        {
            Interlocked.Increment(ref _asked);
            return Refuses
                ? SignatureVerdict.Failed("refused", "Not today.")
                : SignatureVerdict.Proven(new(subject.Digest, SignedContent.Signature, new(Kind, "anybody")) { HoldsUntil = Until });
        }
    }
}
