using ImageProvenance.Testing;

namespace ImageProvenance.Interop.Tests;

/// <summary>
/// The test kit's registry is one to real programs: cosign, oras, crane and BuildKit fill it, with the referrers API and
/// without, we find and verify what they pushed, and so does cosign.
/// </summary>
[TestFixture(true)]
[TestFixture(false)]
internal sealed class KitRegistryTests(bool hasReferrersApi)
{
    private InMemoryRegistry _registry = null!;
    private RegistryServer _server = null!;
    private CosignKey _key = null!;
    private int _names;

    [OneTimeSetUp]
    public async Task Start()
    {
        _registry = new() { HasReferrersApi = hasReferrersApi };
        _server = await _registry.StartAsync();
        _key = await Stage.Current.Keys.ReleaseAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Cosign_signs_and_attests_in_it_in_either_form([Values] EvidenceForm form)
    {
        string image = await CopyAsync();
        await Cosign.SignAsync(image, _key, form);
        await Cosign.AttestAsync(image, _key, form);

        await Verdicts.AgreeAsync(image, _key, Verdicts.Allowed);
        await Verdicts.AgreeAsync(image, await Stage.Current.Keys.OtherAsync(), Verdicts.Denied);
        await Verdicts.AgreeOnAttestationAsync(image, _key, "slsa-provenance", "slsaprovenance1", Verdicts.Allowed);
        Assert.That(await HasReferrersTagAsync(image), Is.EqualTo(form == EvidenceForm.Bundle && !hasReferrersApi), "clients write the tag only where the API is missing");
    }

    [Test]
    public async Task Evidence_in_both_forms_is_found_beside_each_other()
    {
        string image = await CopyAsync();
        var other = await Stage.Current.Keys.OtherAsync();
        await Cosign.SignAsync(image, _key, EvidenceForm.Tag);
        await Cosign.SignAsync(image, other, EvidenceForm.Bundle);

        Assert.That((await Imageprov.VerifyAsync(image, _key)).ExitCode, Is.EqualTo(Verdicts.Allowed));
        Assert.That((await Imageprov.VerifyAsync(image, other)).ExitCode, Is.EqualTo(Verdicts.Allowed));
        Assert.That((await Imageprov.ReportAsync(image, _key)).GetProperty("evidence").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task What_oras_attaches_is_found()
    {
        string image = await CopyAsync();
        using var key = TestKey.Ecdsa();
        string folder = Directory.CreateDirectory(Stage.Current.NewPath()).FullName;
        byte[] statement = CosignArtifacts.SignatureStatement(Digest.Parse(await Crane.DigestAsync(image)));
        await File.WriteAllBytesAsync(Path.Combine(folder, "bundle.json"), CosignArtifacts.Bundle(key, CosignArtifacts.Envelope(key, statement)));
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pub"), key.PublicKeyPem);
        var signer = new CosignKey("", Path.Combine(folder, "key.pub"));
        Assert.That((await Imageprov.VerifyAsync(image, signer)).ExitCode, Is.EqualTo(Verdicts.Denied));

        (await Stage.Current.Peers.Programs.RunAsync("oras",
            ["attach", "--plain-http", "--artifact-type", MediaTypes.SigstoreBundle, image, $"bundle.json:{MediaTypes.SigstoreBundle}"], folder)).Required();

        var result = await Imageprov.VerifyAsync(image, signer);
        Assert.That(result.ExitCode, Is.EqualTo(Verdicts.Allowed), result.ToString());
        Assert.That(await Oras.ReferrersAsync(image), Has.Count.EqualTo(1));
        Assert.That(await HasReferrersTagAsync(image), Is.EqualTo(!hasReferrersApi));
    }

    [Test]
    public async Task What_oras_copies_with_its_referrers_is_verified_where_it_is_now()
    {
        string image = await Stage.Current.Images.PlainAsync(RegistryKind.WithReferrersApi);
        await Cosign.SignAsync(image, _key, EvidenceForm.Bundle);
        await Cosign.AttestAsync(image, _key, EvidenceForm.Bundle);
        string copy = NewImage();
        (await Stage.Current.RunAsync("oras", "copy", "-r", "--from-plain-http", "--to-plain-http", image, copy)).Required();

        await Verdicts.AgreeAsync(copy, _key, Verdicts.Allowed);
        await Verdicts.AgreeOnAttestationAsync(copy, _key, "slsa-provenance", "slsaprovenance1", Verdicts.Allowed);
    }

    [Test]
    public async Task What_crane_pushes_is_what_was_pulled()
    {
        string image = await Stage.Current.Images.PlainAsync(RegistryKind.Distribution);
        string layout = Stage.Current.NewPath(), copy = NewImage();
        (await Stage.Current.RunAsync("crane", "pull", "--format=oci", image, layout)).Required();
        (await Stage.Current.RunAsync("crane", "push", layout, copy)).Required();

        (await Stage.Current.RunAsync("crane", "validate", "--remote", copy)).Required();
        Assert.That(await Crane.DigestAsync(copy), Is.EqualTo(await Crane.DigestAsync(image)));
    }

    [Test]
    public async Task What_BuildKit_pushes_has_its_provenance()
    {
        string image = NewImage();
        await Stage.Current.Images.PushAsync(new("kit", "mode=max,version=v1") { OciArtifact = hasReferrersApi }, image);
        await Cosign.SignAsync(image, _key, EvidenceForm.Bundle);

        await Verdicts.AgreeAsync(image, _key, Verdicts.Allowed);
        var inspected = await Imageprov.RunAsync("inspect", image, "--provenance", "--require-provenance");
        Assert.That(inspected.ExitCode, Is.EqualTo(Verdicts.Allowed), inspected.ToString());
    }

    private string NewImage() => $"{_server.Host}/demo/app-{Interlocked.Increment(ref _names)}:1";

    /// <summary>A release, copied here by crane.</summary>
    private async Task<string> CopyAsync()
    {
        string image = NewImage();
        await Crane.CopyAsync(await Stage.Current.Images.ReleaseAsync(RegistryKind.Distribution), image);
        return image;
    }

    private async Task<bool> HasReferrersTagAsync(string image) =>
        _registry.FindManifest(RepositoryIn(image), TagName.ReferrersTagOf(Digest.Parse(await Crane.DigestAsync(image))).Value) is not null;

    private static string RepositoryIn(string image) => Crane.RepositoryOf(image).Split('/', 2)[1];
}
