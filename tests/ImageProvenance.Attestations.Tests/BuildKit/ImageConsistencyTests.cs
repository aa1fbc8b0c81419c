namespace ImageProvenance.Attestations.Tests;

internal sealed class ImageConsistencyTests
{
    private static readonly string Other = new('b', 64);

    [Test]
    public void An_image_and_its_own_provenance_are_consistent_without_a_finding()
    {
        var result = new SampleImage { CarrierSubject = SampleImage.ImageDescriptor() }.Check();
        Assert.That(result.Findings, Is.Empty);
        Assert.That(result.IsConsistent, Is.True);
    }

    private static IEnumerable<TestCaseData> Errors()
    {
        yield return Case("Provenance_of_another_image_is_an_error", "provenance-of-another-image", new() { Subjects = SampleImage.Subject("_", Other) });
        yield return Case("Provenance_about_nothing_is_an_error", "statement-without-subject", new() { Subjects = "" });
        yield return Case("Another_predicate_than_annotated_is_an_error", "predicate-type-mismatch", new() { Annotation = PredicateTypes.SlsaProvenanceV02 });
        yield return Case("Provenance_annotated_as_an_SBOM_is_an_error", "predicate-type-mismatch", new() { Annotation = PredicateTypes.SpdxDocument });
        yield return Case("An_attestation_manifest_of_another_subject_is_an_error", "attestation-subject-mismatch", new() { CarrierSubject = new(MediaTypes.OciManifest, Digest.Parse("sha256:" + Other), SampleImage.Image.Memory.Length) });
        yield return Case("An_attestation_manifest_of_a_subject_of_another_size_is_an_error", "attestation-subject-mismatch", new() { CarrierSubject = SampleImage.ImageDescriptor(size: 1) });
        yield return Case("An_attestation_manifest_of_a_subject_of_another_type_is_an_error", "attestation-subject-mismatch", new() { CarrierSubject = SampleImage.ImageDescriptor(mediaType: MediaTypes.DockerManifest) });
        yield return Case("A_package_URL_of_another_platform_is_an_error", "subject-names-another-platform", new() { Subjects = SampleImage.Subject("pkg:docker/ghcr.io/acme/app@1?platform=linux%2Farm64") });
        yield return Case("Another_platform_in_the_configuration_is_an_error", "platform-mismatch", new() { Config = """{"os":"linux","architecture":"arm64"}""" });
        yield return Case("Another_variant_in_the_configuration_is_an_error", "platform-mismatch", new() { Config = """{"os":"linux","architecture":"amd64","variant":"v3"}""" });
        yield return Case("A_configuration_without_platform_is_an_error", "platform-mismatch", new() { Config = "{}" });
        yield return Case("Provenance_that_cannot_be_read_is_an_error", "size-mismatch", new() { Failure = new("size-mismatch", "Size.") });
        yield return Case("Unreadable_evidence_that_nothing_tells_is_other_is_an_error", "size-mismatch", new() { Failure = new("size-mismatch", "Size."), Annotation = null });
        yield return Case("An_SBOM_alone_is_no_provenance", "no-provenance", new() { PredicateType = PredicateTypes.SpdxDocument, Annotation = PredicateTypes.SpdxDocument });
        yield return Case("An_unreadable_SBOM_alone_is_no_provenance", "no-provenance", new() { Failure = new("too-large", "Too large."), Annotation = PredicateTypes.SpdxDocument });
        yield return Case("Another_reference_type_attaches_nothing", "no-provenance", new() { ReferenceType = "attestation-Manifest" });
    }

