using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Caching;

/// <summary>What a verifier keeps from one verification to the next, and what it never does.</summary>
public class VerifierCacheTests
{
    private static readonly TimeSpan ListsFor = CacheOptions.Default.ListsFor;

    private JumpingClock _clock = null!;
    private TestScene _scene = null!;

    [SetUp]
    public void MakeScene()
    {
        _clock = new();
        _scene = new(configure: options => options with { TimeProvider = _clock });
        _scene.Image.SignWithBundle(TestScene.Key);
    }

    [TearDown]
    public void EndScene() => _scene.Dispose();

    private string[] Asked
    {
        get
        {
            string[] asked = [.. _scene.Registry.Requests.Select(request => request.Path["/v2/acme/app/".Length..])];
            _scene.Registry.Reset();
            return asked;
        }
    }

    [Test]
    public async Task A_tag_that_was_verified_takes_one_request()
    {
        Verdict.IsAllowed(await _scene.VerifyAsync());
        _ = Asked;
        var report = await _scene.VerifyAsync();
        Verdict.IsAllowed(report);
        Assert.That(Asked, Is.EqualTo(new[] { "manifests/1" }));
        Assert.That(report.Statistics.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task A_digest_that_was_verified_takes_no_request()
    {
        string pinned = _scene.Image.PinnedReference(TestScene.Host);
        Verdict.IsAllowed(await _scene.Verifier.VerifyAsync(pinned, TestScene.Signed));
        _ = Asked;
        Verdict.IsAllowed(await _scene.Verifier.VerifyAsync(pinned, TestScene.Signed));
        Assert.That(Asked, Is.Empty);
    }

    // Incident CVE-2026-35172, stale descriptors. Red where tags of images are kept.
    [Test]
    public async Task CVE_2026_35172_what_a_tag_points_to_is_asked_every_time()
    {
        Verdict.IsAllowed(await _scene.VerifyAsync());
        _scene.Registry.Push("acme/app:1", TestImage.FromScratch().WithLabel("moved", "yes"));
        Verdict.IsDenied(await _scene.VerifyAsync(), "signature-missing");
    }

    [Test]
    public async Task Evidence_that_has_just_been_pushed_counts_at_once()
    {
        var other = VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Key(TestScene.OtherKey.PublicKeyPem)));
        Verdict.IsDenied(await _scene.VerifyAsync(other));
        _scene.Image.SignWithBundle(TestScene.OtherKey);
        Verdict.IsAllowed(await _scene.VerifyAsync(other));
    }

    [Test]
    public async Task An_unsatisfied_verdict_never_rests_on_a_kept_list()
    {
        var attested = TestScene.Attested;
        Verdict.IsDenied(await _scene.VerifyAsync(attested));
        string[] first = Asked;
        Verdict.IsDenied(await _scene.VerifyAsync(attested));
        Assert.That(Asked, Is.EquivalentTo(first.Where(path => !path.Contains("sha256:", StringComparison.Ordinal) || path.StartsWith("referrers/", StringComparison.Ordinal))));
    }

    [Test]
    public async Task Evidence_that_was_taken_away_counts_until_its_list_is_too_old([Values(0, 1)] int secondsMore)
    {
        Verdict.IsAllowed(await _scene.VerifyAsync());
        using var _ = _scene.AnswerPath("/referrers/", RegistryResponse.Content(MediaTypes.OciIndex, """{"schemaVersion":2,"manifests":[]}"""u8.ToArray()));
        _clock.Advance(ListsFor - TimeSpan.FromSeconds(1) + TimeSpan.FromSeconds(secondsMore));
        var report = await _scene.VerifyAsync();
        if (secondsMore == 0)
            Verdict.IsAllowed(report);
        else
            Verdict.IsDenied(report, "signature-missing");
    }

    [Test]
    public async Task A_list_that_could_not_be_read_is_not_kept()
    {
        using (_scene.AnswerPath("/referrers/", new RegistryResponse(403)))
            Verdict.IsIndeterminate(await _scene.VerifyAsync());
        Verdict.IsAllowed(await _scene.VerifyAsync());
    }

    [Test]
    public async Task A_list_that_could_not_be_read_to_its_end_is_not_kept()
    {
        using var scene = new TestScene(place: Place.PagedReferrers);
        scene.Image.SignWithBundle(TestScene.Key);
        scene.Image.SignWithBundle(TestScene.Key);
        using var _ = scene.Registry.Answer(request => request.Query.Contains("last=", StringComparison.Ordinal) ? new RegistryResponse(403) : null);
        Verdict.IsAllowed(await scene.VerifyAsync());
        scene.Registry.Reset();
        Verdict.IsAllowed(await scene.VerifyAsync());
        Assert.That(scene.Registry.Requests.Select(request => request.Path), Does.Contain($"/v2/{TestScene.Repository}/referrers/{scene.Image.Digest}"));
    }

    [Test]
    public async Task Content_that_did_not_hash_is_not_kept()
    {
        var manifest = _scene.Registry.FindManifest(TestScene.Repository, "1")!;
        string pinned = _scene.Image.PinnedReference(TestScene.Host);
        _scene.Registry.Tamper(TestScene.Repository, _scene.Image.Digest, "{}"u8.ToArray());
        Verdict.IsDenied(await _scene.Verifier.VerifyAsync(pinned, TestScene.Signed), "digest-mismatch");
        _scene.Registry.Tamper(TestScene.Repository, _scene.Image.Digest, manifest.Bytes);
        Verdict.IsAllowed(await _scene.Verifier.VerifyAsync(pinned, TestScene.Signed));
    }

