using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>A registry that lies about bodies, headers or lists gets no image allowed that has no proof.</summary>
public class LyingRegistryTests
{
    private const string Json = "application/json";

    [Test]
    public async Task A_changed_byte_in_any_body_that_was_read_is_refused()
    {
        using var scene = new TestScene();
        var carrier = scene.Image.SignWithBundle(TestScene.Key);
        var bundle = ((ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(carrier.Bytes))).Layers[0].Digest;
        foreach (var digest in new[] { scene.Image.Digest, carrier.Digest, bundle })
            for (int at = 0; at < 400; at += 23)
            {
                int position = at;
                using var _ = scene.Registry.Alter((request, response) => request.Path.EndsWith(digest.Hex, StringComparison.Ordinal) && !request.Path.Contains("/referrers/")
                    ? response with { Body = Changed(response.Body, position) } : response);
                var report = await scene.Verifier.VerifyAsync(scene.Image.PinnedReference(TestScene.Host), TestScene.Signed);
                Verdict.IsDenied(report, "digest-mismatch");
            }
    }

    [Test]
    public async Task Another_image_under_the_digest_asked_for_is_denied_with_both_digests()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        var other = TestImage.FromScratch().WithLabel("evil", "yes");
        scene.Registry.Tamper(TestScene.Repository, scene.Image.Digest, other.Root.Bytes);
        var report = await scene.Verifier.VerifyAsync(scene.Image.PinnedReference(TestScene.Host), TestScene.Signed);
        Verdict.IsDenied(report, "digest-mismatch");
        Assert.That(report.Error, Has.Property("Expected").EqualTo(scene.Image.Digest.ToString()).And.Property("Actual").EqualTo(other.Digest.ToString()));
    }

    [Test]
    public async Task Another_image_behind_the_tag_is_judged_as_the_other_image([Values] bool registryVouches)
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        scene.Image.SignWithTag(TestScene.Key);
        var other = TestImage.FromScratch().WithLabel("evil", "yes");
        using var _ = scene.Registry.Alter((request, response) => !request.Path.EndsWith("/manifests/1", StringComparison.Ordinal) ? response
            : (response with { Body = other.Root.Bytes }).With("Docker-Content-Digest", (registryVouches ? other : null)?.Digest.ToString() ?? scene.Image.Digest.ToString()));
        Verdict.IsDenied(await scene.VerifyAsync(), registryVouches ? "signature-missing" : "digest-mismatch");
    }

    [Test]
    public async Task Evidence_of_another_image_handed_out_for_this_one_is_denied()
    {
        using var scene = new TestScene();
        var other = scene.Registry.Push("acme/app:2", TestImage.FromScratch().WithLabel("other", "yes"));
        other.SignWithBundle(TestScene.Key);
        other.SignWithTag(TestScene.Key);

        // Whatever is asked about this image is answered about the other.
        using var client = new HttpClient(scene.Registry.CreateHandler());
        byte[] referrers = await client.GetByteArrayAsync($"https://{TestScene.Host}/v2/acme/app/referrers/{other.Digest}");
        byte[] signatures = scene.Registry.FindManifest("acme/app", TagName.CosignTagOf(other.Digest, "sig")!.Value.Value)!.Bytes.ToArray();
        using var list = scene.AnswerPath("/referrers/", RegistryResponse.Content(MediaTypes.OciIndex, referrers));
        using var tag = scene.AnswerPath(".sig", RegistryResponse.Content(MediaTypes.OciManifest, signatures));
        var report = await scene.VerifyAsync();
        Verdict.IsDenied(report, "subject-mismatch");
        Assert.That(report.Evidence, Has.Count.EqualTo(2));
        Assert.That(report.Evidence.Select(piece => piece.Failure?.Code), Is.All.EqualTo("subject-mismatch"));
        Assert.That(scene.Registry.Requests.Count(request => request.Path.Contains("/blobs/")), Is.EqualTo(1), "the payload behind .sig; a carrier of another subject is not opened");
    }

    [TestCase(MediaTypes.OciIndex)]
    [TestCase(MediaTypes.DockerIndex)]
    [TestCase(MediaTypes.DockerManifest)]
    public async Task A_manifest_served_as_something_else_is_denied(string mediaType)
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        using var _ = scene.Registry.Alter((request, response) => request.Path.EndsWith("/manifests/1", StringComparison.Ordinal) ? response.With("Content-Type", mediaType) : response);
        Verdict.IsDenied(await scene.VerifyAsync(), "invalid-manifest");
    }

    [TestCase("/manifests/1")]
    [TestCase("/blobs/")]
    [TestCase("/referrers/")]
    public async Task A_body_cut_short_is_indeterminate(string part)
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        using var _ = scene.Registry.Alter((request, response) => request.Path.Contains(part, StringComparison.Ordinal)
            ? (response with { Body = response.Body[..(response.Body.Length / 2)] }).With("Content-Length", $"{response.Body.Length}") : response);
        Verdict.IsIndeterminate(await scene.VerifyAsync(), "truncated-body");
    }

    [TestCase("/manifests/1")]
    [TestCase("/blobs/")]
    [TestCase("/referrers/")]
    [TestCase(".sig")]
    [CancelAfter(20_000)]
    public async Task A_gigabyte_that_is_only_declared_is_refused_before_it_is_read(string part, CancellationToken cancellationToken)
    {
        using var scene = new TestScene();
        if (part != ".sig")
            scene.Image.SignWithBundle(TestScene.Key);
        using var _ = scene.Registry.Alter((request, response) => request.Path.Contains(part, StringComparison.Ordinal)
            ? (response with { Status = 200 }).With("Content-Length", $"{1 << 30}") : response);
        long before = GC.GetTotalAllocatedBytes();
        var report = await scene.VerifyAsync(cancellationToken: cancellationToken);
        Assert.That(report.IsAllowed, Is.False);
        Assert.That(Verdict.CodesOf(report.Tree), Does.Contain("too-large"), report.Explain);
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(256 << 20));
    }

    [TestCase("/manifests/1")]
    [TestCase("/blobs/")]
    [TestCase("/referrers/")]
    [TestCase(".sig")]
    [CancelAfter(30_000)]
    public async Task A_body_that_never_ends_is_refused_at_its_cap(string part, CancellationToken cancellationToken)
    {
        using var scene = new TestScene();
        if (part != ".sig")
            scene.Image.SignWithBundle(TestScene.Key);
        using var _ = scene.Registry.Alter((request, response) => request.Path.Contains(part, StringComparison.Ordinal)
            ? response with { Status = 200, OpenBody = () => new EndlessBody() } : response);
        var report = await scene.VerifyAsync(cancellationToken: cancellationToken);
        Assert.That(report.IsAllowed, Is.False);
        Assert.That(Verdict.CodesOf(report.Tree), Does.Contain("too-large"), report.Explain);
        Assert.That(report.Statistics.Bytes, Is.LessThan(20 << 20));
    }

    [Test]
    public async Task A_web_page_in_place_of_the_referrers_list_is_no_evidence_and_no_error()
    {
        using var scene = new TestScene();
        using var _ = scene.AnswerPath("/referrers/", RegistryResponse.Content("text/html", "<html></html>"u8.ToArray()));
        Verdict.IsDenied(await scene.VerifyAsync(), "signature-missing");
        scene.Image.SignWithTag(TestScene.Key);
        Verdict.IsAllowed(await scene.VerifyAsync());
    }

    [Test]
    public async Task A_registry_that_answers_everything_with_the_same_gets_nothing_allowed()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        byte[][] answers = ["{}"u8.ToArray(), [], scene.Registry.FindManifest(TestScene.Repository, "1")!.Bytes.ToArray()];
        foreach (byte[] answer in answers)
            foreach (string type in new[] { MediaTypes.OciManifest, MediaTypes.OciIndex, Json })
            {
                using var _ = scene.Registry.Answer(_ => RegistryResponse.Content(type, answer));
                var report = await scene.VerifyAsync();
                Assert.That(report.Decision, Is.EqualTo(Decision.Deny), report.Explain);
            }
    }

    private static byte[] Changed(ReadOnlyMemory<byte> body, int at)
    {
        byte[] bad = body.ToArray();
        bad[at % bad.Length] ^= 1;
        return bad;
    }
}
