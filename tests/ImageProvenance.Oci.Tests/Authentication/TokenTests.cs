using System.Net;
using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

public sealed class TokenTests
{
    [Test]
    public async Task An_anonymous_reader_gets_a_token_and_asks_once_more()
    {
        using var registry = Protected();
        await ResolveAsync(Source(registry));
        Assert.That(registry.Requests.Select(request => (request.Uri.PathAndQuery, request.Authorization)), Is.EqualTo(new[]
        {
            ("/v2/acme/app/manifests/1", null),
            ($"/token?service=s&scope={Scope}", null),
            ("/v2/acme/app/manifests/1", "Bearer t1"),
        }));
    }

    [Test]
    public async Task The_token_is_kept_until_shortly_before_it_expires()
    {
        var clock = new ManualClock();
        using var registry = Protected();
        var source = Source(registry, time: clock);
        await ResolveAsync(source);
        await ResolveAsync(source);
        Assert.That(registry.Requests, Has.Count.EqualTo(4), "the second time the token comes with the request");
        clock.Advance(TimeSpan.FromSeconds(295));
        await ResolveAsync(source);
        Assert.That(registry.Requests[^1].Authorization, Is.EqualTo("Bearer t2"));
    }

    [TestCase("""{"token":"t1"}""", 60)]
    [TestCase("""{"token":"t1","expires_in":5}""", 60)]
    [TestCase("""{"token":"t1","expires_in":900}""", 900)]
    [TestCase("""{"token":"t1","expires_in":99999999}""", 86_400)]
    public async Task A_token_lives_a_minute_at_least_and_a_day_at_most(string answer, int seconds)
    {
        var clock = new ManualClock();
        using var registry = Protected(answer: _ => answer);
        var source = Source(registry, time: clock);
        await ResolveAsync(source);
        clock.Advance(TimeSpan.FromSeconds(seconds - 11));
        await ResolveAsync(source);
        Assert.That(registry.Requests, Has.Count.EqualTo(4));
        clock.Advance(TimeSpan.FromSeconds(2));
        await ResolveAsync(source);
        Assert.That(registry.Requests.Count(request => request.Uri.AbsolutePath == "/token"), Is.EqualTo(2));
    }