    [Test]
    public async Task The_policy_is_evaluated_every_time()
    {
        Verdict.IsAllowed(await _scene.VerifyAsync());
        Verdict.IsDenied(await _scene.VerifyAsync(TestScene.Attested), "predicate-type-mismatch");
        Verdict.IsDenied(await _scene.VerifyAsync(VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Key(TestScene.OtherKey.PublicKeyPem)))));
        Verdict.IsAllowed(await _scene.VerifyAsync());
    }

    [Test]
    public async Task Where_nothing_is_kept_everything_is_asked_again([Values] bool onlyLists)
    {
        using var scene = new TestScene(configure: options => options with { Cache = onlyLists ? CacheOptions.Default with { ListsFor = TimeSpan.Zero } : CacheOptions.None });
        scene.Image.SignWithBundle(TestScene.Key);
        Verdict.IsAllowed(await scene.VerifyAsync());
        int first = scene.Registry.RequestCount;
        scene.Registry.Reset();
        Verdict.IsAllowed(await scene.VerifyAsync());
        Assert.That(scene.Registry.RequestCount, onlyLists ? Is.EqualTo(5) : Is.EqualTo(first), "the tag, and four lists");
    }

    [Test]
    public async Task Nobody_is_answered_from_what_another_was_allowed_to_read()
    {
        var registry = new InMemoryRegistry();
        registry.RequireBasic("alice", "secret");
        var image = registry.Push("acme/app:1", TestImage.FromScratch());
        image.SignWithBundle(TestScene.Key);
        var logins = new Logins { Current = RegistryCredential.Basic("alice", "secret", "alice") };
        using var verifier = new ImageVerifier(new() { HttpClientFactory = new HandlerClients(registry.CreateHandler()), Credentials = logins });

        string pinned = image.PinnedReference(TestScene.Host);
        Verdict.IsAllowed(await verifier.VerifyAsync(pinned, TestScene.Signed));
        logins.Current = RegistryCredential.Basic("mallory", "guess", "mallory");
        Verdict.IsIndeterminate(await verifier.VerifyAsync(pinned, TestScene.Signed), "unauthorized");
        logins.Current = null;
        Verdict.IsIndeterminate(await verifier.VerifyAsync(pinned, TestScene.Signed), "unauthorized");
        logins.Current = RegistryCredential.Basic("alice", "secret", "alice");
        registry.Reset();
        Verdict.IsAllowed(await verifier.VerifyAsync(pinned, TestScene.Signed));
        Assert.That(registry.RequestCount, Is.Zero);
    }

    [Test]
    public async Task One_repository_is_not_answered_from_another()
    {
        Verdict.IsAllowed(await _scene.VerifyAsync());
        var copy = _scene.Registry.Push("acme/copy:1", TestImage.FromScratch());
        Assert.That(copy.Digest, Is.EqualTo(_scene.Image.Digest));
        Verdict.IsDenied(await _scene.Verifier.VerifyAsync(copy.Reference(TestScene.Host), TestScene.Signed), "signature-missing");
    }

    [Test]
    public async Task What_is_larger_than_its_share_is_not_kept()
    {
        using var scene = new TestScene(configure: options => options with { Cache = CacheOptions.Default with { Bytes = 16 << 10 } });
        scene.Image.SignWithBundle(TestScene.Key);
        Verdict.IsAllowed(await scene.VerifyAsync());
        var bundle = scene.Registry.Requests.Last(request => request.Path.Contains("/blobs/", StringComparison.Ordinal));
        scene.Registry.Reset();
        Verdict.IsAllowed(await scene.VerifyAsync());
        Assert.That(scene.Registry.Requests.Select(request => request.Path), Does.Contain(bundle.Path));
    }

    // However short an annotation is, a list of many takes memory.
    [Test]
    public async Task A_list_is_counted_by_what_it_takes_in_memory()
    {
        using var scene = new TestScene(configure: options => options with { Cache = CacheOptions.Default with { Bytes = 1 << 20 } });
        scene.Image.SignWithBundle(TestScene.Key);
        scene.Image.Attach("application/vnd.other", "application/vnd.other", "x"u8.ToArray(), Enumerable.Range(0, 500).ToDictionary(number => $"{number:x}", _ => ""));
        Verdict.IsAllowed(await scene.VerifyAsync());
        scene.Registry.Reset();
        Verdict.IsAllowed(await scene.VerifyAsync());
        Assert.That(scene.Registry.Requests.Count(request => request.Path.Contains("/referrers/", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_looks_sees_what_is_there_now()
    {
        Verdict.IsAllowed(await _scene.VerifyAsync());
        _scene.Image.SignWithBundle(TestScene.OtherKey);
        Assert.That((await _scene.InspectAsync()).All, Has.Count.EqualTo(2));
    }

    [Test]
    public void Nonsense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new CacheOptions { Bytes = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new CacheOptions { ListsFor = TimeSpan.FromSeconds(-1) });
    }

    private sealed class Logins : ICredentialStore
    {
        public RegistryCredential? Current { get; set; }

        public string Name => "logins";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) => new(Current);
    }
}
