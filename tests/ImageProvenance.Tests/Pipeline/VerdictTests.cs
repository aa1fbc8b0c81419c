using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>The verdicts on evidence of every kind, wherever image and evidence lie.</summary>
[TestFixture(Place.ReferrersApi)]
[TestFixture(Place.PagedReferrers)]
[TestFixture(Place.ReferrersTag)]
[TestFixture(Place.LossyReferrersTag)]
[TestFixture(Place.Layout)]
[TestFixture(Place.Archive)]
public class VerdictTests(Place place)
{
    private TestScene _scene = null!;

    [SetUp]
    public void SetUp() => _scene = new(place: place);

    [TearDown]
    public void TearDown() => _scene.Dispose();

    [Test]
    public async Task An_image_signed_by_a_bundle_is_allowed()
    {
        _scene.Image.SignWithBundle(TestScene.Key);
        Verdict.IsAllowed(await _scene.VerifyAsync());
    }

    [Test]
    public async Task An_image_signed_behind_the_sig_tag_is_allowed()
    {
        _scene.Image.SignWithTag(TestScene.Key);
        Verdict.IsAllowed(await _scene.VerifyAsync());
    }

    [Test]
    public async Task An_image_signed_both_ways_is_allowed_and_both_signatures_are_proven()
    {
        _scene.Image.SignWithBundle(TestScene.Key);
        _scene.Image.SignWithTag(TestScene.Key);
        var report = await _scene.VerifyAsync();
        Verdict.IsAllowed(report);
        Assert.That(report.Evidence.Count(piece => piece is { IsProven: true, Kind: "signature" }), Is.EqualTo(2));
    }

    [Test]
    public async Task An_attestation_in_a_bundle_satisfies_an_attestation_and_is_no_signature()
    {
        _scene.Image.AttestWithBundle(TestScene.Key, TestScene.SlsaV02, TestScene.Provenance);
        Verdict.IsAllowed(await _scene.VerifyAsync(TestScene.Attested));
        Verdict.IsDenied(await _scene.VerifyAsync(), "not-a-signature");
    }

    [Test]
    public async Task An_attestation_behind_the_att_tag_satisfies_an_attestation_and_is_no_signature()
    {
        _scene.Image.AttestWithTag(TestScene.Key, TestScene.SlsaV02, TestScene.Provenance);
        Verdict.IsAllowed(await _scene.VerifyAsync(TestScene.Attested));
        Verdict.IsDenied(await _scene.VerifyAsync(), "not-a-signature");
    }

    [Test]
    public async Task A_signature_is_no_attestation()
    {
        _scene.Image.SignWithBundle(TestScene.Key);
        _scene.Image.SignWithTag(TestScene.Key);
        Verdict.IsDenied(await _scene.VerifyAsync(TestScene.Attested), "predicate-type-mismatch");
    }

    [Test]
    public async Task An_unsigned_image_is_denied()
    {
        Verdict.IsDenied(await _scene.VerifyAsync(), "signature-missing");
        Verdict.IsDenied(await _scene.VerifyAsync(TestScene.Attested), "attestation-missing");
    }

    [Test]
    public async Task An_image_signed_by_another_key_is_denied()
    {
        _scene.Image.SignWithBundle(TestScene.OtherKey);
        _scene.Image.SignWithTag(TestScene.OtherKey);
        _scene.Image.AttestWithTag(TestScene.OtherKey, TestScene.SlsaV02, TestScene.Provenance);
        Verdict.IsDenied(await _scene.VerifyAsync(), "signature-mismatch");
        Verdict.IsDenied(await _scene.VerifyAsync(TestScene.Attested), "signature-mismatch");
    }

    [Test]
    public async Task The_hint_of_a_trusted_key_on_another_keys_bundle_proves_nothing()
    {
        byte[] envelope = CosignArtifacts.Envelope(TestScene.OtherKey, CosignArtifacts.SignatureStatement(_scene.Image.Digest));
        _scene.Image.Attach(CosignArtifacts.BundleReferrer(CosignArtifacts.Bundle(TestScene.Key, envelope), CosignArtifacts.SignaturePredicateType));
        Verdict.IsDenied(await _scene.VerifyAsync(), "signature-mismatch");
    }

