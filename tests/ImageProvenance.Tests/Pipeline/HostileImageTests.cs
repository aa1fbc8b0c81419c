using System.Text;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Images that are made to cost much, or to hide something.</summary>
public sealed class HostileImageTests
{
    private static readonly Platform Amd64 = new("linux", "amd64");
    private static readonly Platform Arm64 = new("linux", "arm64");

    [Test]
    [CancelAfter(30_000)]
    public async Task One_blob_that_many_layers_name_is_opened_up_to_a_cap_and_the_rest_is_unread(CancellationToken cancellationToken)
    {
        using var scene = new TestScene(configure: options => options with { Limits = options.Limits with { EvidenceBytes = 4 << 20 } });
        byte[] statement = CosignArtifacts.Statement(scene.Image.Digest, TestScene.SlsaV02, $"{{\"x\":\"{new string('a', 1 << 20)}\"}}", "x");
        var layer = CosignArtifacts.AttestationLayer(CosignArtifacts.Envelope(TestScene.OtherKey, statement), TestScene.SlsaV02);
        scene.Image.AttachTag("att", [.. Enumerable.Repeat(layer, 300)]);

        var undecided = await scene.VerifyAsync(cancellationToken: cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That((undecided.Decision, undecided.Unread[0].Failure.Code), Is.EqualTo((Decision.Indeterminate, "budget-exhausted")));
            Assert.That(undecided.Evidence, Has.Count.LessThan(10));
        });
    }

    // Each piece may cost a signature: what anybody may attach must not take all the time there is.
    [Test]
    public async Task More_pieces_than_are_looked_at_are_unread_and_cost_nothing()
    {
        using var scene = new TestScene();
        var layers = Enumerable.Range(0, 900).Select(number => new TestContent("application/vnd.other", Encoding.ASCII.GetBytes($"{number}"))).ToArray();
        for (int i = 0; i < 6; i++)
            scene.Image.Attach(new Referrer($"application/vnd.other.{i}", layers));
        var report = await scene.VerifyAsync();
        Verdict.IsIndeterminate(report, "budget-exhausted");
        Assert.That(report.Evidence, Has.Count.LessThanOrEqualTo(Limits.Default.EvidencePieces));
    }

    [Test]
    public async Task An_index_of_more_platforms_than_are_judged_is_refused_at_once()
    {
        using var scene = new TestScene();
        var single = scene.Registry.FindManifest(TestScene.Repository, "1")!;
        string children = string.Join(',', Enumerable.Range(0, 101).Select(i =>
            $$"""{"mediaType":"{{single.MediaType}}","digest":"{{single.Digest}}","size":{{single.Bytes.Length}},"platform":{"os":"linux","architecture":"a{{i}}"} }"""));
        PutIndex(scene, "many", children);

        var report = await scene.Verifier.VerifyAsync($"{TestScene.Host}/{TestScene.Repository}:many", TestScene.Consistent);

        Assert.That((report.Decision, report.Error?.Code, report.Statistics.Requests), Is.EqualTo((Decision.Deny, "too-many-platforms", 1)));
    }

    [TestCase("\"artifactType\":\"x/y\"")]
    [TestCase("\"annotations\":{\"vnd.docker.reference.type\":\"other\"}")]
    public async Task What_has_a_platform_is_judged_as_one_whatever_else_marks_it(string disguise)
    {
        var good = TestImage.FromScratch(Amd64).WithBuildKitProvenance();
        using var scene = new TestScene(good);
        var hidden = scene.Registry.Push($"{TestScene.Repository}:hidden", TestImage.FromScratch(Arm64));
        string text = Encoding.UTF8.GetString(good.Root.Bytes.Span);
        string children = text[(text.IndexOf('[') + 1)..text.LastIndexOf(']')];
        PutIndex(scene, "two", $$"""{{children}},{"mediaType":"{{MediaTypes.OciManifest}}","digest":"{{hidden.Digest}}","size":{{hidden.Descriptor.Size}},"platform":{"os":"linux","architecture":"arm64"},{{disguise}}}""");

        Verdict.IsAllowed(await scene.VerifyAsync(TestScene.Consistent));
        Verdict.IsDenied(await scene.Verifier.VerifyAsync($"{TestScene.Host}/{TestScene.Repository}:two", TestScene.Consistent), "no-provenance");
    }

    [TestCase("//")]
    [TestCase("//:99999/x")]
    public async Task A_list_that_leads_nowhere_is_an_unread_place(string location)
    {
        using var scene = new TestScene();
        using var _ = scene.AnswerPath("/referrers/", new RegistryResponse(307).With("Location", location));
        Assert.That((await scene.VerifyAsync()).Decision, Is.EqualTo(Decision.Indeterminate));
        scene.Image.SignWithTag(TestScene.Key);
        Assert.That((await scene.VerifyAsync()).Decision, Is.EqualTo(Decision.Allow));
    }

    [Test]
    public async Task A_token_server_that_is_gone_says_nothing_about_the_evidence()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        using var _ = scene.Registry.Answer(request =>
            request.Path.Contains("/blobs/", StringComparison.Ordinal) ? new RegistryResponse(401).With("WWW-Authenticate", "Bearer realm=\"https://registry.test/token\"")
            : request.Path == "/token" ? RegistryResponse.Error(404, "x", "y") : null);
        Assert.That((await scene.VerifyAsync()).Decision, Is.EqualTo(Decision.Indeterminate));
    }

    [Test]
    public async Task A_configuration_that_cannot_be_read_does_not_matter_once_the_rule_is_decided()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        var manifest = (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(scene.Registry.FindManifest(TestScene.Repository, "1")!.Bytes));
        using var _ = scene.AnswerPath(manifest.Config.Digest.ToString(), RegistryResponse.Error(503, "x", "y"));

        var decided = await scene.VerifyAsync(VerificationPolicy.Require(rule => rule.AnyOf(any => any.SignedBy(signer => signer.Key(TestScene.Key.PublicKeyPem)).ConsistentWithImage())));
        var undecided = await scene.VerifyAsync(TestScene.Consistent);

        Assert.That((decided.Decision, undecided.Decision), Is.EqualTo((Decision.Allow, Decision.Indeterminate)));
    }

    [Test]
    public async Task A_carrier_in_a_layout_that_no_longer_reads_as_one_is_named()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        string folder = scene.SaveLayout();
        string carrier = Directory.GetFiles(Path.Combine(folder, "blobs", "sha256")).Single(file => File.ReadAllText(file).Contains("\"subject\"", StringComparison.Ordinal) && File.ReadAllText(file).Contains("schemaVersion", StringComparison.Ordinal));
        byte[] bytes = await File.ReadAllBytesAsync(carrier);
        bytes[0] ^= 1;
        await File.WriteAllBytesAsync(carrier, bytes);

        Verdict.IsDenied(await scene.Verifier.VerifyAsync($"oci:{folder}@{scene.Image.Digest}", TestScene.Signed), "digest-mismatch");
    }

    private static void PutIndex(TestScene scene, string tag, string children) => scene.Registry.PutManifest(
        TestScene.Repository,
        new TestContent(MediaTypes.OciIndex, Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[{{children}}]}""")),
        tag);
}