    [Test]
    public async Task Those_who_need_the_same_token_at_once_wait_for_one()
    {
        using var registry = Protected();
        var source = Source(registry);
        registry.Before = (request, token) => Task.Delay(20, token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ResolveAsync(source).AsTask()));
        Assert.That(registry.Requests.Count(request => request.Uri.AbsolutePath == "/token"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_token_that_the_registry_no_longer_takes_is_fetched_anew()
    {
        string taken = "Bearer t1";
        using var registry = Protected(accepts: header => header == taken);
        var source = Source(registry);
        await ResolveAsync(source);
        taken = "Bearer t2";
        await ResolveAsync(source);
        Assert.That(registry.Requests, Has.Count.EqualTo(6));
    }

    [Test]
    public void A_401_is_answered_once()
    {
        using var registry = Protected(accepts: _ => false);
        var error = Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login)))!;
        Assert.That(error.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(error.Message, Does.Contain("the login of a test").And.Not.Contain("s3cret"));
        Assert.That(registry.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Readers_do_not_share_tokens()
    {
        using var registry = Protected();
        var store = new SwitchingStore();
        var source = new RegistryImageSource(registry, store);
        await ResolveAsync(source);
        store.Credential = Login;
        await ResolveAsync(source);
        Assert.That(registry.Requests[^1].Authorization, Is.EqualTo("Bearer t2"));
        Assert.That(registry.Requests[3].Authorization, Is.Null, "not even the first request comes with another's token");
    }

    [Test]
    public async Task Basic_credentials_answer_a_basic_challenge_and_come_with_later_requests()
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", request => request.Headers.Authorization?.Scheme == "Basic"
            ? ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest)
            : ScriptedRegistry.Challenge("Basic realm=\"x\""));
        var source = Source(registry, Login);
        await ResolveAsync(source);
        await ResolveAsync(source);
        Assert.That(registry.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_login_that_was_refused_is_not_sent_twice_for_one_request()
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Challenge("Basic realm=\"x\""));
        var source = Source(registry, Login);
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(source));
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(source));
        Assert.That(registry.Requests.Select(request => request.Authorization is not null), Is.EqualTo(new[] { false, true, true }));
    }

    [Test]
    public async Task An_identity_token_is_exchanged_and_a_registry_token_sent_as_it_is()
    {
        using var exchanging = Protected();
        await ResolveAsync(Source(exchanging, RegistryCredential.FromIdentityToken("refresh", "a test")));
        var exchange = exchanging.Requests[1];
        Assert.That((exchange.Method, exchange.Uri.AbsoluteUri, exchange.Authorization), Is.EqualTo((HttpMethod.Post, Realm, (string?)null)));
        Assert.That(exchange.Body, Does.Contain("grant_type=refresh_token").And.Contain("refresh_token=refresh").And.Contain("service=s"));

        using var ready = Protected();
        await ResolveAsync(Source(ready, RegistryCredential.FromRegistryToken("t-ready", "a test")));
        Assert.That(ready.Requests.Select(request => request.Authorization), Is.EqualTo(new[] { null, "Bearer t-ready" }));
    }

    [TestCase("""{"access_token":"tA"}""", true)]
    [TestCase("""{"token":"","access_token":"tA"}""", true)]
    [TestCase("""{"token":"tA","expires_in":-5}""", true)]
    [TestCase("""{"token":"tA","expires_in":99999999999}""", true)]
    [TestCase("""{"token":"tA","token":"tB"}""", false)]
    [TestCase("""{"token":"t\r\nX-Evil: 1"}""", false)]
    [TestCase("{}", false)]
    [TestCase("<html>", false)]
    public void An_answer_without_a_token_that_could_be_sent_is_refused(string answer, bool isGood)
    {
        using var registry = Protected(answer: _ => answer);
        if (isGood)
            Assert.That(async () => await ResolveAsync(Source(registry)), Throws.Nothing);
        else
            Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry)))!.Kind, Is.EqualTo(SourceErrorKind.ServerError));
    }

    [Test]
    public void A_token_answer_over_its_cap_is_refused()
    {
        using var registry = Protected(answer: _ => $$"""{"token":"t{{new string('x', 70_000)}}"}""");
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry)))!.Kind, Is.EqualTo(SourceErrorKind.ServerError));
    }

    [Test]
    public void A_token_server_that_redirects_is_not_followed()
    {
        using var registry = Protected();
        registry.On($"{Realm}?service=s&scope={Scope}", _ => ScriptedRegistry.Redirect("https://evil.example/token"));
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login)))!.Kind, Is.EqualTo(SourceErrorKind.ServerError));
        Assert.That(registry.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_credential_never_shows_its_secret()
    {
        foreach (var credential in new[] { Login, RegistryCredential.FromIdentityToken("s3cret", "x"), RegistryCredential.FromRegistryToken("s3cret", "x") })
            Assert.That($"{credential}", Does.Not.Contain("s3cret"));
    }

    [Test]
    // Red without the ToString of BearerToken and of GivenAuthorization.
    public void No_text_of_what_holds_a_token_shows_it()
    {
        Assert.That($"{new BearerToken("s3cret", TimeSpan.FromSeconds(60))}", Is.EqualTo("a token for 60 s"));
        Assert.That($"{new GivenAuthorization(new("Bearer", "s3cret"), "scope")}", Is.EqualTo("Bearer scope"));
        var reader = new RegistryReader(RegistryName.Parse("registry.example"), RepositoryName.Parse("acme/app"), Login, "");
        Assert.That($"{new TokenRequest(reader, new(Realm), "s", "scope")}", Does.Contain("the login of a test").And.Not.Contain("s3cret"));
    }

    private sealed class SwitchingStore : ICredentialStore
    {
        public RegistryCredential? Credential { get; set; }
        public string Name => "a test";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) => new(Credential);
    }
}
