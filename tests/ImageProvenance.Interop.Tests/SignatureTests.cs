namespace ImageProvenance.Interop.Tests;

/// <summary>Our verdict on signatures is <c>cosign verify --insecure-ignore-tlog</c>'s, in registries of both kinds.</summary>
[TestFixture(RegistryKind.Distribution)]
[TestFixture(RegistryKind.WithReferrersApi)]
internal sealed class SignatureTests(RegistryKind registry)
{
    private static TestImages Images => Stage.Current.Images;

    private static TestKeys Keys => Stage.Current.Keys;

    [Test]
    public async Task An_image_signed_in_either_form_is_allowed([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.SignAsync(image, key, form);

        await Verdicts.AgreeAsync(image, key, Verdicts.Allowed);
        await Verdicts.AgreeAsync(image, await Keys.OtherAsync(), Verdicts.Denied);
    }

    [Test]
    public async Task An_image_signed_in_both_forms_is_allowed()
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.SignAsync(image, key, EvidenceForm.Tag);
        await Cosign.SignAsync(image, key, EvidenceForm.Bundle);

        await Verdicts.AgreeAsync(image, key, Verdicts.Allowed);
        await Verdicts.AgreeAsync(image, await Keys.OtherAsync(), Verdicts.Denied);
    }

    [Test]
    public async Task A_manifest_without_an_index_is_allowed_too([Values] EvidenceForm form)
    {
        string image = await Images.PlainAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.SignAsync(image, key, form);

        await Verdicts.AgreeAsync(image, key, Verdicts.Allowed);
    }

    [Test]
    public async Task A_name_with_a_digest_is_judged_like_its_tag([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.SignAsync(image, key, form);
        string digest = await Crane.DigestAsync(image);

        await Verdicts.AgreeAsync($"{Crane.RepositoryOf(image)}@{digest}", key, Verdicts.Allowed);
        var report = await Imageprov.ReportAsync(image, key);
        Assert.That(report.GetProperty("image").GetProperty("pinned").GetString(), Is.EqualTo($"{Crane.RepositoryOf(image)}@{digest}"));
    }

    [Test]
    public async Task An_unsigned_image_is_denied()
    {
        await Verdicts.AgreeAsync(await Images.ReleaseAsync(registry), await Keys.ReleaseAsync(), Verdicts.Denied);
        await Verdicts.AgreeAsync(await Images.PlainAsync(registry), await Keys.ReleaseAsync(), Verdicts.Denied);
    }

    [Test]
    public async Task A_signature_tag_of_another_image_is_denied()
    {
        var key = await Keys.ReleaseAsync();
        string signed = await Images.OtherAsync(registry);
        await Cosign.SignAsync(signed, key, EvidenceForm.Tag);
        string image = await Images.ReleaseAsync(registry);
        await Crane.CopyAsync(await Crane.CosignTagAsync(signed, "sig"), await Crane.CosignTagAsync(image, "sig"));

        await Verdicts.AgreeAsync(image, key, Verdicts.Denied);
    }

    [Test]
    public async Task A_bundle_of_another_image_is_denied()
    {
        var key = await Keys.ReleaseAsync();
        string signed = await Images.OtherAsync(registry);
        await Cosign.SignAsync(signed, key, EvidenceForm.Bundle);
        string image = await Images.ReleaseAsync(registry);
        await Oras.MoveReferrersAsync(signed, image);

        await Verdicts.AgreeAsync(image, key, Verdicts.Denied);
    }

    [Test]
    public async Task Each_of_two_signers_is_enough([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var (first, second) = (await Keys.ReleaseAsync(), await Keys.OtherAsync());
        await Cosign.SignAsync(image, first, form);
        await Cosign.SignAsync(image, second, form);

        await Verdicts.AgreeAsync(image, first, Verdicts.Allowed);
        await Verdicts.AgreeAsync(image, second, Verdicts.Allowed);
        await Verdicts.AgreeAsync(image, await Keys.ImportedAsync("p-256"), Verdicts.Denied);
    }

    // Where there is any bundle cosign looks at nothing else, unless it is told to.
    [Test]
    public async Task Two_signers_in_two_forms_are_enough_each_where_cosign_looks_at_one_form_at_a_time()
    {
        string image = await Images.ReleaseAsync(registry);
        var (bundled, tagged) = (await Keys.ReleaseAsync(), await Keys.OtherAsync());
        await Cosign.SignAsync(image, bundled, EvidenceForm.Bundle);
        await Cosign.SignAsync(image, tagged, EvidenceForm.Tag);

        await Verdicts.AgreeAsync(image, bundled, Verdicts.Allowed);
        await Verdicts.AgreeAsync(image, tagged, Verdicts.Allowed, "--new-bundle-format=false");
        await Verdicts.DifferAsync(image, tagged, Verdicts.Allowed);
    }

    [Test]
    public async Task Annotations_of_the_signer_change_no_verdict([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.SignAsync(image, key, form, "-a", "env=production", "-a", "note=<&> ü");

        await Verdicts.AgreeAsync(image, key, Verdicts.Allowed);
        await Verdicts.AgreeAsync(image, await Keys.OtherAsync(), Verdicts.Denied);
    }

    [Test]
    public async Task A_signature_of_the_index_alone_says_nothing_of_a_platform_by_itself([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.SignAsync(image, key, form);

        await AgreeOnPlatformAsync(image, key, Verdicts.Denied);
    }

    [Test]
    public async Task Recursive_signatures_allow_each_platform([Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        var key = await Keys.ReleaseAsync();
        await Cosign.SignAsync(image, key, form, "--recursive");

        await Verdicts.AgreeAsync(image, key, Verdicts.Allowed);
        await AgreeOnPlatformAsync(image, key, Verdicts.Allowed);
    }

    // cosign has no choice of a platform for this; the same question is asked about the platform's digest.
    private static async Task AgreeOnPlatformAsync(string image, CosignKey key, int expected)
    {
        string digest = (await Stage.Current.RunAsync("crane", "digest", "--platform", "linux/arm64", image)).Required().Output.Trim();
        var report = await Imageprov.ReportAsync(image, key, "--platform", "linux/arm64");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.GetProperty("decision").GetString(), Is.EqualTo(expected == Verdicts.Allowed ? "allowed" : "denied"));
            Assert.That(report.GetProperty("image").GetProperty("digest").GetString(), Is.EqualTo(digest));
        }

        await Verdicts.AgreeAsync($"{Crane.RepositoryOf(image)}@{digest}", key, expected);
    }
}
