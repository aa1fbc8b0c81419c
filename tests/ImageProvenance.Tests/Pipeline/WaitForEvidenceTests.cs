using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Registries show what was just pushed a little later: whoever asks for it is given time.</summary>
public class WaitForEvidenceTests
{
    private JumpingClock _clock = null!;
    private TestScene _scene = null!;

    [SetUp]
    public void MakeScene()
    {
        _clock = new();
        _scene = new(configure: options => options with { TimeProvider = _clock });
    }

    [TearDown]
    public void EndScene() => _scene.Dispose();

    private ImageRequest Waiting(int seconds) => _scene.Verifier.Parse(_scene.Reference) with { WaitForEvidence = TimeSpan.FromSeconds(seconds) };

    private IDisposable SignAtLook(int look)
    {
        int looks = 0;
        return _scene.Registry.Answer(request =>
        {
            if (request.Path.Contains("/referrers/", StringComparison.Ordinal) && ++looks == look)
                _scene.Image.SignWithBundle(TestScene.Key);
            return null;
        });
    }

    [Test]
    public async Task Evidence_that_appears_while_it_is_waited_for_counts()
    {
        using var _ = SignAtLook(3);
        var report = await _scene.Verifier.VerifyAsync(Waiting(10), TestScene.Signed);
        Verdict.IsAllowed(report);
        Assert.That(_clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1) }));
        Assert.That(_scene.Registry.Requests.Count(request => request.Path.EndsWith("/manifests/1", StringComparison.Ordinal)), Is.EqualTo(1), "the tag is resolved once");
    }

    [Test]
    public async Task Without_waiting_it_is_looked_for_once()
    {
        using var _ = SignAtLook(2);
        Verdict.IsDenied(await _scene.Verifier.VerifyAsync(Waiting(0), TestScene.Signed), "signature-missing");
        Assert.That(_clock.Waits, Is.Empty);
    }

    [Test]
    public async Task What_never_appears_is_denied_when_the_time_is_over()
    {
        var report = await _scene.Verifier.VerifyAsync(Waiting(10), TestScene.Signed);
        Verdict.IsDenied(report, "signature-missing");
        Assert.That(report.Statistics.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(_clock.Waits, Is.EqualTo(new[] { 0.5, 1, 2, 4, 2.5 }.Select(TimeSpan.FromSeconds)));
    }

    [Test]
    public async Task A_place_that_cannot_be_read_is_looked_at_again()
    {
        int looks = 0;
        _scene.Image.SignWithBundle(TestScene.Key);
        using var _ = _scene.Registry.Answer(request => request.Path.Contains("/referrers/", StringComparison.Ordinal) && ++looks == 1 ? new RegistryResponse(403) : null);
        Verdict.IsAllowed(await _scene.Verifier.VerifyAsync(Waiting(10), TestScene.Signed));
    }

    [Test]
    public async Task An_image_that_is_allowed_is_not_waited_for()
    {
        _scene.Image.SignWithBundle(TestScene.Key);
        Verdict.IsAllowed(await _scene.Verifier.VerifyAsync(Waiting(10), TestScene.Signed));
        Assert.That(_clock.Waits, Is.Empty);
    }

    [TestCase("/manifests/sha256:")]
    [TestCase("/blobs/")]
    public async Task What_is_listed_before_it_is_there_is_asked_for_again(string part)
    {
        int asked = 0;
        _scene.Image.SignWithBundle(TestScene.Key);
        using var _ = _scene.Registry.Answer(request => request.Path.Contains(part, StringComparison.Ordinal) && ++asked == 1 ? new RegistryResponse(404) : null);
        Verdict.IsAllowed(await _scene.Verifier.VerifyAsync(Waiting(10), TestScene.Signed));
        Assert.That(asked, Is.EqualTo(2));
    }

    [Test]
    public async Task Within_one_look_what_is_not_there_is_asked_for_once()
    {
        _scene.Image.SignWithTag(TestScene.Key);
        _scene.Image.SignWithTag(TestScene.Key);
        using var _ = _scene.Registry.Answer(request => request.Path.Contains("/blobs/", StringComparison.Ordinal) ? new RegistryResponse(404) : null);
        Verdict.IsDenied(await _scene.Verifier.VerifyAsync(Waiting(0), TestScene.Signed));
        Assert.That(_scene.Registry.Requests.Select(request => request.Path), Is.Unique);
    }

    // Each look costs requests; the verdict that is already there must not be lost to their cap.
    [Test]
    public async Task Waiting_ends_with_the_verdict_before_the_requests_do()
    {
        using var scene = new TestScene(configure: options => options with { TimeProvider = _clock, Limits = options.Limits with { TotalRequests = 20 } });
        var report = await scene.Verifier.VerifyAsync(scene.Verifier.Parse(scene.Reference) with { WaitForEvidence = TimeSpan.FromHours(1) }, TestScene.Signed);
        Verdict.IsDenied(report, "signature-missing");
        Assert.That(_clock.Waits, Has.Count.LessThan(5));
    }

    [Test]
    public async Task A_look_that_is_not_finished_in_time_leaves_the_verdict_of_the_last_one()
    {
        using var scene = new TestScene(configure: options => options with { Limits = options.Limits with { Timeout = TimeSpan.FromSeconds(1) } });
        int looks = 0;
        using var _ = scene.Registry.Answer(async (request, token) =>
        {
            if (request.Path.Contains("/referrers/", StringComparison.Ordinal) && ++looks > 1)
                await Task.Delay(Timeout.Infinite, token);
            return null;
        });
        var report = await scene.Verifier.VerifyAsync(scene.Verifier.Parse(scene.Reference) with { WaitForEvidence = TimeSpan.FromSeconds(1) }, TestScene.Signed);
        Verdict.IsDenied(report, "signature-missing");
    }

    [TestCase(-1)]
    [TestCase(3601)]
    public void A_time_that_nobody_would_wait_is_refused(int seconds) => Assert.Throws<ArgumentOutOfRangeException>(() => Waiting(seconds));
}
