namespace ImageProvenance.Interop.Tests;

/// <summary>Evidence in another repository, where real programs keep it.</summary>
[TestFixture(RegistryKind.Distribution)]
[TestFixture(RegistryKind.WithReferrersApi)]
internal sealed class EvidenceRepositoryTests(RegistryKind registry)
{
    [Test]
    public async Task What_cosign_signs_into_its_own_repository_is_found_where_that_is_named([Values] EvidenceForm form)
    {
        string image = await Stage.Current.Images.ReleaseAsync(registry);
        string elsewhere = Stage.Current.NewRepository(registry);
        var key = await Stage.Current.Keys.ReleaseAsync();
        string pinned = $"{Crane.RepositoryOf(image)}@{await Crane.DigestAsync(image)}";
        (await WithRepositoryAsync(elsewhere, "sign", "--key", key.Private, $"--new-bundle-format={(form == EvidenceForm.Bundle ? "true" : "false")}",
            "--use-signing-config=false", "--tlog-upload=false", "--yes", pinned)).Required();

        var ours = await Imageprov.VerifyAsync(image, key, "--evidence-from", elsewhere);
        var theirs = await WithRepositoryAsync(elsewhere, "verify", "--key", key.Public, "--insecure-ignore-tlog", image);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ours.ExitCode, Is.EqualTo(Verdicts.Allowed), ours.ToString());
            Assert.That(theirs.IsSuccess, Is.True, theirs.ToString());
        }

        await Verdicts.AgreeAsync(image, key, Verdicts.Denied);
        var other = await Imageprov.VerifyAsync(image, await Stage.Current.Keys.OtherAsync(), "--evidence-from", elsewhere);
        Assert.That(other.ExitCode, Is.EqualTo(Verdicts.Denied), other.ToString());
    }

    [Test]
    public async Task What_cosign_signs_of_an_attestation_manifest_stands_below_it_in_the_tree([Values] bool isArtifact)
    {
        string image = await Stage.Current.Images.CopyAsync(registry, new($"attested-{isArtifact}", "mode=max,version=v1") { OciArtifact = isArtifact, Text = "attested" });
        using var index = System.Text.Json.JsonDocument.Parse(await Crane.ManifestAsync(image));
        string attestation = index.RootElement.GetProperty("manifests").EnumerateArray().Single(child => child.TryGetProperty("annotations", out _)).GetProperty("digest").GetString()!;
        await Cosign.SignAsync($"{Crane.RepositoryOf(image)}@{attestation}", await Stage.Current.Keys.ReleaseAsync(), EvidenceForm.Bundle);

        var run = await Imageprov.RunAsync("evidence", image, "--output", "json");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        var platform = System.Text.Json.JsonElement.Parse(run.Output).GetProperty("subjects").EnumerateArray().Single(subject => subject.GetProperty("name").GetString() == "linux/amd64");
        var below = platform.GetProperty("subjects").EnumerateArray().Single();
        Assert.That(below.GetProperty("digest").GetString(), Is.EqualTo(attestation));
        Assert.That(below.GetProperty("evidence")[0].GetProperty("kind").GetString(), Is.EqualTo("signature"));
    }

    private static Task<ProgramResult> WithRepositoryAsync(string repository, params string[] arguments) =>
        Stage.Current.RunAsync("env", [$"COSIGN_REPOSITORY={repository}", "cosign", .. arguments]);
}
