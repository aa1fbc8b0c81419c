using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Evidence in another repository than the image, as cosign writes it with COSIGN_REPOSITORY.</summary>
public class EvidenceFromTests
{
    private const string Elsewhere = $"{TestScene.Host}/acme/signatures";

    // The registry in memory attaches to what it holds, so the other repository has a copy of the image too.
    private static PushedImage CopyOf(TestScene scene) => scene.Registry.Push("acme/signatures:1", TestImage.FromScratch());

    private static ImageRequest Request(string image, params string[] from) =>
        new(ImageLocation.Parse(image)) { EvidenceFrom = [.. from.Select(ImageRepository.Parse)] };

    [Test]
    public async Task A_signature_in_another_repository_counts_where_the_caller_names_it([Values] bool asTag)
    {
        using var scene = new TestScene();
        _ = asTag ? CopyOf(scene).SignWithTag(TestScene.Key) : CopyOf(scene).SignWithBundle(TestScene.Key);
        Assert.That((await scene.VerifyAsync()).Decision, Is.EqualTo(Decision.Deny));
        var report = await scene.Verifier.VerifyAsync(Request(scene.Reference, Elsewhere), TestScene.Signed);
        Assert.That(report.Decision, Is.EqualTo(Decision.Allow));
        Assert.That(report.Evidence.Single().Place, Does.EndWith($" of {Elsewhere}"));
    }

    [Test]
    public async Task The_rule_is_chosen_by_the_images_name_alone()
    {
        using var scene = new TestScene();
        CopyOf(scene).SignWithBundle(TestScene.Key);
        var policy = new VerificationPolicyBuilder("names")
            .ForImages("registry.test/acme/signatures", rule => rule.SignedBy(signer => signer.Key(TestScene.Key.PublicKeyPem)))
            .Build();
        var report = await scene.Verifier.VerifyAsync(Request(scene.Reference, Elsewhere), policy);
        Assert.That((report.Decision, report.Statistics.Requests), Is.EqualTo((Decision.Deny, 0)));
    }

    [Test]
    public async Task An_image_in_a_layout_may_have_its_signature_in_a_registry()
    {
        using var scene = new TestScene();
        CopyOf(scene).SignWithBundle(TestScene.Key);
        string layout = $"oci:{scene.SaveLayout()}@{scene.Image.Digest}";
        Assert.That((await scene.Verifier.VerifyAsync(Request(layout), TestScene.Signed)).Decision, Is.EqualTo(Decision.Deny));
        Assert.That((await scene.Verifier.VerifyAsync(Request(layout, Elsewhere), TestScene.Signed)).Decision, Is.EqualTo(Decision.Allow));
    }

    [Test]
    public async Task Another_repository_that_cannot_be_read_matters_only_where_nothing_else_decides()
    {
        using var scene = new TestScene();
        using var _ = scene.Registry.Answer(request => request.Path.Contains("acme/signatures", StringComparison.Ordinal) ? new RegistryResponse(429) : null);
        var request = Request(scene.Reference, Elsewhere);
        Assert.That((await scene.Verifier.VerifyAsync(request, TestScene.Signed)).Decision, Is.EqualTo(Decision.Indeterminate));
        scene.Image.SignWithBundle(TestScene.Key);
        Assert.That((await scene.Verifier.VerifyAsync(request, TestScene.Signed)).Decision, Is.EqualTo(Decision.Allow));
    }

    [Test]
    public async Task Another_repository_that_does_not_exist_changes_nothing()
    {
        using var scene = new TestScene();
        Assert.That((await scene.Verifier.VerifyAsync(Request(scene.Reference, "registry.test/acme/none"), TestScene.Signed)).Decision, Is.EqualTo(Decision.Deny));
    }

    [Test]
    public async Task A_repository_named_twice_or_the_images_own_is_asked_once()
    {
        using var scene = new TestScene();
        await scene.Verifier.VerifyAsync(Request(scene.Reference, Elsewhere, Elsewhere, $"{TestScene.Host}/{TestScene.Repository}", $"{TestScene.Host}:443/acme/signatures"), TestScene.Signed);
        Assert.That(scene.Registry.Requests.Select(request => request.ToString()), Is.Unique);
    }

    [Test]
    public async Task Inspection_looks_there_too()
    {
        using var scene = new TestScene();
        CopyOf(scene).SignWithBundle(TestScene.Key);
        var evidence = await scene.Verifier.InspectAsync(Request(scene.Reference, Elsewhere));
        Assert.That(evidence.All.Single().Place, Is.EqualTo($"the list of referrers of {Elsewhere}"));
        Assert.That(evidence.ToTreeJson() + evidence.Explain(), Does.Contain(Elsewhere));
    }

    [Test]
    public async Task Evidence_in_another_registry_is_read_with_that_registrys_credential()
    {
        var credentials = new CredentialOf("evidence.test");
        using var scene = new TestScene(configure: options => options with { Credentials = credentials });
        CopyOf(scene).SignWithBundle(TestScene.Key);
        scene.Registry.RequireBasic("eve", "secret");
        using var _ = scene.Registry.Answer(request => request.Path.Contains("/acme/app/", StringComparison.Ordinal) && request.Path.EndsWith("/manifests/1", StringComparison.Ordinal)
            ? RegistryResponse.Content(MediaTypes.OciManifest, TestImage.FromScratch().Root.Bytes) : null);
        var report = await scene.Verifier.VerifyAsync(Request(scene.Reference, "evidence.test/acme/signatures"), TestScene.Signed);
        Assert.That(report.Decision, Is.EqualTo(Decision.Allow));
        Assert.That(report.Unread.Select(place => place.Failure.Code).Distinct(), Is.EqualTo(new[] { "unauthorized" }), "the image's own registry got no credential");
    }

    private sealed class CredentialOf(string registry) : ICredentialStore
    {
        public string Name => "a test";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName asked, RepositoryName repository, CancellationToken cancellationToken) =>
            new(asked.Value == registry ? RegistryCredential.Basic("eve", "secret", Name) : null);
    }
}
