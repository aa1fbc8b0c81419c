using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>What could not be read is neither allowed nor denied, unless the rule is decided without it.</summary>
public class IndeterminateTests
{
    [TestCase(404, "not-found")]
    [TestCase(401, "unauthorized")]
    [TestCase(403, "forbidden")]
    [TestCase(429, "rate-limited")]
    [TestCase(500, "server-error")]
    [TestCase(503, "server-error")]
    [TestCase(504, "timeout")]
    public async Task An_image_that_a_registry_does_not_give_is_indeterminate(int status, string code)
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        using var _ = scene.Registry.Answer(request => new RegistryResponse(status));
        var report = await scene.VerifyAsync();
        Verdict.IsIndeterminate(report, code);
        Assert.That(report.Error?.Code, Is.EqualTo(code));
        Assert.That(report.Image, Is.Null);
    }

    // Red where VerificationRun.DecisionOf makes anything else of an indeterminate outcome.
    [Test]
    public async Task CVE_2026_45781_too_many_requests_and_failures_never_allow(
        [Values(408, 429, 500, 502, 503, 504)] int status, [Values("", "/manifests/sha256", "/referrers/")] string place, [Values] bool warns)
    {
        using var scene = new TestScene();
        var policy = VerificationPolicy.Require(rule =>
        {
            rule.SignedBy(signer => signer.Key(TestScene.Key.PublicKeyPem));
            if (warns)
                rule.Warn();
        });
        using var _ = scene.AnswerPath(place, new RegistryResponse(status));
        var report = await scene.VerifyAsync(policy);
        Verdict.IsIndeterminate(report, status switch { 429 => "rate-limited", 408 or 504 => "timeout", _ => "server-error" });
    }

    [Test]
    public async Task A_manifest_that_the_image_lists_and_the_registry_lacks_is_indeterminate_and_says_what_is_missing()
    {
        var image = TestImage.FromScratch(new Platform("linux", "amd64"), new Platform("linux", "arm64")).WithBuildKitProvenance();
        using var scene = new TestScene(image);
        using var _ = scene.AnswerPath($"/manifests/{image.PlatformManifests.Values.First().Digest}", new RegistryResponse(404));
        Verdict.IsIndeterminate(await scene.VerifyAsync(TestScene.Consistent), "content-missing");
    }

    [Test]
    public async Task An_image_that_is_not_there_is_indeterminate()
    {
        using var scene = new TestScene();
        Verdict.IsIndeterminate(await scene.Verifier.VerifyAsync("registry.test/acme/none:1", TestScene.Signed), "not-found");
    }

    [Test]
    public async Task A_registry_that_is_down_is_indeterminate()
    {
        using var scene = new TestScene();
        using var _ = scene.Registry.Answer((RegistryRequest _) => throw new IOException("down"));
        Verdict.IsIndeterminate(await scene.VerifyAsync());
    }

    [Test, CancelAfter(20_000)]
    public async Task A_registry_that_hangs_is_indeterminate(CancellationToken cancellationToken)
    {
        using var scene = new TestScene(configure: options => options with { Limits = new() { Timeout = TimeSpan.FromMilliseconds(200) } });
        using var _ = scene.Registry.Answer(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });
        Verdict.IsIndeterminate(await scene.VerifyAsync(cancellationToken: cancellationToken), "timeout");
    }

    [Test, CancelAfter(20_000)]
    public async Task A_caller_that_gives_up_gets_its_own_cancellation(CancellationToken cancellationToken)
    {
        using var scene = new TestScene();
        using var gaveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var _ = scene.Registry.Answer(async (_, token) =>
        {
            await gaveUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });
        Assert.That(async () => await scene.VerifyAsync(cancellationToken: gaveUp.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static IEnumerable<TestCaseData> PlacesOfEvidence()
    {
        foreach (int status in new[] { 401, 403, 429, 500 })
        {
            yield return new TestCaseData("/referrers/", status);
            yield return new TestCaseData(".sig", status);
            yield return new TestCaseData(".att", status);
            yield return new TestCaseData("the referrers tag", status);
        }
    }

    [TestCaseSource(nameof(PlacesOfEvidence))]
    public async Task A_place_that_cannot_be_read_matters_only_where_the_rule_is_not_decided(string place, int status)
    {
        using var scene = new TestScene();
        string referrersTag = $"/{TagName.ReferrersTagOf(scene.Image.Digest)}";
        using var _ = scene.Registry.Answer(request =>
            (place == "the referrers tag" ? request.Path.EndsWith(referrersTag, StringComparison.Ordinal) : request.Path.Contains(place)) ? new RegistryResponse(status) : null);
        var unsatisfied = await scene.VerifyAsync();
        Verdict.IsIndeterminate(unsatisfied);
        Assert.That(unsatisfied.Unread, Has.Count.EqualTo(1));

        // Signed in every way, so that some place is left whichever is broken.
        scene.Image.SignWithBundle(TestScene.Key);
        scene.Image.SignWithTag(TestScene.Key);
        var satisfied = await scene.VerifyAsync();
        Verdict.IsAllowed(satisfied);
        Assert.That(satisfied.Unread, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Bad_evidence_beside_an_unread_place_is_indeterminate_and_no_denial()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.OtherKey);
        using var _ = scene.AnswerPath(".sig", new RegistryResponse(500));
        Verdict.IsIndeterminate(await scene.VerifyAsync(), "server-error");
    }

    [Test]
    public async Task A_blob_of_evidence_that_cannot_be_read_is_indeterminate_and_one_that_is_missing_is_denied()
    {
        using var scene = new TestScene();
        scene.Image.SignWithTag(TestScene.Key);
        using (scene.AnswerPath("/blobs/", new RegistryResponse(500)))
            Verdict.IsIndeterminate(await scene.VerifyAsync(), "server-error");
        using (scene.AnswerPath("/blobs/", new RegistryResponse(404)))
            Verdict.IsDenied(await scene.VerifyAsync(), "content-missing");
    }

    [Test]
    public async Task A_list_of_referrers_that_is_cut_by_a_cap_is_an_unread_place([Values] bool hasApi)
    {
        using var scene = new TestScene(place: hasApi ? Place.ReferrersApi : Place.ReferrersTag, configure: options => options with { Limits = new() { Referrers = 2 } });
        for (int i = 0; i < 3; i++)
            scene.AttachBundleOf(CosignArtifacts.SignatureStatement(scene.Image.Digest), TestScene.OtherKey);
        Verdict.IsIndeterminate(await scene.VerifyAsync(), "too-many-referrers");

        scene.Image.SignWithTag(TestScene.Key);
        Verdict.IsAllowed(await scene.VerifyAsync());
    }

    [Test]
    public async Task A_list_of_more_pages_than_are_read_is_an_unread_place()
    {
        using var scene = new TestScene(place: Place.PagedReferrers, configure: options => options with { Limits = new() { Pages = 2 } });
        for (int i = 0; i < 3; i++)
            scene.AttachBundleOf(CosignArtifacts.SignatureStatement(scene.Image.Digest), TestScene.OtherKey);
        Verdict.IsIndeterminate(await scene.VerifyAsync(), "too-many-pages");
    }

    [Test]
    public async Task A_spent_budget_is_indeterminate_and_never_a_denial()
    {
        for (int requests = 1; requests < 8; requests++)
        {
            using var scene = new TestScene(configure: options => options with { Limits = new() { TotalRequests = requests, ParallelRequests = 1 } });
            scene.Image.SignWithBundle(TestScene.Key);
            var report = await scene.VerifyAsync();
            Assert.That(report.Decision, Is.EqualTo(Decision.Indeterminate).Or.EqualTo(Decision.Allow), report.Explain);
            if (report.Decision == Decision.Indeterminate)
                Verdict.IsIndeterminate(report, "budget-exhausted");
        }

        using var small = new TestScene(configure: options => options with { Limits = new() { TotalBytes = 10 } });
        Verdict.IsIndeterminate(await small.VerifyAsync(), "budget-exhausted");
    }

    [Test]
    public async Task Warn_mode_makes_no_warning_of_what_could_not_be_read()
    {
        using var scene = new TestScene();
        var warning = VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Key(TestScene.Key.PublicKeyPem)).Warn());
        using (scene.AnswerPath(".sig", new RegistryResponse(500)))
            Verdict.IsIndeterminate(await scene.VerifyAsync(warning));
        using (scene.Registry.Answer(_ => new RegistryResponse(500)))
            Verdict.IsIndeterminate(await scene.VerifyAsync(warning));
    }
}
