using ImageProvenance.Oci;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>A place that never comes to an end is unread; what other places have proven is not lost with it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SlowPlaceTests
{
    private const string Elsewhere = "evidence.test";

    // All but the last second of a verification: it is over by itself, before its deadline ends it.
    private const int Seconds = 29;

    private readonly ManualTimeProvider _clock = new(new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero)) { DrivesTimers = true };
    private readonly TaskCompletionSource _hangs = new();

    private TestScene NewScene(int parallel) => new(configure: options => options with
    {
        TimeProvider = _clock,
        Registry = RegistryOptions.Default,
        Limits = Limits.Default with { ParallelRequests = parallel },
    });

    private IDisposable Hang(TestScene scene, Func<RegistryRequest, bool> where) => scene.Registry.Answer(async (request, token) =>
    {
        if (!where(request))
            return null;
        _hangs.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return null;
    });

    // Red where one fetch may take all the time that is left (RegistryFetcher.ShareOf).
    [TestCase(8)]
    [TestCase(1, Description = "even the one request that is allowed at a time is given back")]
    public async Task A_list_of_referrers_that_never_ends_does_not_cost_the_signature_beside_it(int parallel)
    {
        using var scene = NewScene(parallel);
        scene.Image.SignWithTag(TestScene.Key);
        using var _ = Hang(scene, request => request.Path.Contains("/referrers/", StringComparison.Ordinal));
        var report = await RunAsync(() => scene.VerifyAsync());
        Verdict.IsAllowed(report);
        Assert.That(report.Unread.Select(place => place.Failure.Code), Is.EqualTo(new[] { "timeout" }));
    }

    // Red where one fetch may take all the time that is left, and, for many subjects, where places share their requests in flight.
    [Test]
    public async Task Another_registry_that_never_ends_does_not_cost_the_images_own_signature([Values(1, 8)] int parallel)
    {
        using var scene = NewScene(parallel);
        scene.Image.SignWithTag(TestScene.Key);
        using var _ = Hang(scene, request => request.Host == Elsewhere);
        var request = new ImageRequest(ImageLocation.Parse(scene.Reference)) { EvidenceFrom = [.. Enumerable.Range(1, 4).Select(i => ImageRepository.Parse($"{Elsewhere}/acme/signatures{i}"))] };
        Verdict.IsAllowed(await RunAsync(() => scene.Verifier.VerifyAsync(request, TestScene.Signed)));
    }

    [Test]
    public async Task Where_nothing_else_decides_the_verdict_is_open_and_says_which_place_is_unread()
    {
        using var scene = NewScene(8);
        using var _ = Hang(scene, request => request.Path.Contains("/referrers/", StringComparison.Ordinal));
        var report = await RunAsync(() => scene.VerifyAsync());
        Verdict.IsIndeterminate(report);
        Assert.That(report.Unread.Single().Failure.Message, Does.Contain(TestScene.Host));
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var running = Task.Run(work);
        await _hangs.Task.WaitAsync(TimeSpan.FromSeconds(30));
        for (int second = 0; second < Seconds && !running.IsCompleted; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(20));
        }

        return await running.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