    [TestCaseSource(nameof(Errors))]
    public void A_contradiction_is_an_error(string code, SampleImage sample)
    {
        var result = sample.Check();
        Assert.That(result.IsConsistent, Is.False);
        Assert.That(result.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Code), Is.EqualTo(new[] { code }));
        Assert.That(result.Findings.Single(finding => finding.Code == code).Platform, Is.EqualTo("linux/amd64"));
    }

    private static IEnumerable<TestCaseData> Remarks()
    {
        yield return Case("A_copy_keeps_its_name_which_is_a_warning", "subject-names-another-repository", new() { Location = "registry.internal/copy/app:1" });
        yield return Case("Another_tag_is_information", "subject-names-another-tag", new() { Location = "ghcr.io/acme/app:2" });
        yield return Case("Two_attestation_manifests_of_an_image_are_a_warning", "several-attestation-manifests", new() { IsListedTwice = true });
        yield return Case("A_malformed_package_URL_is_a_warning", "invalid-subject-purl", new() { Subjects = SampleImage.Subject("pkg:docker/%zz") });
        yield return Case("An_SBOM_of_another_image_is_a_warning", "statement-of-another-image", new() { HasSbom = true });
    }

    [TestCaseSource(nameof(Remarks))]
    public void What_is_normal_or_odd_leaves_it_consistent(string code, SampleImage sample)
    {
        var result = sample.Check();
        Assert.That(result.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { code }));
        Assert.That(result.Findings[0].Severity, Is.EqualTo(code == "subject-names-another-tag" ? FindingSeverity.Info : FindingSeverity.Warning));
        Assert.That(result.IsConsistent, Is.True);
    }

    private static IEnumerable<TestCaseData> Silences()
    {
        yield return Silent("A_layout_has_no_repository_to_compare", new() { Location = "oci:/images:app" });
        yield return Silent("One_of_several_names_is_enough", new() { Subjects = SampleImage.Subject("pkg:docker/acme/app@9") + "," + SampleImage.Subject("pkg:docker/ghcr.io/acme/app@1") });
        yield return Silent("Docker_Hubs_short_names_are_normalised", new() { Location = "alpine:3", Subjects = SampleImage.Subject("pkg:docker/alpine@3") });
        yield return Silent("A_port_is_decoded", new() { Location = "localhost:5000/app:3", Subjects = SampleImage.Subject("pkg:docker/localhost%3A5000/app@3") });
        yield return Silent("Names_of_other_subjects_do_not_matter", new() { Subjects = SampleImage.Subject("_") + "," + SampleImage.Subject("pkg:docker/x@1?platform=linux%2Farm64", Other) });
        yield return Silent("Spellings_of_one_platform_are_one", new() { DescriptorPlatform = """{"os":"linux","architecture":"arm64","variant":"v8"}""", Config = """{"os":"linux","architecture":"aarch64"}""", Subjects = SampleImage.Subject("pkg:docker/ghcr.io/acme/app@1?platform=linux%2Farm64") });
        yield return Silent("The_version_of_Windows_is_no_other_platform", new() { DescriptorPlatform = """{"os":"windows","architecture":"amd64","os.version":"10.0.1"}""", Config = """{"os":"windows","architecture":"amd64"}""", Subjects = SampleImage.Subject("pkg:docker/ghcr.io/acme/app@1?platform=windows%2810.0.1%29%2Famd64") });
        yield return Silent("A_layer_without_annotation_is_read_all_the_same", new() { Annotation = null });
    }

    [TestCaseSource(nameof(Silences))]
    public void What_agrees_is_not_remarked(SampleImage sample) => Assert.That(sample.Check().Findings, Is.Empty);

    [Test]
    public void A_reference_to_what_the_index_does_not_list_dangles([Values("sha256:x", "")] string reference)
    {
        var findings = new SampleImage { Reference = reference.Length > 0 ? "sha256:" + Other : reference }.Check().Findings;
        Assert.That(findings.Select(finding => (finding.Code, finding.Platform)), Is.EqualTo(new[] { ("dangling-attestation", null), ("no-provenance", "linux/amd64") }));
    }

    [Test]
    public void Without_the_configuration_it_cannot_be_decided()
    {
        var result = new SampleImage { Config = null }.Check();
        Assert.That((result.IsConsistent, result.Findings.Single().Code), Is.EqualTo(((bool?)null, "config-not-read")));
    }

    [Test]
    public void Without_the_configuration_an_error_still_decides() =>
        Assert.That(new SampleImage { Config = null, Subjects = "" }.Check().IsConsistent, Is.False);

    [Test]
    public void Provenance_that_was_not_opened_cannot_be_decided([Values] bool isSbomOpened)
    {
        var result = new SampleImage { IsOpened = false, HasSbom = true, IsSbomOpened = isSbomOpened }.Check();
        Assert.That(result.IsConsistent, Is.Null);
        Assert.That(result.Findings.Select(finding => finding.Code), Does.Contain("provenance-not-opened"));
    }

    [Test]
    public void Evidence_of_another_platform_is_not_looked_at()
    {
        var sample = new SampleImage();
        Assert.That(sample.Check(sample.Evidence(Digest.Parse("sha256:" + Other))).Findings.Single().Code, Is.EqualTo("provenance-not-opened"));
    }

    [Test]
    public void Unreadable_evidence_beside_good_is_a_warning()
    {
        var sample = new SampleImage();
        var bad = sample with { Failure = new("too-large", "Too large.") };
        var result = sample.Check([.. sample.Evidence(), .. bad.Evidence()]);
        Assert.That((result.IsConsistent, result.Findings.Single().Code, result.Findings[0].Severity), Is.EqualTo(((bool?)true, "too-large", FindingSeverity.Warning)));
    }

    [Test]
    public void A_single_manifest_has_no_provenance_in_an_index()
    {
        var manifest = Found.Manifest(null);
        var image = PinnedImage.From(ImageLocation.Parse("ghcr.io/acme/app:1"), manifest.Content.Memory, null);
        var result = ImageConsistency.Check(image, new PlatformImage(null, manifest.Describe()) { Manifest = manifest, Config = ImageConfig.Parse(VerifiedBytes.Hash("{}"u8.ToArray())) }, []);
        Assert.That((result.IsConsistent, result.Findings.Single().Code), Is.EqualTo(((bool?)false, "no-provenance")));
    }

    private static TestCaseData Case(string name, string code, SampleImage sample) => new TestCaseData(code, sample).SetName(name);

    private static TestCaseData Silent(string name, SampleImage sample) => new TestCaseData(sample).SetName(name);
}
