namespace ImageProvenance.Interop.Tests;

/// <summary>Keys of other kinds than cosign makes itself.</summary>
internal sealed class KeyTests
{
    // cosign signs with the hash of the curve, and verifies with SHA-256 unless it is told otherwise: its default refuses
    // what it has signed itself. We try the curve's hash first; cosign is told.
    [Test]
    public async Task Signatures_of_imported_keys_are_judged_as_cosign_judges_them_when_told_the_hash(
        [Values("rsa-2048", "rsa-4096", "p-256", "p-384", "p-521")] string kind, [Values] EvidenceForm form)
    {
        string image = await Stage.Current.Images.PlainAsync(RegistryKind.WithReferrersApi);
        var key = await Stage.Current.Keys.ImportedAsync(kind);
        await Cosign.SignAsync(image, key, form);
        string hash = kind switch { "p-384" => "sha384", "p-521" => "sha512", _ => "sha256" };

        await Verdicts.AgreeAsync(image, key, Verdicts.Allowed, "--signature-digest-algorithm", hash);
        await Verdicts.AgreeAsync(image, await Stage.Current.Keys.ReleaseAsync(), Verdicts.Denied);
    }

    [Test]
    public async Task Any_of_several_keys_is_enough()
    {
        string image = await Stage.Current.Images.PlainAsync(RegistryKind.WithReferrersApi);
        var (release, other) = (await Stage.Current.Keys.ReleaseAsync(), await Stage.Current.Keys.OtherAsync());
        await Cosign.SignAsync(image, release, EvidenceForm.Bundle);

        var result = await Imageprov.VerifyAsync(image, other, "--key", release.Public);

        Assert.That(result.ExitCode, Is.EqualTo(Verdicts.Allowed), result.ToString());
    }
}
