using ImageProvenance.Testing;

namespace ImageProvenance.Interop.Tests;

/// <summary>A registry that does not answer is neither a pass nor a denial, and a key that cannot be read judges nothing.</summary>
internal sealed class IndeterminateTests
{
    [Test]
    public async Task A_registry_that_is_down_is_indeterminate()
    {
        string image = $"127.0.0.1:{PeersSession.FreePort()}/demo/app:1";

        await ExpectAsync(image, Verdicts.Indeterminate);
        foreach (string command in new[] { "inspect", "evidence" })
        {
            var result = await Imageprov.RunAsync(command, image);
            Assert.That(result.ExitCode, Is.EqualTo(Verdicts.Indeterminate), result.ToString());
        }
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task A_registry_that_answers_with_an_error_is_indeterminate(int status)
    {
        var registry = new InMemoryRegistry();
        registry.Push("demo/app:1", TestImage.FromScratch());
        using var _ = registry.Answer(request => RegistryResponse.Error(status, "UNKNOWN", "not now"));
        await using var server = await registry.StartAsync();

        await ExpectAsync($"{server.Host}/demo/app:1", Verdicts.Indeterminate);
    }

    [Test]
    public async Task An_image_that_is_not_there_is_indeterminate([Values] RegistryKind registry)
    {
        string image = await Stage.Current.Images.PlainAsync(registry);

        await ExpectAsync($"{Crane.RepositoryOf(image)}:2", Verdicts.Indeterminate);
        await ExpectAsync($"{Crane.RepositoryOf(image)}@sha256:{new string('0', 64)}", Verdicts.Indeterminate);
        await ExpectAsync($"{Crane.RepositoryOf(image)}-nowhere:1", Verdicts.Indeterminate);
    }

    [TestCase("/referrers/")]
    [TestCase(".sig")]
    public async Task A_place_for_evidence_that_fails_matters_only_where_nothing_else_decides(string place)
    {
        string image = await Stage.Current.Images.PlainAsync(RegistryKind.WithReferrersApi);
        string repository = AccessLog.PathOf(image);
        using var _ = Stage.Current.InMemory.Answer(request =>
            request.Method == "GET" && request.Path.StartsWith($"/v2/{repository}/", StringComparison.Ordinal) && request.Path.Contains(place, StringComparison.Ordinal)
            && request.Header("User-Agent")?.Contains("cosign", StringComparison.Ordinal) is not true
                ? RegistryResponse.Error(500, "UNKNOWN", "not now") : null);

        await ExpectAsync(image, Verdicts.Indeterminate);
        await Cosign.SignAsync(image, await Stage.Current.Keys.ReleaseAsync(), place == ".sig" ? EvidenceForm.Bundle : EvidenceForm.Tag);
        await ExpectAsync(image, Verdicts.Allowed);
    }

    [Test]
    public async Task A_key_that_cannot_be_read_judges_nothing()
    {
        string image = await Stage.Current.Images.PlainAsync(RegistryKind.Distribution);
        var key = await Stage.Current.Keys.ReleaseAsync();
        string garbage = Stage.Current.NewPath(".pub");
        await File.WriteAllTextAsync(garbage, "-----BEGIN PUBLIC KEY-----\nbm8ga2V5\n-----END PUBLIC KEY-----\n");
        string empty = Stage.Current.NewPath(".pub");
        await File.WriteAllTextAsync(empty, "");

        foreach (string file in new[] { Stage.Current.NewPath(".pub"), Stage.Current.Peers.Folder, garbage, empty, key.Private })
        {
            var result = await Imageprov.RunAsync("verify", image, "--key", file, "--output", "json");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(result.ExitCode, Is.EqualTo(Verdicts.NotJudged), result.ToString());
                Assert.That(result.Output, Is.Empty);
                Assert.That(result.Error, Does.Contain(file).And.Not.Contain("   at "));
            }
        }
    }

    private static async Task ExpectAsync(string image, int expected)
    {
        var result = await Imageprov.VerifyAsync(image, await Stage.Current.Keys.ReleaseAsync());
        Assert.That(result.ExitCode, Is.EqualTo(expected), result.ToString());
    }
}
