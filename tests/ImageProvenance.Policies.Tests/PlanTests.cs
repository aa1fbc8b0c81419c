using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests;

/// <summary>What rules need, with the providers at hand.</summary>
public sealed class PlanTests
{
    private static readonly ISignatureProvider Own = new ClaimingProvider(new(Scene.Image, SignedContent.Signature, new("own", "me")));

    [Test]
    public void A_signature_needs_signed_evidence_of_the_judged_digest_and_its_keys()
    {
        var plan = Plan(rule => rule.SignedBy(Some.By(Some.A, Some.B)));

        Assert.That(plan.Discovery.Nodes, Is.EqualTo(EvidenceNodes.Judged));
        Assert.That(plan.Discovery.MediaTypes, Is.EqualTo(new PublicKeyProvider().MediaTypes));
        Assert.That((plan.Discovery.IndexStatements, plan.Discovery.PlatformConfigs), Is.EqualTo((false, false)));
        Assert.That(plan.Trust.Keys.Select(key => key.Id), Is.EqualTo(new[] { Some.Public(Some.A).Id, Some.Public(Some.B).Id }));
    }

    [Test]
    public void An_attestation_needs_the_same()
    {
        var plan = Plan(rule => rule.HasAttestation(Predicates.Vex, a => a.By(Some.By(Some.A))));

        Assert.That(plan.Discovery.Nodes, Is.EqualTo(EvidenceNodes.Judged));
        Assert.That(plan.Discovery.IndexStatements, Is.False);
        Assert.That(plan.Trust.Keys, Has.Count.EqualTo(1));
    }

    [Test]
    public void Consistency_needs_the_statements_in_the_index_and_trusts_nobody()
    {
        var plan = Plan(rule => rule.ConsistentWithImage());

        Assert.That(plan.Discovery.Nodes, Is.EqualTo(EvidenceNodes.None));
        Assert.That((plan.Discovery.IndexStatements, plan.Discovery.PlatformConfigs), Is.EqualTo((true, true)));
        Assert.That(plan.Discovery.OpensStatement("https://slsa.dev/provenance/v1"), Is.True);
        Assert.That(plan.Discovery.OpensStatement("https://spdx.dev/Document"), Is.False);
        Assert.That(plan.Trust.Id, Is.EqualTo(TrustPlan.Nobody.Id));
    }

    [Test]
    public void A_reference_by_digest_needs_nothing()
    {
        var plan = Plan(rule => rule.ByDigestReference());

        Assert.That(plan.Discovery.Nodes, Is.EqualTo(EvidenceNodes.None));
        Assert.That(plan.Discovery.MediaTypes, Is.Empty);
        Assert.That(plan.Discovery.IndexStatements, Is.False);
    }

    [Test]
    public void Groups_need_what_their_parts_need()
    {
        var plan = Plan(rule => rule.AnyOf(any => any.SignedBy(Some.By(Some.A)).AllOf(all => all.SignedBy(Some.By(Some.B)).ConsistentWithImage())));

        Assert.That(plan.Trust.Keys, Has.Count.EqualTo(2));
        Assert.That((plan.Discovery.Nodes, plan.Discovery.IndexStatements), Is.EqualTo((EvidenceNodes.Judged, true)));
    }

    [Test]
    public void A_provider_of_ones_own_is_looked_for_by_its_media_types()
    {
        var rule = VerificationPolicy.Require(image => image.SignedBy(signer => signer.Other("own", "me"))).Otherwise;

        Assert.That(rule.Plan([.. PolicyRule.DefaultProviders, Own]).Discovery.MediaTypes, Is.EqualTo(new[] { "application/x-own" }));
    }

    [Test]
    public void What_no_provider_can_prove_is_a_mistake()
    {
        var policy = new VerificationPolicyBuilder("p")
            .ForImages("ghcr.io/a/b", rule => rule.Named("one").SignedBy(signer => signer.Other("gpg", "x")).SignedBy(signer => signer.Other("gpg", "y")))
            .ForImages("ghcr.io/a/c", rule => rule.Named("two").SignedBy(Some.By(Some.A)))
            .Otherwise(rule => rule.AnyOf(any => any.SignedBy(Some.By(Some.A)).SignedBy(signer => signer.Other("own", "me"))))
            .Build();

        var mistakes = Mistakes.Of(() => policy.EnsureEnforceable(PolicyRule.DefaultProviders));

        Assert.That(mistakes.Select(mistake => mistake.Path), Is.EqualTo(new[] { "rule 'one'", "rule 'otherwise'" }));
        Assert.That(mistakes[0].Message, Does.Contain("gpg"));
        Mistakes.Of(() => policy.Rules[0].Plan(PolicyRule.DefaultProviders));
        Mistakes.Of(() => policy.Rules[1].Plan([]));
        Assert.That(() => policy.Otherwise.Plan([.. PolicyRule.DefaultProviders, Own]), Throws.Nothing);
    }

    [Test]
    public void The_plan_for_the_librarys_own_providers_is_made_once()
    {
        var rule = VerificationPolicy.Require(image => image.SignedBy(Some.By(Some.A))).Otherwise;

        var plan = rule.Plan(PolicyRule.DefaultProviders);

        Assert.That(rule.Plan(PolicyRule.DefaultProviders), Is.SameAs(plan));
        Assert.That(rule.Plan([new PublicKeyProvider()]).Trust.Id, Is.EqualTo(plan.Trust.Id));
    }

    private static VerificationPlan Plan(Action<RuleBuilder> rule) => VerificationPolicy.Require(rule).Otherwise.Plan(PolicyRule.DefaultProviders);
}
