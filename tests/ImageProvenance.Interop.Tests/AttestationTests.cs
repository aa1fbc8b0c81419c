namespace ImageProvenance.Interop.Tests;

/// <summary>Attestations are judged as <c>cosign verify-attestation</c> judges them, and count as signatures of nobody.</summary>
[TestFixture(RegistryKind.Distribution)]
[TestFixture(RegistryKind.WithReferrersApi)]
internal sealed class AttestationTests(RegistryKind registry)
{
    private const string Provenance = "slsa-provenance";
    private const string CosignProvenance = "slsaprovenance1";

    private static TestImages Images => Stage.Current.Images;

    private static TestKeys Keys => Stage.Current.Keys;

    [Test]
    public async Task Attested_provenance_is_found_in_either_form([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.AttestAsync(image, key, form);

        await Verdicts.AgreeOnAttestationAsync(image, key, Provenance, CosignProvenance, Verdicts.Allowed);
        await Verdicts.AgreeOnAttestationAsync(image, await Keys.OtherAsync(), Provenance, CosignProvenance, Verdicts.Denied);
    }

    [Test]
    public async Task An_attestation_alone_is_no_signature_which_cosign_says_of_tags_only()
    {
        var key = await Keys.ReleaseAsync();
        string tagged = await Images.ReleaseAsync(registry);
        await Cosign.AttestAsync(tagged, key, EvidenceForm.Tag);
        string bundled = await Images.ReleaseAsync(registry);
        await Cosign.AttestAsync(bundled, key, EvidenceForm.Bundle);

        await Verdicts.AgreeAsync(tagged, key, Verdicts.Denied);
        await Verdicts.DifferAsync(bundled, key, Verdicts.Denied);
    }

    [Test]
    public async Task A_signature_is_no_attestation([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.SignAsync(image, key, form);

        await Verdicts.AgreeOnAttestationAsync(image, key, Provenance, CosignProvenance, Verdicts.Denied);
    }

    [Test]
    public async Task Signature_and_attestation_are_asked_for_together([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.AttestAsync(image, key, form);
        var before = await Imageprov.VerifyAsync(image, key, "--attestation", Provenance, "--signature");
        await Cosign.SignAsync(image, key, form);
        var after = await Imageprov.VerifyAsync(image, key, "--attestation", Provenance, "--signature");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.ExitCode, Is.EqualTo(Verdicts.Denied), before.ToString());
            Assert.That(after.ExitCode, Is.EqualTo(Verdicts.Allowed), after.ToString());
        }
    }

    [Test]
    public async Task BuildKits_unsigned_provenance_satisfies_no_key()
    {
        string image = await Images.ReleaseAsync(registry);

        await Verdicts.AgreeOnAttestationAsync(image, await Keys.ReleaseAsync(), Provenance, CosignProvenance, Verdicts.Denied);
    }

    [Test]
    public async Task Another_predicate_type_is_denied([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.AttestAsync(image, key, form, "https://acme.example/review/v1", """{"reviewed": true}""");

        await Verdicts.AgreeOnAttestationAsync(image, key, Provenance, CosignProvenance, Verdicts.Denied);
        await Verdicts.AgreeOnAttestationAsync(image, key, "https://acme.example/review/v1", "https://acme.example/review/v1", Verdicts.Allowed);
    }

    [TestCase("slsaprovenance02", "slsa-provenance", """{"builder": {"id": "https://builder.example"}, "buildType": "https://builder.example/v1"}""")]
    [TestCase("spdxjson", "sbom", """{"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT"}""")]
    [TestCase("cyclonedx", "sbom", """{"bomFormat": "CycloneDX", "specVersion": "1.6"}""")]
    [TestCase("openvex", "vex", """{"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex", "author": "acme", "timestamp": "2026-01-01T00:00:00Z", "version": 1, "statements": []}""")]
    [TestCase("vuln", "vuln", """{"invocation": {}, "scanner": {"uri": "https://scanner.example"}, "metadata": {}}""")]
    public async Task Cosigns_words_for_predicates_mean_what_ours_mean(string cosignType, string type, string predicate)
    {
        string image = await Images.PlainAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.AttestAsync(image, key, EvidenceForm.Bundle, cosignType, predicate);
        await Cosign.AttestAsync(image, key, EvidenceForm.Tag, cosignType, predicate);

        await Verdicts.AgreeOnAttestationAsync(image, key, type, cosignType, Verdicts.Allowed);
        await Verdicts.AgreeOnAttestationAsync(image, await Keys.OtherAsync(), type, cosignType, Verdicts.Denied);
    }

    [Test]
    public async Task An_attestation_tag_of_another_image_is_denied()
    {
        var key = await Keys.ReleaseAsync();
        string attested = await Images.OtherAsync(registry);
        await Cosign.AttestAsync(attested, key, EvidenceForm.Tag);
        string image = await Images.ReleaseAsync(registry);
        await Crane.CopyAsync(await Crane.CosignTagAsync(attested, "att"), await Crane.CosignTagAsync(image, "att"));

        await Verdicts.AgreeOnAttestationAsync(image, key, Provenance, CosignProvenance, Verdicts.Denied);
    }

    [Test]
    public async Task An_attestation_bundle_of_another_image_is_denied()
    {
        var key = await Keys.ReleaseAsync();
        string attested = await Images.OtherAsync(registry);
        await Cosign.AttestAsync(attested, key, EvidenceForm.Bundle);
        string image = await Images.ReleaseAsync(registry);
        await Oras.MoveReferrersAsync(attested, image);

        await Verdicts.AgreeOnAttestationAsync(image, key, Provenance, CosignProvenance, Verdicts.Denied);
    }
}
