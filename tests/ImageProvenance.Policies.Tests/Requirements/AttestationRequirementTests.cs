using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Policies.Tests;

public sealed class AttestationRequirementTests
{
    private const string Spdx = "https://spdx.dev/Document";
    private const string Slsa = "https://slsa.dev/provenance/v1";

    [TestCase(Predicates.Sbom, Spdx, true)]
    [TestCase(Predicates.Sbom, Spdx + "/v2.3", true)]
    [TestCase(Predicates.Sbom, "https://cyclonedx.org/bom/v1.4", true)]
    [TestCase(Predicates.Sbom, "https://spdx.dev/Documentation", false)]
    [TestCase(Predicates.SlsaProvenance, Slsa, true)]
    [TestCase(Predicates.SlsaProvenance, "https://slsa.dev/provenance/v0.2", true)]
    [TestCase(Predicates.SlsaProvenance, "https://slsa.dev/provenance/v0.1", false)]
    [TestCase(Predicates.SlsaProvenance, "https://slsa.dev/provenance/v1x", false)]
    [TestCase(Slsa, Slsa, true)]
    [TestCase(Slsa, "https://slsa.dev/provenance/v0.2", false)]
    [TestCase(Slsa, "HTTPS://slsa.dev/provenance/v1", false)]
    [TestCase(Predicates.Vex, Spdx, false)]
    [TestCase(Predicates.Vuln, "https://cosign.sigstore.dev/attestation/vuln/v1", true)]
    public void A_predicate_type_of_another_kind_never_counts(string asked, string found, bool counts) =>
        Assert.That(new Scene().AttestedBy(Some.A, found).Judge(rule => rule.HasAttestation(asked, a => a.By(Some.By(Some.A)))).Outcome, Is.EqualTo(counts ? Outcome.Pass : Outcome.Fail));

    // CVE-2022-35929.
    [Test]
    public void Among_attestations_of_other_types_the_one_asked_for_is_missing()
    {
        var node = new Scene().AttestedBy(Some.A, Spdx).AttestedBy(Some.A, "https://openvex.dev/ns").Judge(rule => rule.HasProvenance(p => p.By(Some.By(Some.A))));

        Assert.That((node.Outcome, node.Code), Is.EqualTo((Outcome.Fail, "predicate-type-mismatch")));
    }

    [Test]
    public void Without_evidence_the_attestation_is_missing() =>
        Assert.That(new Scene().Judge(rule => rule.HasProvenance(p => p.By(Some.By(Some.A)))).Code, Is.EqualTo("attestation-missing"));

    [Test]
    public void A_signature_never_counts_as_an_attestation()
    {
        var node = new Scene().SignedBy(Some.A).SignedInBundleBy(Some.A).Judge(rule => rule.HasAttestation(Predicates.Sbom, a => a.By(Some.By(Some.A))));

        Assert.That((node.Outcome, node.Code), Is.EqualTo((Outcome.Fail, "predicate-type-mismatch")));
    }

    [Test]
    public void A_signature_that_carries_a_statement_is_still_no_attestation()
    {
        var statement = InTotoStatement.Parse(CosignArtifacts.Statement(Scene.Image, Spdx, "{}", Some.Name));
        var scene = new Scene { Providers = { new ClaimingProvider(new(Scene.Image, SignedContent.Signature, new("own", "me")) { Statement = statement }) } }.With(Scene.Layer("application/x-own", "x"));

        Assert.That(scene.Judge(rule => rule.HasAttestation(Predicates.Sbom, a => a.By(signer => signer.Other("own", "me")))).Code, Is.EqualTo("predicate-type-mismatch"));
    }

    [Test]
    public void An_attestation_by_another_key_does_not_count() =>
        Assert.That(new Scene().AttestedBy(Some.B, Spdx).Judge(rule => rule.HasAttestation(Predicates.Sbom, a => a.By(Some.By(Some.A)))).Code, Is.EqualTo("signature-mismatch"));

    [Test]
    public void An_attestation_of_another_image_does_not_count() =>
        Assert.That(new Scene().AttestedBy(Some.A, Spdx, subject: Scene.OtherImage).Judge(rule => rule.HasAttestation(Predicates.Sbom, a => a.By(Some.By(Some.A)))).Code, Is.EqualTo("subject-mismatch"));

    [Test]
    public void An_unsigned_statement_does_not_count()
    {
        byte[] statement = CosignArtifacts.Statement(Scene.Image, Spdx, "{}", Some.Name);

        Assert.That(new Scene().With(new TestContent(MediaTypes.InToto, statement)).Judge(rule => rule.HasAttestation(Predicates.Sbom, a => a.By(Some.By(Some.A)))).Code, Is.EqualTo("attestation-missing"));
    }

    // "Besides" must stay so among alternatives: as one of its own, the unsigned claim would pass without a signature.
    [Test]
    public void Consistency_asked_of_provenance_never_becomes_an_alternative_to_it()
    {
        var rule = VerificationPolicy.Require(image => image.AnyOf(any => any
            .HasProvenance(p => p.By(Some.By(Some.A)).ConsistentWithImage())
            .SignedBy(Some.By(Some.B)))).Otherwise;
        var scene = new Scene { Platforms = { Consistency.OfTrueProvenance() } };

        Assert.That(scene.Judge(rule).Outcome, Is.EqualTo(Outcome.Fail), "consistent, and signed by nobody");
        Assert.That(scene.AttestedBy(Some.A, Slsa).Judge(rule).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void Consistency_asked_of_provenance_is_a_requirement_beside_it()
    {
        Action<RuleBuilder> rule = image => image.SignedBy(Some.By(Some.A)).HasProvenance(p => p.ConsistentWithImage());
        var scene = new Scene().SignedBy(Some.A).AttestedBy(Some.A, Slsa);

        Assert.That(scene.Judge(rule).Outcome, Is.EqualTo(Outcome.Fail), "no platform to judge");
        scene.Platforms.Add(Consistency.OfTrueProvenance());
        Assert.That(scene.Judge(rule).Outcome, Is.EqualTo(Outcome.Pass));
        scene.Platforms.Add(Consistency.OfNoProvenance());
        Assert.That(scene.Judge(rule).Outcome, Is.EqualTo(Outcome.Fail), "all platforms have to hold");
    }
}
