using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;
using ImageProvenance.Tests;

namespace ImageProvenance.Policies.Tests;

public sealed class SignatureRequirementTests
{
    private const string Spdx = "https://spdx.dev/Document";

    [Test]
    public void A_signature_by_the_key_is_enough_in_either_format()
    {
        Assert.That(SignedBy(new Scene().SignedBy(Some.A), Some.A).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(SignedBy(new Scene().SignedInBundleBy(Some.A), Some.A).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void Any_of_the_keys_is_enough() => Assert.That(SignedBy(new Scene().SignedBy(Some.B), Some.A, Some.B).Outcome, Is.EqualTo(Outcome.Pass));

    // CVE-2025-25204: nothing at all is no proof.
    [Test]
    public void Without_evidence_a_signature_is_missing() => IsFailure(SignedBy(new Scene(), Some.A), "signature-missing");

    [Test]
    public void A_signature_by_another_key_is_none() => IsFailure(SignedBy(new Scene().SignedBy(Some.B), Some.A), "signature-mismatch");

    [Test]
    public void A_key_that_only_another_requirement_trusts_does_not_count()
    {
        var node = new Scene().SignedBy(Some.A).Judge(rule => rule.SignedBy(Some.By(Some.A)).SignedBy(Some.By(Some.B)));

        Assert.That(node.Children.Select(child => child.Outcome), Is.EqualTo(new[] { Outcome.Pass, Outcome.Fail }));
        Assert.That(node.Children[1].Code, Is.EqualTo("signer-mismatch"));
    }

    // One key, trusted by two requirements with different algorithms: each is kept to its own.
    [Test]
    public void An_algorithm_that_only_another_requirement_allows_does_not_count()
    {
        var node = new Scene().SignedBy(Some.Rsa).Judge(rule => rule
            .SignedBy(signer => signer.Key(Some.Rsa.PublicKeyPem))
            .SignedBy(signer => signer.Key(Some.Rsa.PublicKeyPem, SignatureAlgorithms.RsaPssSha256)));

        Assert.That(node.Children.Select(child => child.Outcome), Is.EqualTo(new[] { Outcome.Pass, Outcome.Fail }));
    }

    [Test]
    public void What_a_narrower_trust_proves_is_also_proven_for_the_wider_one()
    {
        foreach (bool narrowFirst in new[] { true, false })
        {
            Action<SignerBuilder> narrow = signer => signer.Key(Some.P384.PublicKeyPem, SignatureAlgorithms.EcdsaP384Sha256), wide = signer => signer.Key(Some.P384.PublicKeyPem);
            var node = new Scene().SignedBy(Some.P384).Judge(rule => rule.SignedBy(narrowFirst ? narrow : wide).SignedBy(narrowFirst ? wide : narrow));

            Assert.That(node.Outcome, Is.EqualTo(Outcome.Pass));
        }
    }

    [Test]
    public void A_provider_that_does_not_say_the_algorithm_does_not_satisfy_a_named_one()
    {
        var unsaid = new Signer(Signer.Key, Some.Public(Some.Rsa).Id);

        Assert.That(SignerOf(null).Refuse(FactBy(unsaid)), Is.Null);
        Assert.That(SignerOf(SignatureAlgorithms.RsaPssSha256).Refuse(FactBy(unsaid))!.Code, Is.EqualTo("signer-mismatch"));
        Assert.That(SignerOf(null).Refuse(FactBy(unsaid with { Kind = "keyless" }))!.Code, Is.EqualTo("signer-mismatch"));
    }

    [Test]
    public void The_signature_of_another_image_attached_to_this_one_is_none() => IsFailure(SignedBy(new Scene().SignedBy(Some.A, Scene.OtherImage), Some.A), "subject-mismatch");

    [Test]
    public void A_good_signature_attached_to_another_digest_is_not_the_images() =>
        IsFailure(SignedBy(new Scene().With(CosignArtifacts.SignatureLayer(Some.A, CosignArtifacts.SimpleSigningPayload(Scene.OtherImage, Some.Name)), attachedTo: Scene.OtherImage), Some.A), "signature-missing");

    [Test]
    public void An_attestation_never_counts_as_a_signature() => IsFailure(SignedBy(new Scene().AttestedBy(Some.A, Spdx), Some.A), "not-a-signature");

    [Test]
    public void Bad_evidence_beside_good_harms_nobody()
    {
        var scene = new Scene()
            .With(Scene.Layer(MediaTypes.Dsse, "no JSON"))
            .With(new TestContent(MediaTypes.CosignSimpleSigning, "{}"u8.ToArray()) { Annotations = new Dictionary<string, string> { [CosignAnnotations.SignatureKey] = "no base64" } })
            .With(new DiscoveredEvidence(Scene.Image, Digest.Of("lost"u8), EvidenceLocation.Referrer, "a list") { Failure = new("digest-mismatch", "x") })
            .SignedBy(Some.B)
            .SignedBy(Some.A);

        var node = SignedBy(scene, Some.A);

        Assert.That(node.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(node.Children.Select(child => child.Code), Is.EqualTo(new[] { "malformed-json", "invalid-signature-encoding", "digest-mismatch", "signature-mismatch", null }));
        Assert.That(node.Evidence, Is.EqualTo(node.Children[^1].Evidence));
    }

    [Test]
    public void A_carrier_that_cannot_be_used_is_named_as_the_reason() =>
        IsFailure(SignedBy(new Scene().With(new DiscoveredEvidence(Scene.Image, Digest.Of("lost"u8), EvidenceLocation.Referrer, "a list") { Failure = new("digest-mismatch", "x") }), Some.A), "digest-mismatch");

    [Test]
    public void The_candidate_that_came_closest_is_the_reason()
    {
        var scene = new Scene().SignedBy(Some.B).AttestedBy(Some.A, Spdx).SignedBy(Some.A, Scene.OtherImage);

        IsFailure(SignedBy(scene, Some.A), "not-a-signature");
        IsFailure(SignedBy(scene.With(Scene.Layer(MediaTypes.Dsse, "no JSON")), Some.A), "malformed-json");
    }

    [Test]
    public void A_fact_about_another_digest_does_not_count_whoever_proved_it()
    {
        var scene = new Scene { Providers = { new ClaimingProvider(new(Scene.OtherImage, SignedContent.Signature, new("own", "me"))) } }.With(Scene.Layer("application/x-own", "x"));

        IsFailure(scene.Judge(rule => rule.SignedBy(signer => signer.Other("own", "me"))), "subject-mismatch");
    }

    [Test]
    public void A_provider_of_ones_own_proves_signers_of_its_kind()
    {
        var scene = new Scene { Providers = { new ClaimingProvider(new(Scene.Image, SignedContent.Signature, new("own", "me"))) } }.With(Scene.Layer("application/x-own", "x"));

        Assert.That(scene.Judge(rule => rule.SignedBy(signer => signer.Other("own", "me"))).Outcome, Is.EqualTo(Outcome.Pass));
        IsFailure(scene.Judge(rule => rule.SignedBy(signer => signer.Other("own", "you"))), "signer-mismatch");
        IsFailure(scene.Judge(rule => rule.SignedBy(Some.By(Some.A))), "signer-mismatch");
    }

    [Test]
    public void Evidence_that_no_provider_reads_proves_nothing() => IsFailure(SignedBy(new Scene().With(Scene.Layer("application/x-own", "x")), Some.A), "no-provider");

    private static SignatureFact FactBy(Signer signer) => new(Scene.Image, SignedContent.Signature, signer);

    private static SignerRequirement SignerOf(string? algorithm) =>
        ((SignatureRequirement)VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Key(Some.Rsa.PublicKeyPem, algorithm))).Otherwise.Requirement!).By;

    private static DecisionNode SignedBy(Scene scene, params TestKey[] keys) => scene.Judge(rule => rule.SignedBy(Some.By(keys)));

    private static void IsFailure(DecisionNode node, string code) => Assert.That((node.Outcome, node.Code), Is.EqualTo((Outcome.Fail, code)));
}
