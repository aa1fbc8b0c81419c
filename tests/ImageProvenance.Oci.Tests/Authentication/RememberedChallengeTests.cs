using System.Net;
using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

/// <summary>Challenges are remembered for as long as their token servers give tokens.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RememberedChallengeTests
{
    private const string Manifest = "https://registry.example/v2/acme/app/manifests/1";
    private const string NewRealm = "https://registry.example/new/token";
    private static readonly RegistryOptions NoRetries = new() { Retries = Retries.None };

    private readonly ManualClock _clock = new();

    /// <summary>A registry that has been read, whose token server is then moved, and whose old one answers otherwise.</summary>
    private async Task<(ScriptedRegistry Registry, RegistryImageSource Source)> MovedAsync(Func<HttpRequestMessage, HttpResponseMessage> old, RegistryCredential? credential = null)
    {
        var registry = Protected();
        var source = Source(registry, credential ?? Login, NoRetries, _clock);
        await ResolveAsync(source);
        _clock.Advance(TimeSpan.FromMinutes(10));
        registry.On(Realm, old).On($"{Realm}?service=s&scope={Scope}", old).On($"{NewRealm}?service=s&scope={Scope}", HttpStatusCode.OK, """{"token":"new"}""").On(NewRealm, HttpStatusCode.OK, """{"token":"new"}""")
            .On(Manifest, request => request.Headers.Authorization?.Parameter == "new"
                ? ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest)
                : ScriptedRegistry.Challenge($"Bearer realm=\"{NewRealm}\",service=\"s\""));
        return (registry, source);
    }

    private static HttpResponseMessage Dead(HttpRequestMessage request) => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");

    private static readonly Func<HttpRequestMessage, HttpResponseMessage>[] DeadServers =
        [Dead, _ => ScriptedRegistry.Answer(HttpStatusCode.NotFound, []), _ => ScriptedRegistry.Answer(HttpStatusCode.BadGateway, []), _ => ScriptedRegistry.Answer(HttpStatusCode.Forbidden, [])];

    [TestCaseSource(nameof(DeadServers))]
    // Red without the catch in RegistryAuthorizer.KnownAsync: the old token server is asked for ever.
    public async Task A_registry_that_has_moved_its_token_server_is_asked_where_it_is(Func<HttpRequestMessage, HttpResponseMessage> old)
    {
        var (registry, source) = await MovedAsync(old);
        await ResolveAsync(source);
        Assert.That(registry.Requests.Skip(3).Select(request => request.Uri.AbsolutePath), Is.EqualTo(new[] { "/token", "/v2/acme/app/manifests/1", "/new/token", "/v2/acme/app/manifests/1" }));
        await ResolveAsync(source);
        Assert.That(registry.Requests, Has.Count.EqualTo(8), "and that is remembered");
    }

    [Test]
    // Red without MayAskAtOnce's look at the kind (429) and at RetryAfter (503).
    public async Task A_token_server_that_wants_to_be_left_alone_is_left_alone([Values(429, 503)] int status)
    {
        var (registry, source) = await MovedAsync(_ => ScriptedRegistry.Answer((HttpStatusCode)status, [], headers: status == 503 ? [("Retry-After", "5")] : []));
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(source));
        Assert.That(registry.Requests, Has.Count.EqualTo(4));
        await ResolveAsync(source);
    }

    [Test]
    // Red without MayAskAtOnce's look at the identity token.
    public async Task A_token_that_may_have_been_exchanged_is_not_exchanged_again_for_the_same_request()
    {
        var (registry, source) = await MovedAsync(Dead, RegistryCredential.FromIdentityToken("refresh", "a test"));
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(source));
        Assert.That(registry.Requests, Has.Count.EqualTo(4));
        await ResolveAsync(source);
    }

    [Test]
    // Red without OperationCanceledException in KnownAsync.
    public async Task A_token_server_that_does_not_answer_is_asked_once_more_where_the_registry_says()
    {
        var (registry, source) = await MovedAsync(_ => throw new AssertionException("It does not answer."));
        registry.Before = (request, token) => request.RequestUri!.AbsolutePath == "/token" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        var first = ResolveAsync(source).AsTask();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.That(Assert.ThrowsAsync<SourceException>(() => first)!.Kind, Is.EqualTo(SourceErrorKind.Timeout));
        await ResolveAsync(source);
    }
}
