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

    [Test]
    public void A_negative_time_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Waiting(-1));
}
