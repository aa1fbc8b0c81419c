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

        Assert.That(rule.Plan([.. PolicyRule.DefaultProviders, Own], []).Discovery.MediaTypes, Is.EqualTo(new[] { "application/x-own" }));
    }

    [Test]
    public void What_no_provider_can_prove_is_a_mistake()
    {
        var policy = new VerificationPolicyBuilder("p")
            .ForImages("ghcr.io/a/b", rule => rule.Named("one").SignedBy(signer => signer.Other("gpg", "x")).SignedBy(signer => signer.Other("gpg", "y")))
            .ForImages("ghcr.io/a/c", rule => rule.Named("two").SignedBy(Some.By(Some.A)))
            .Otherwise(rule => rule.AnyOf(any => any.SignedBy(Some.By(Some.A)).SignedBy(signer => signer.Other("own", "me"))))
            .Build();

        var mistakes = Mistakes.Of(() => policy.EnsureEnforceable(PolicyRule.DefaultProviders, []));

        Assert.That(mistakes.Select(mistake => mistake.Path), Is.EqualTo(new[] { "rule 'one'", "rule 'otherwise'" }));
        Assert.That(mistakes[0].Message, Does.Contain("gpg"));
        Mistakes.Of(() => policy.Rules[0].Plan(PolicyRule.DefaultProviders, []));
        Mistakes.Of(() => policy.Rules[1].Plan([], []));
        Assert.That(() => policy.Otherwise.Plan([.. PolicyRule.DefaultProviders, Own], []), Throws.Nothing);
    }

    [Test]
    public void The_plan_for_the_same_lists_is_made_once()
    {
        var rule = VerificationPolicy.Require(image => image.SignedBy(Some.By(Some.A))).Otherwise;
        TrustedInstance[] instances = [Some.Instance()];

        var plan = rule.Plan(PolicyRule.DefaultProviders, instances);

        Assert.That(rule.Plan(PolicyRule.DefaultProviders, instances), Is.SameAs(plan));
        Assert.That(rule.Plan([new PublicKeyProvider()], instances).Trust.Id, Is.EqualTo(plan.Trust.Id));
        Assert.That(rule.Plan(PolicyRule.DefaultProviders, []).Trust.Id, Is.Not.EqualTo(plan.Trust.Id));
    }

    [Test]
    public void The_logs_of_instances_are_known_ones_for_keys_too_and_their_certificates_prove_nothing_there()
    {
        var trust = Trust([Some.Instance()], rule => rule.SignedBy(Some.By(Some.A)));

        Assert.That(trust.Instances.Single().Name, Is.EqualTo("test"));
        Assert.That(trust.AcceptsCertificates, Is.False);
    }

    [Test]
    public void A_keyless_signer_anywhere_lets_certificates_prove()
    {
        var trust = Trust([Some.Instance()], rule => rule.AnyOf(any => any.SignedBy(Some.By(Some.A)).AllOf(all => all.SignedBy(signer => signer.Google("me@acme.example")))));

        Assert.That(trust.AcceptsCertificates, Is.True);
        Assert.That(trust.Keys, Has.Count.EqualTo(1));
        Assert.That(trust.Id, Is.Not.EqualTo(Trust([Some.Instance()], rule => rule.SignedBy(Some.By(Some.A))).Id));
    }

    [Test]
    public void The_plan_asks_for_as_little_as_any_requirement_does_and_never_for_more()
    {
        TrustProfile full = new() { LogEntries = 2, VerifiedTimes = 2, SignedCertificateTimestamps = 2 };
        TrustProfile ProfileOf(params Action<SignerBuilder>[] signers) => Trust([Some.Instance(full)], rule =>
        {
            foreach (var signer in signers)
                rule.SignedBy(signer);
        }).Instances.Single().Profile;

        Assert.That(ProfileOf(Google), Is.EqualTo(full));
        Assert.That(ProfileOf(signer => AccountOf(signer).RequireLogEntries(9).RequireTimes(9).RequireScts(9)), Is.EqualTo(full));
        Assert.That(ProfileOf(Google, signer => AccountOf(signer).WithoutLogUnsafe()), Is.EqualTo(full with { LogEntries = 0 }));
        Assert.That(ProfileOf(signer => AccountOf(signer).WithoutSctUnsafe(), Google), Is.EqualTo(full with { SignedCertificateTimestamps = 0 }));
        Assert.That(ProfileOf(Google, Some.By(Some.A), signer => AccountOf(signer).AllowRekorDsse002()), Is.EqualTo(full with { AllowRekorDsse002 = true }));
        Assert.That(ProfileOf(Google, signer => signer.Keys(Some.Public(Some.A)).AllowRekorDsse002()), Is.EqualTo(full with { AllowRekorDsse002 = true }));
    }

    [Test]
    public void What_an_instance_asks_for_is_kept_where_a_plan_lowers_it()
    {
        TrustProfile other = new() { LogEntries = 3, SignedCertificateTimestamps = 2 };
        var trust = Trust([Some.Instance(), Some.Instance(other, "other")], rule => rule.SignedBy(signer => AccountOf(signer).WithoutLogUnsafe().WithoutSctUnsafe()));

        Assert.That(trust.Instances.Select(instance => (instance.Profile.LogEntries, instance.Profile.SignedCertificateTimestamps)), Is.All.EqualTo((0, 0)).And.Exactly(2).Items);
        Assert.That(trust.Instances.Select(instance => instance.Unlowered), Is.EqualTo(new[] { Some.Instance().Profile, other }));
        Assert.That(trust.Instances[1].LoweredTo(new()).Unlowered, Is.EqualTo(other), "lowered twice");
    }

    [Test]
    public void Without_an_instance_no_keyless_signer_can_be_proven()
    {
        var policy = VerificationPolicy.Require(rule => rule.SignedBy(Google));
        ISignatureProvider[] providers = [new ClaimingProvider(new(Scene.Image, SignedContent.Signature, new("own", "me")), Signer.Keyless)];

        Assert.That(Mistakes.Only("rule 'otherwise'", () => policy.EnsureEnforceable(providers, [])).Message, Does.Contain("trusted root"));
        Mistakes.Only("rule 'otherwise'", () => policy.Otherwise.Plan(providers, []));
        Assert.That(() => policy.EnsureEnforceable(providers, [Some.Instance()]), Throws.Nothing);
    }

    private static void Google(SignerBuilder signer) => AccountOf(signer);

    private static SignerBuilder AccountOf(SignerBuilder signer) => signer.Google("me@acme.example");

    private static TrustPlan Trust(IReadOnlyList<TrustedInstance> instances, Action<RuleBuilder> rule) => VerificationPolicy.Require(rule).Otherwise
        .Plan([new PublicKeyProvider(), new ClaimingProvider(new(Scene.Image, SignedContent.Signature, new("own", "me")), Signer.Keyless)], instances).Trust;

    private static VerificationPlan Plan(Action<RuleBuilder> rule) => VerificationPolicy.Require(rule).Otherwise.Plan(PolicyRule.DefaultProviders, []);
}
