using System.Text.Json;

namespace ImageProvenance.Interop.Tests;

/// <summary>The tool as a program: its exit codes and what it writes where are the contract.</summary>
internal sealed class ProgramTests
{
    private string _image = null!;
    private CosignKey _key = null!;

    [OneTimeSetUp]
    public async Task Sign()
    {
        _image = await Stage.Current.Images.ReleaseAsync(RegistryKind.Distribution);
        _key = await Stage.Current.Keys.ReleaseAsync();
        await Cosign.SignAsync(_image, _key, EvidenceForm.Bundle);
    }

    [Test]
    public async Task A_signed_image_is_0() => await ExpectAsync(Verdicts.Allowed, "allowed", _image, _key.Public);

    [Test]
    public async Task Another_key_is_1() => await ExpectAsync(Verdicts.Denied, "denied", _image, (await Stage.Current.Keys.OtherAsync()).Public);

    [Test]
    public async Task An_unreadable_key_is_2_and_prints_no_document() => await ExpectAsync(Verdicts.NotJudged, decision: null, _image, Stage.Current.NewPath(".pub"));

    [Test]
    public async Task A_registry_that_is_down_is_3() =>
        await ExpectAsync(Verdicts.Indeterminate, "indeterminate", $"127.0.0.1:{PeersSession.FreePort()}/demo/app:1", _key.Public);

    [Test]
    public async Task Provenance_is_one_document()
    {
        var result = await Imageprov.RunProgramAsync("inspect", _image, "--provenance");

        Assert.That(result.IsSuccess, result.ToString());
        using var document = JsonDocument.Parse(result.Output);
        Assert.That(document.RootElement.EnumerateObject().Select(platform => platform.Name), Is.EquivalentTo(new[] { "linux/amd64", "linux/arm64" }));
    }

    private static async Task ExpectAsync(int exitCode, string? decision, string image, string key)
    {
        var result = await Imageprov.RunProgramAsync("verify", image, "--key", key, "--output", "json");

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString());
        if (decision is null)
        {
            Assert.That(result.Output, Is.Empty);
            return;
        }

        using var report = JsonDocument.Parse(result.Output);
        Assert.That(report.RootElement.GetProperty("decision").GetString(), Is.EqualTo(decision));
    }
}
