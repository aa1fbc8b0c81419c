using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>What is asked of a registry: only what the rule needs, nothing twice.</summary>
public class RequestTests
{
    [Test]
    public async Task A_tag_signed_by_two_bundles_takes_nine_requests_at_most_and_none_twice([Values(Place.ReferrersApi, Place.ReferrersTag)] Place place)
    {
        using var scene = new TestScene(place: place);
        scene.Image.SignWithBundle(TestScene.Key);
        scene.Image.SignWithBundle(TestScene.OtherKey);
        var report = await scene.VerifyAsync();
        Verdict.IsAllowed(report);
        string[] paths = [.. scene.Registry.Requests.Select(request => request.ToString())];
        Assert.That(paths, Is.Unique);
        Assert.That(paths, Has.Length.LessThanOrEqualTo(9));
        Assert.That(report.Statistics.Requests, Is.EqualTo(paths.Length));
        Assert.That(scene.Registry.Requests.Select(request => request.Method), Is.All.EqualTo("GET"));
    }

    [Test]
    public async Task A_signature_check_fetches_neither_configuration_nor_layers_nor_platforms()
    {
        var image = TestImage.FromScratch(new Platform("linux", "amd64"), new Platform("linux", "arm64")).WithBuildKitProvenance();
        using var scene = new TestScene(image);
        scene.Image.SignWithTag(TestScene.Key);
        var report = await scene.VerifyAsync();
        Verdict.IsAllowed(report);
        Assert.That(report.Platforms, Is.Empty);
        var own = image.Manifests.Concat(image.Blobs).Select(content => content.Digest.ToString()).ToHashSet();
        Assert.That(scene.Registry.Requests.Where(request => own.Contains(request.Path.Split('/')[^1])), Is.Empty);
    }

    [Test]
    public async Task A_consistency_check_asks_for_no_signatures_and_no_layers()
    {
        using var scene = new TestScene(TestImage.FromScratch().WithBuildKitProvenance());
        Verdict.IsAllowed(await scene.VerifyAsync(TestScene.Consistent));
        string[] paths = [.. scene.Registry.Requests.Select(request => request.Path)];
        Assert.That(paths, Is.Unique);
        Assert.That(paths.Any(path => path.Contains(".sig") || path.Contains(".att") || path.Contains("/referrers/")), Is.False);
        Assert.That(paths, Has.Length.EqualTo(5), "index, platform manifest, its configuration, attestation manifest, statement");
    }

    [Test]
    public async Task The_pinned_reference_names_what_was_judged_after_the_tag_has_moved()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        var report = await scene.VerifyAsync();
        scene.Registry.Push("acme/app:1", TestImage.FromScratch().WithLabel("moved", "yes"));
        Assert.That(report.PinnedReference, Is.EqualTo($"registry.test/acme/app@{scene.Image.Digest}"));
        Verdict.IsAllowed(await scene.Verifier.VerifyAsync(report.PinnedReference!, TestScene.Signed));
        Verdict.IsDenied(await scene.VerifyAsync(), "signature-missing");
    }

    [Test]
    public async Task A_tag_is_resolved_once_though_it_moves_while_evidence_is_sought()
    {
        using var scene = new TestScene();
        scene.Image.SignWithTag(TestScene.Key);
        using var _ = scene.Registry.Alter((request, response) =>
        {
            scene.Registry.Push("acme/app:1", TestImage.FromScratch().WithLabel("moved", "yes"));
            return response;
        });
        var report = await scene.VerifyAsync();
        Verdict.IsAllowed(report);
        Assert.That(report.Image!.Digest, Is.EqualTo(scene.Image.Digest));
        Assert.That(scene.Registry.Requests.Count(request => request.Path.EndsWith("/manifests/1", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Fifty_verifications_at_once_give_the_same_report()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        scene.Image.SignWithBundle(TestScene.OtherKey);
        scene.Image.SignWithTag(TestScene.Key);
        scene.Image.AttestWithTag(TestScene.Key, TestScene.SlsaV02, TestScene.Provenance);
        using var _ = scene.Registry.Answer(async (request, token) =>
        {
            await Task.Delay(request.Path.Length % 7, token);
            return null;
        });
        var reports = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => scene.VerifyAsync()));
        string[] said = [.. reports.Select(report => report.ToJson().Split("\"statistics\"")[0]).Distinct()];
        Assert.That(said, Has.Length.EqualTo(1));
        Verdict.IsAllowed(reports[0]);
    }
}
