using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Images that are read elsewhere keep their names in policies and reports.</summary>
public class MirrorTests
{
    private static readonly VerificationPolicy ByName = new VerificationPolicyBuilder("by name")
        .ForImages($"{TestScene.Host}/**", rule => rule.SignedBy(signer => signer.Key(TestScene.Key.PublicKeyPem)))
        .Build();

    private static TestScene Scene(ICredentialStore? credentials = null) => new(configure: options => options with
    {
        Credentials = credentials ?? options.Credentials,
        Registry = options.Registry with
        {
            Locations = new LocationTable([new(RepositoryPrefix.Parse(TestScene.Host)) { Location = RepositoryPrefix.Parse("copy.test"), Mirrors = [RepositoryPrefix.Parse("mirror.test")] }]),
        },
    });

    [Test]
    public async Task The_rule_and_the_report_have_the_image_s_own_name_and_content_comes_from_the_mirror()
    {
        using var scene = Scene();
        scene.Image.SignWithBundle(TestScene.Key);
        var report = await scene.VerifyAsync(ByName);
        Verdict.IsAllowed(report);
        Assert.That(report.PinnedReference, Is.EqualTo($"{TestScene.Host}/{TestScene.Repository}@{scene.Image.Digest}"));
        foreach (var request in scene.Registry.Requests)
            Assert.That(request.Host, Is.EqualTo(request.Path.Contains("/blobs/") || request.Path.Contains("/manifests/sha256:") ? "mirror.test" : "copy.test"), request.ToString());
    }

    [Test]
    public async Task A_mirror_that_lies_changes_no_verdict([Values] bool isSigned)
    {
        using var scene = Scene();
        if (isSigned)
            scene.Image.SignWithBundle(TestScene.Key);
        using var _ = scene.Registry.Answer(request => request.Host != "mirror.test" ? null
            : RegistryResponse.Content(MediaTypes.OciManifest, "{}"u8.ToArray()));
        var report = await scene.VerifyAsync(ByName);
        if (isSigned)
            Verdict.IsAllowed(report);
        else
            Verdict.IsDenied(report, "signature-missing");
    }

    // Red where the reader's name for the cache is sought without a guard for mirrors.
    [Test]
    public async Task A_mirror_whose_login_cannot_be_had_costs_the_image_nothing([Values] bool isMisconfigured)
    {
        var credentials = new DelegateCredentials("a test", (registry, _, _) => registry.Value != "mirror.test" ? default
            : throw (isMisconfigured ? new CredentialException("the helper fails") : new HttpRequestException("the vault is down")));
        using var scene = Scene(credentials);
        scene.Image.SignWithBundle(TestScene.Key);
        Verdict.IsAllowed(await scene.VerifyAsync(ByName));
        Assert.That(scene.Registry.Requests.Select(request => request.Host), Is.All.EqualTo("copy.test"));
    }
}