    [Test]
    public async Task Signatures_of_another_image_that_are_moved_over_are_denied()
    {
        var other = TestImage.FromScratch().WithLabel("other", "yes");
        _scene.AttachBundleOf(CosignArtifacts.SignatureStatement(other.Digest));
        _scene.Image.AttachTag("sig", CosignArtifacts.SignatureLayer(TestScene.Key, CosignArtifacts.SimpleSigningPayload(other.Digest, "registry.test/acme/app")));
        var report = await _scene.VerifyAsync();
        Verdict.IsDenied(report, "subject-mismatch");
        Assert.That(report.Evidence.Select(piece => piece.Failure?.Expected), Is.All.EqualTo(_scene.Image.Digest.ToString()));
        Assert.That(report.Evidence.Select(piece => piece.Failure?.Actual), Is.All.EqualTo(other.Digest.ToString()));
    }

    [Test]
    public async Task Attestations_of_another_image_that_are_moved_over_are_denied()
    {
        byte[] statement = CosignArtifacts.Statement(TestImage.FromScratch().WithLabel("other", "yes").Digest, TestScene.SlsaV02, TestScene.Provenance, "registry.test/acme/app");
        _scene.AttachBundleOf(statement, predicateType: TestScene.SlsaV02);
        _scene.Image.AttachTag("att", CosignArtifacts.AttestationLayer(CosignArtifacts.Envelope(TestScene.Key, statement), TestScene.SlsaV02));
        Verdict.IsDenied(await _scene.VerifyAsync(TestScene.Attested), "subject-mismatch");
    }

    [Test]
    public async Task An_attestation_by_the_right_signer_of_another_predicate_type_is_denied_whatever_the_annotation_says()
    {
        byte[] statement = CosignArtifacts.Statement(_scene.Image.Digest, "https://example.com/other", "{}", "registry.test/acme/app");
        _scene.AttachBundleOf(statement, predicateType: TestScene.SlsaV02);
        _scene.Image.AttachTag("att", CosignArtifacts.AttestationLayer(CosignArtifacts.Envelope(TestScene.Key, statement), TestScene.SlsaV02));
        var report = await _scene.VerifyAsync(TestScene.Attested);
        Verdict.IsDenied(report, "predicate-type-mismatch");
        Assert.That(report.Tree.Children[0].Actual, Is.EqualTo("https://example.com/other"));
    }

    [Test]
    public async Task BuildKits_unsigned_provenance_alone_satisfies_neither_signature_nor_attestation()
    {
        using var scene = new TestScene(TestImage.FromScratch().WithBuildKitProvenance(), place);
        Verdict.IsDenied(await scene.VerifyAsync(), "signature-missing");
        Verdict.IsDenied(await scene.VerifyAsync(TestScene.Attested), "attestation-missing");
        Verdict.IsAllowed(await scene.VerifyAsync(TestScene.Consistent));
    }

    [Test]
    public async Task Bad_evidence_beside_good_harms_nobody()
    {
        _scene.Image.SignWithTag(TestScene.OtherKey);
        _scene.AttachBundleOf("garbage"u8.ToArray());
        _scene.Image.SignWithBundle(TestScene.OtherKey);
        _scene.Image.SignWithTag(TestScene.Key);
        var report = await _scene.VerifyAsync();
        Verdict.IsAllowed(report);
        Assert.That(report.Evidence.Count(piece => piece.IsProven), Is.EqualTo(1));
        Assert.That(report.Evidence.Count(piece => piece.Failure is not null), Is.EqualTo(3));
    }

    [Test]
    public async Task Provenance_constraints_are_judged_on_the_authenticated_statement_only()
    {
        // What BuildKit claims is what is asked for; what is signed says something else.
        var claims = new BuildKitProvenance { BuilderId = "https://trusted.example", Version = ProvenanceVersion.V02 };
        using var scene = new TestScene(TestImage.FromScratch().WithBuildKitProvenance(claims), place);
        scene.Image.AttestWithBundle(TestScene.Key, TestScene.SlsaV02, TestScene.Provenance);
        var wanted = VerificationPolicy.Require(rule => rule.HasProvenance(p => p.By(s => s.Key(TestScene.Key.PublicKeyPem)).BuiltBy("https://trusted.example")));
        var said = VerificationPolicy.Require(rule => rule.HasProvenance(p => p.By(s => s.Key(TestScene.Key.PublicKeyPem)).BuiltBy("https://builder.example/1")));
        Verdict.IsDenied(await scene.VerifyAsync(wanted), "builder-mismatch");
        Verdict.IsAllowed(await scene.VerifyAsync(said));
    }
}
