namespace ImageProvenance.Interop.Tests;

/// <summary>Our verdict on keyless signatures is <c>cosign verify</c>'s, made against a Sigstore instance with both versions of Rekor.</summary>
[TestFixture(RegistryKind.Distribution)]
[TestFixture(RegistryKind.WithReferrersApi)]
internal sealed class KeylessTests(RegistryKind registry)
{
    private const string Provenance = """
        {"buildDefinition": {"buildType": "https://builder.example/container/v1", "externalParameters": {}},
         "runDetails": {"builder": {"id": "https://builder.example/release"}}}
        """;

    private static TestImages Images => Stage.Current.Images;

    [Test]
    public async Task A_signed_image_is_allowed_for_its_signer_alone([Values] RekorVersion rekor)
    {
        string image = await Images.ReleaseAsync(registry);
        await KeylessSigner.Release.SignAsync(image, rekor);

        await AgreeAsync(image, KeylessSigner.Release, Verdicts.Allowed);
        await AgreeAsync(image, KeylessSigner.OtherWorkflow, Verdicts.Denied);
        await AgreeAsync(image, KeylessSigner.OtherIssuer, Verdicts.Denied);
    }

    [Test]
    public async Task A_signature_behind_a_tag_is_allowed_for_its_signer_alone()
    {
        string image = await Images.ReleaseAsync(registry);
        await KeylessSigner.Release.SignAsync(image, RekorVersion.V1, EvidenceForm.Tag);

        await AgreeAsync(image, KeylessSigner.Release, Verdicts.Allowed, "--new-bundle-format=false");
        await AgreeAsync(image, KeylessSigner.OtherWorkflow, Verdicts.Denied, "--new-bundle-format=false");
        await AgreeAsync(image, KeylessSigner.OtherIssuer, Verdicts.Denied, "--new-bundle-format=false");
    }

    [Test]
    public async Task An_attested_image_is_allowed_for_its_signer_alone([Values] RekorVersion rekor)
    {
        string image = await Images.ReleaseAsync(registry);
        await KeylessSigner.Release.AttestAsync(image, rekor, Provenance);

        Assert.That(await CodeAsync(image, KeylessSigner.Release, "--attestation", "slsa-provenance"), Is.EqualTo(Verdicts.Allowed));
        Assert.That(await CodeAsync(image, KeylessSigner.OtherWorkflow, "--attestation", "slsa-provenance"), Is.EqualTo(Verdicts.Denied));
        Assert.That(await CodeAsync(image, KeylessSigner.Release), Is.EqualTo(Verdicts.Denied), "an attestation is no signature");
    }

    [Test]
    public async Task An_attestation_behind_a_tag_is_allowed_for_its_signer_alone()
    {
        string image = await Images.ReleaseAsync(registry);
        await KeylessSigner.Release.AttestAsync(image, RekorVersion.V1, Provenance, EvidenceForm.Tag);

        Assert.That(await CodeAsync(image, KeylessSigner.Release, "--attestation", "slsa-provenance"), Is.EqualTo(Verdicts.Allowed));
        Assert.That(await CodeAsync(image, KeylessSigner.OtherWorkflow, "--attestation", "slsa-provenance"), Is.EqualTo(Verdicts.Denied));
    }

    [Test]
    public async Task Each_of_several_signers_is_enough([Values] RekorVersion rekor)
    {
        string image = await Images.ReleaseAsync(registry);
        await KeylessSigner.Release.SignAsync(image, rekor);
        await KeylessSigner.OtherWorkflow.SignAsync(image, rekor);

        await AgreeAsync(image, KeylessSigner.Release, Verdicts.Allowed);
        await AgreeAsync(image, KeylessSigner.OtherWorkflow, Verdicts.Allowed);
        await AgreeAsync(image, KeylessSigner.OtherIssuer, Verdicts.Denied);
    }

    [Test]
    public async Task A_bundle_of_another_image_is_denied([Values] RekorVersion rekor)
    {
        string signed = await Images.OtherAsync(registry);
        await KeylessSigner.Release.SignAsync(signed, rekor);
        string image = await Images.ReleaseAsync(registry);
        await Oras.MoveReferrersAsync(signed, image);

        await AgreeAsync(image, KeylessSigner.Release, Verdicts.Denied);
    }

    [Test]
    public async Task A_signature_tag_of_another_image_is_denied()
    {
        string signed = await Images.OtherAsync(registry);
        await KeylessSigner.Release.SignAsync(signed, RekorVersion.V1, EvidenceForm.Tag);
        string image = await Images.ReleaseAsync(registry);
        await Crane.CopyAsync(await Crane.CosignTagAsync(signed, "sig"), await Crane.CosignTagAsync(image, "sig"));

        await AgreeAsync(image, KeylessSigner.Release, Verdicts.Denied, "--new-bundle-format=false");
    }

    [Test]
    public async Task Without_the_root_of_the_instance_nothing_is_proven()
    {
        string image = await Images.ReleaseAsync(registry);
        await KeylessSigner.Release.SignAsync(image, RekorVersion.V1);

        var result = await Imageprov.RunAsync("verify", image, "--certificate-identity", KeylessSigner.Release.Subject, "--certificate-oidc-issuer", KeylessSigner.Release.Issuer);
        Assert.That(result.ExitCode, Is.EqualTo(Verdicts.Denied), result.ToString());
        Assert.That(result.Output, Does.Contain("certificate-not-trusted"));
    }

    private static async Task AgreeAsync(string image, KeylessSigner signer, int expected, params string[] cosignOptions)
    {
        var (mine, theirs) = (await signer.VerifyAsync(image), await signer.CosignVerifyAsync(image, cosignOptions));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mine.ExitCode, Is.EqualTo(expected), mine.ToString());
            Assert.That(theirs.IsSuccess, Is.EqualTo(expected == Verdicts.Allowed), theirs.ToString());
        }
    }

    private static async Task<int> CodeAsync(string image, KeylessSigner signer, params string[] options) => (await signer.VerifyAsync(image, options)).ExitCode;
}
