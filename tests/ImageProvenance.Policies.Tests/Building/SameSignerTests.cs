namespace ImageProvenance.Policies.Tests;

/// <summary>"By the same signer": the one of the only signature requirement in the same all-of.</summary>
public sealed class SameSignerTests
{
    [Test]
    public void Beside_one_signature_its_signer_is_meant()
    {
        var rule = VerificationPolicy.Require(image => image.SignedBy(Some.By(Some.A)).HasProvenance(_ => { }).HasAttestation(Predicates.Sbom, a => a.BySameSigner())).Otherwise;
        var parts = ((AllOfRequirement)rule.Requirement!).Requirements;

        foreach (var attestation in parts.OfType<AttestationRequirement>())
        {
            Assert.That(attestation.IsSameSigner, Is.True);
            Assert.That(attestation.By, Is.SameAs(((SignatureRequirement)parts[0]).By));
        }
    }

    [Test]
    public void The_order_does_not_matter() =>
        Assert.That(() => VerificationPolicy.Require(image => image.HasProvenance(_ => { }).SignedBy(Some.By(Some.A))), Throws.Nothing);

    [Test]
    public void Beside_no_signature_nobody_is_meant() =>
        Assert.That(Mistakes.OnlyInRule(".require.allOf[0].by", rule => rule.HasProvenance(_ => { })).Message, Does.Contain("no signature requirement"));

    [Test]
    public void Beside_two_signatures_it_is_not_said_who_is_meant() =>
        Assert.That(Mistakes.OnlyInRule(".require.allOf[2].by", rule => rule.SignedBy(Some.By(Some.A)).SignedBy(Some.By(Some.B)).HasProvenance(_ => { })).Message, Does.Contain("several"));

    [Test]
    public void A_stated_signer_needs_no_other() =>
        Assert.That(() => VerificationPolicy.Require(image => image.SignedBy(Some.By(Some.A)).SignedBy(Some.By(Some.B)).HasProvenance(p => p.By(Some.By(Some.C)))), Throws.Nothing);

    [Test]
    public void An_alternative_has_nobody_beside_it() =>
        Mistakes.OnlyInRule(".require.allOf[0].anyOf[1].by", rule => rule.AnyOf(any => any.SignedBy(Some.By(Some.A)).HasProvenance(_ => { })));

    [Test]
    public void A_group_does_not_look_outside() =>
        Mistakes.OnlyInRule(".require.allOf[1].allOf[0].by", rule => rule.SignedBy(Some.By(Some.A)).AllOf(all => all.HasProvenance(_ => { })));

    [Test]
    public void A_signature_in_a_group_is_not_beside() =>
        Mistakes.OnlyInRule(".require.allOf[1].by", rule => rule.AllOf(all => all.SignedBy(Some.By(Some.A))).HasProvenance(_ => { }));

    [Test]
    public void In_a_group_of_its_own_an_attestation_has_the_groups_signer() =>
        Assert.That(() => VerificationPolicy.Require(image => image.AnyOf(any => any
            .AllOf(all => all.SignedBy(Some.By(Some.A)).HasProvenance(_ => { }))
            .AllOf(all => all.SignedBy(Some.By(Some.B)).HasProvenance(_ => { })))), Throws.Nothing);

    [Test]
    public void A_broken_signer_beside_is_one_mistake_and_not_two() =>
        Mistakes.OnlyInRule(".require.allOf[0].by", rule => rule.SignedBy(_ => { }).HasProvenance(_ => { }));

    [Test]
    public void An_attestation_of_another_signer_is_not_the_same_signers()
    {
        var node = new Scene().SignedBy(Some.A).AttestedBy(Some.B, "https://spdx.dev/Document").Judge(image => image.SignedBy(Some.By(Some.A)).HasAttestation(Predicates.Sbom));

        Assert.That(node.Children.Select(child => child.Outcome), Is.EqualTo(new[] { Outcome.Pass, Outcome.Fail }));
        Assert.That(node.Outcome, Is.EqualTo(Outcome.Fail));
    }
}
