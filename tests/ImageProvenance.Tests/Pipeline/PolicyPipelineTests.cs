using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Which rule applies, and what platform, name and mode make of it.</summary>
public class PolicyPipelineTests
{
    private static readonly Platform Amd64 = new("linux", "amd64");
    private static readonly Platform Arm64 = new("linux", "arm64");

    [Test]
    public async Task A_static_denial_contacts_nobody()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        var policy = new VerificationPolicyBuilder("p").ForImages("registry.test/**", rule => rule.Named("closed").Deny("moved away")).Build();
        var report = await scene.VerifyAsync(policy);
        Verdict.IsDenied(report, "denied-by-rule");
        Assert.That(report.Tree.Message, Is.EqualTo("moved away"));
        Assert.That(scene.Registry.RequestCount, Is.Zero);
        Verdict.IsDenied(await scene.VerifyAsync(new VerificationPolicyBuilder("q").ForImages("other.test/**", rule => rule.ByDigestReference()).Build()), "denied-by-rule");
        Assert.That(scene.Registry.RequestCount, Is.Zero);
    }

    [Test]
    public async Task Warn_mode_allows_with_warnings_what_is_not_proven_and_never_a_broken_image()
    {
        using var scene = new TestScene();
        var policy = VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Key(TestScene.Key.PublicKeyPem)).Warn());
        var report = await scene.VerifyAsync(policy);
        Assert.That(report.Decision, Is.EqualTo(Decision.AllowWithWarnings));
        Assert.That(report.Tree.Outcome, Is.EqualTo(Outcome.Warn));
        Assert.That(report.PinnedReference, Is.Not.Null);

        using var _ = scene.AnswerPath("/manifests/1", RegistryResponse.Content(MediaTypes.OciManifest, "{}"u8.ToArray()));
        Verdict.IsDenied(await scene.VerifyAsync(policy));
    }

    [Test]
    public async Task Consistent_provenance_is_needed_for_every_platform()
    {
        var image = TestImage.FromScratch(Amd64, Arm64);
        using (var all = new TestScene(image.WithBuildKitProvenance()))
            Verdict.IsAllowed(await all.VerifyAsync(TestScene.Consistent));
        using (var some = new TestScene(image.WithBuildKitProvenance(new() { Platforms = [Amd64] })))
        {
            var report = await some.VerifyAsync(TestScene.Consistent);
            Verdict.IsDenied(report, "no-provenance");
            Assert.That(report.Tree.Children[0].Children.Select(child => (child.Name, child.Outcome)),
                Is.EqualTo(new[] { ("linux/amd64", Outcome.Pass), ("linux/arm64", Outcome.Fail) }));
            Verdict.IsAllowed(await some.Verifier.VerifyAsync(some.Verifier.Parse(some.Reference) with { Platform = Amd64 }, TestScene.Consistent));
        }

        using var none = new TestScene(image);
        Verdict.IsDenied(await none.VerifyAsync(TestScene.Consistent), "no-provenance");
    }

    [Test]
    public async Task One_platform_whose_provenance_is_anothers_denies_the_image()
    {
        var image = TestImage.FromScratch(Amd64, Arm64);

        // One subject for both statements: true of the one platform, a lie about the other.
        using var scene = new TestScene(image.WithBuildKitProvenance(new() { SubjectDigest = image.PlatformManifests[Amd64].Digest }));
        var report = await scene.VerifyAsync(TestScene.Consistent);
        Verdict.IsDenied(report, "provenance-of-another-image");
        var platform = report.Tree.Children[0].Children.Single(child => child.Outcome == Outcome.Fail);
        Assert.That(platform, Has.Property("Name").EqualTo("linux/arm64").And.Property("Expected").EqualTo(image.PlatformManifests[Arm64].Digest.ToString()));
        Assert.That(platform.Actual, Does.Contain(image.PlatformManifests[Amd64].Digest.ToString()));
        Assert.That(report.Provenance.Select(said => (said.Platform, said.IsConsistent)), Is.EqualTo(new[] { ("linux/amd64", (bool?)true), ("linux/arm64", false) }));
    }

    [Test]
    public async Task A_signature_is_sought_on_the_digest_that_is_judged()
    {
        using var scene = new TestScene(TestImage.FromScratch(Amd64, Arm64));
        var onIndex = scene.Verifier.Parse(scene.Reference);
        var onPlatform = onIndex with { Platform = Arm64 };
        scene.Image.SignWithTag(TestScene.Key);
        Verdict.IsAllowed(await scene.Verifier.VerifyAsync(onIndex, TestScene.Signed));
        Verdict.IsDenied(await scene.Verifier.VerifyAsync(onPlatform, TestScene.Signed), "signature-missing");

        var platform = scene.Image.At(TestImage.FromScratch(Amd64, Arm64).PlatformManifests[Arm64].Digest);
        platform.SignWithBundle(TestScene.Key);
        var report = await scene.Verifier.VerifyAsync(onPlatform, TestScene.Signed);
        Verdict.IsAllowed(report);
        Assert.That(report.PinnedReference, Is.EqualTo(platform.PinnedReference(TestScene.Host)));
    }

    [Test]
    public async Task A_signature_of_a_platform_is_none_of_the_index()
    {
        using var scene = new TestScene(TestImage.FromScratch(Amd64, Arm64));
        scene.Image.At(TestImage.FromScratch(Amd64, Arm64).PlatformManifests[Arm64].Digest).SignWithBundle(TestScene.Key);
        Verdict.IsDenied(await scene.VerifyAsync(), "signature-missing");
    }

    [Test]
    public async Task A_platform_that_is_not_there_is_denied([Values] bool isIndex)
    {
        using var scene = new TestScene(isIndex ? TestImage.FromScratch(Amd64, Arm64) : TestImage.FromScratch());
        scene.Image.SignWithBundle(TestScene.Key);
        var report = await scene.Verifier.VerifyAsync(scene.Verifier.Parse(scene.Reference) with { Platform = new("windows", "amd64") }, TestScene.Signed);
        Verdict.IsDenied(report, "platform-not-found");
        Assert.That(report.Error?.Actual, Does.Contain("linux/amd64"));
    }

    [Test]
    public async Task A_digest_reference_is_one_by_digest()
    {
        using var scene = new TestScene();
        var policy = VerificationPolicy.Require(rule => rule.ByDigestReference());
        Verdict.IsDenied(await scene.VerifyAsync(policy), "mutable-reference");
        Verdict.IsAllowed(await scene.Verifier.VerifyAsync(scene.Image.PinnedReference(TestScene.Host), policy));
        string layout = scene.SaveLayout();
        Verdict.IsDenied(await scene.Verifier.VerifyAsync($"oci:{layout}:1", policy), "mutable-reference");
        Verdict.IsAllowed(await scene.Verifier.VerifyAsync($"oci:{layout}@{scene.Image.Digest}", policy));
    }

    [Test]
    public async Task The_callers_name_chooses_the_rule_for_a_layout_and_names_inside_never_do()
    {
        // The layout calls itself what the lax rule is for.
        using var scene = new TestScene();
        string layout = scene.SaveLayout();
        string index = Path.Combine(layout, "index.json");
        string text = await File.ReadAllTextAsync(index);
        await File.WriteAllTextAsync(index, text.Replace("\"annotations\":{", "\"annotations\":{\"io.containerd.image.name\":\"lax.test/acme/app:1\",", StringComparison.Ordinal));
        var policy = new VerificationPolicyBuilder("p")
            .ForImages("lax.test/**", rule => rule.Named("lax").AnyOf(any => any.ByDigestReference().SignedBy(s => s.Key(TestScene.Key.PublicKeyPem))))
            .Build();
        var request = scene.Verifier.Parse($"oci:{layout}@{scene.Image.Digest}");
        Verdict.IsDenied(await scene.Verifier.VerifyAsync(request, policy), "denied-by-rule");
        var named = await scene.Verifier.VerifyAsync(request with { Name = "lax.test/acme/app" }, policy);
        Verdict.IsAllowed(named);
        Assert.That(named.Rule, Is.EqualTo("lax"));
    }

    [TestCase("registry.test/acme/app:1")]
    [TestCase("registry.test/acme/app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("registry.test/ACME")]
    [TestCase("")]
    public void A_name_that_no_pattern_could_match_is_refused_and_does_not_fall_to_the_rest(string name) =>
        Assert.That(() => new ImageRequest(ImageLocation.Parse("oci:folder")) { Name = name }, Throws.ArgumentException);

    [TestCase("Registry.Test/acme/app", "registry.test/acme/app")]
    [TestCase("app", "docker.io/library/app")]
    public void A_name_is_normalised_as_references_are(string name, string expected) =>
        Assert.That(new ImageRequest(ImageLocation.Parse("oci:folder")) { Name = name }.PolicyName, Is.EqualTo(expected));

    [Test]
    public async Task A_name_does_not_choose_the_rule_for_a_registry_reference()
    {
        using var scene = new TestScene();
        var policy = new VerificationPolicyBuilder("p").ForImages("lax.test/**", rule => rule.ByDigestReference()).Build();
        var request = scene.Verifier.Parse(scene.Image.PinnedReference(TestScene.Host)) with { Name = "lax.test/acme/app" };
        Verdict.IsDenied(await scene.Verifier.VerifyAsync(request, policy), "denied-by-rule");
    }

    [Test]
    public async Task Strong_logic_lets_a_pass_decide_any_of_and_a_fail_decide_all_of()
    {
        using var scene = new TestScene();
        using var _ = scene.AnswerPath(".sig", new RegistryResponse(500));
        var any = VerificationPolicy.Require(rule => rule.AnyOf(one => one.SignedBy(s => s.Key(TestScene.Key.PublicKeyPem)).ByDigestReference()));
        var all = VerificationPolicy.Require(rule => rule.SignedBy(s => s.Key(TestScene.Key.PublicKeyPem)).ByDigestReference());
        Verdict.IsIndeterminate(await scene.VerifyAsync(any));
        Verdict.IsDenied(await scene.VerifyAsync(all), "mutable-reference");
        string pinned = scene.Image.PinnedReference(TestScene.Host);
        Verdict.IsAllowed(await scene.Verifier.VerifyAsync(pinned, any));
        Verdict.IsIndeterminate(await scene.Verifier.VerifyAsync(pinned, all));
    }

    [Test]
    public void What_names_no_image_or_policy_or_source_is_misuse()
    {
        using var scene = new TestScene();
        Assert.That(() => scene.Verifier.VerifyAsync("registry.test/ACME/app", TestScene.Signed), Throws.InstanceOf<FormatException>());
        Assert.That(() => scene.Verifier.VerifyAsync(scene.Reference, "none"), Throws.ArgumentException);
        Assert.That(async () => await scene.Verifier.VerifyAsync("oci:/no/such/folder", TestScene.Signed), Throws.TypeOf<ImageLocationException>());
        Assert.That(async () => await scene.Verifier.VerifyAsync(new ImageRequest(new CustomLocation("none", "x")), TestScene.Signed), Throws.ArgumentException);
    }
}
