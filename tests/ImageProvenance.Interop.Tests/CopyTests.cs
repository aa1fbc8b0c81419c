namespace ImageProvenance.Interop.Tests;

/// <summary>A copy proves what its tool keeps: as a folder and as a tar archive, read offline.</summary>
[TestFixture(EvidenceForm.Bundle)]
[TestFixture(EvidenceForm.Tag)]
internal sealed class CopyTests(EvidenceForm form)
{
    private readonly Dictionary<RegistryKind, string> _images = [];
    private CosignKey _key = null!;

    [OneTimeSetUp]
    public async Task SignAndAttest()
    {
        _key = await Stage.Current.Keys.ReleaseAsync();
        foreach (var registry in Enum.GetValues<RegistryKind>())
        {
            string image = _images[registry] = await Stage.Current.Images.ReleaseAsync(registry);
            await Cosign.SignAsync(image, _key, form);
            await Cosign.AttestAsync(image, _key, form);
        }
    }

    [Test]
    public async Task Oras_keeps_bundles([Values] RegistryKind registry)
    {
        string layout = Stage.Current.NewPath();
        await Oras.CopyToLayoutAsync(_images[registry], $"{layout}:1");

        await ExpectAsync(layout, form == EvidenceForm.Bundle ? Verdicts.Allowed : Verdicts.Denied);
    }

    [Test]
    public async Task Cosign_save_keeps_both_forms([Values] RegistryKind registry)
    {
        string layout = Stage.Current.NewPath();
        (await Stage.Current.RunAsync("cosign", "save", "--dir", layout, _images[registry])).Required();

        await ExpectAsync(layout, Verdicts.Allowed);
    }

    [Test]
    public async Task Crane_pull_keeps_neither([Values] RegistryKind registry)
    {
        string layout = Stage.Current.NewPath();
        (await Stage.Current.RunAsync("crane", "pull", "--format=oci", _images[registry], layout)).Required();

        await ExpectAsync(layout, Verdicts.Denied);
    }

    [Test]
    public async Task What_BuildKit_writes_is_not_signed_yet()
    {
        string archive = Stage.Current.NewPath(".tar");
        await Stage.Current.Images.BuildArchiveAsync(new("archive", "mode=max,version=v1") { OciArtifact = form == EvidenceForm.Bundle }, archive);
        var result = await Imageprov.VerifyAsync($"oci-archive:{archive}", _key, "--offline");

        Assert.That(result.ExitCode, Is.EqualTo(Verdicts.Denied), result.ToString());
        await ExpectAsync(await Layouts.UnpackAsync(archive), Verdicts.Denied);
    }

    private async Task ExpectAsync(string layout, int expected)
    {
        var stranger = await Stage.Current.Keys.OtherAsync();
        foreach (string image in await Layouts.NamesAsync(layout))
        {
            var signature = await Imageprov.VerifyAsync(image, _key, "--offline");
            var attestation = await Imageprov.VerifyAsync(image, _key, "--offline", "--attestation", "slsa-provenance");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(signature.ExitCode, Is.EqualTo(expected), signature.ToString());
                Assert.That(attestation.ExitCode, Is.EqualTo(expected), attestation.ToString());
            }
        }

        var byStranger = await Imageprov.VerifyAsync($"oci:{layout}", stranger, "--offline");
        Assert.That(byStranger.ExitCode, Is.EqualTo(Verdicts.Denied), byStranger.ToString());
    }
}
