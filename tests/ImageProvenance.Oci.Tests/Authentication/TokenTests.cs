using System.Net;
using System.Text;

namespace ImageProvenance.Oci.Tests;

public sealed class TokenTests
{
    private const string Reference = "registry.example/acme/app:1";
    private const string Realm = "https://registry.example/token";
    private const string Scope = "repository%3Aacme%2Fapp%3Apull";
    private static readonly Content Image = Content.Image();
    private static readonly RegistryCredential Login = RegistryCredential.Basic("me", "s3cret", "the login of a test");

    /// <summary>A registry that wants a token, and a token server that counts those it gives.</summary>
    private static ScriptedRegistry Protected(string realm = Realm, Func<int, string>? answer = null, Func<string?, bool>? accepts = null, string host = "https://registry.example")
    {
        int given = 0;
        accepts ??= header => header?.StartsWith("Bearer t", StringComparison.Ordinal) == true;
        HttpResponseMessage Token(HttpRequestMessage _) => ScriptedRegistry.Answer(HttpStatusCode.OK, Encoding.UTF8.GetBytes((answer ?? (n => $$"""{"token":"t{{n}}","expires_in":300}"""))(++given)));
        return new ScriptedRegistry()
            .On($"{host}/v2/acme/app/manifests/1", request => accepts(request.Headers.Authorization?.ToString())
                ? ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest)
                : ScriptedRegistry.Challenge($"Bearer realm=\"{realm}\",service=\"s\",scope=\"repository:acme/app:pull\""))
            .On($"{realm}?service=s&scope={Scope}", Token)
            .On(realm, Token);
    }

    private static RegistryImageSource Source(ScriptedRegistry registry, RegistryCredential? credential = null, RegistryOptions? options = null, TimeProvider? time = null) =>
        new(registry, new OneCredential(credential), options, time: time);

    private static ValueTask<FetchedContent> ResolveAsync(RegistryImageSource source, string reference = Reference) =>
        source.ResolveAsync(ImageLocation.Parse(reference), 4 << 20, new(Limits.Default), default);

    private static string? TokenAuthorization(ScriptedRegistry registry) =>
        registry.Requests.Single(request => request.Uri.AbsolutePath.EndsWith("token", StringComparison.Ordinal)).Authorization;

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

    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://registry.example/token", true)]
    [TestCase("docker.io/acme/app:1", "https://registry-1.docker.io", "https://auth.docker.io/token", true)]
    [TestCase("registry.gitlab.com/acme/app:1", "https://registry.gitlab.com", "https://gitlab.com/token", true)]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://auth.docker.io/token", false)]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://evil.example/token", false)]
    [TestCase("docker.io/acme/app:1", "https://registry-1.docker.io", "https://auth.docker.io.evil.example/token", false)]
    [TestCase("docker.io/acme/app:1", "https://registry-1.docker.io", "https://auth.docker.io:8443/token", false)]
    [TestCase("localhost:5000/acme/app:1", "http://localhost:5000", "http://127.0.0.1:5001/token", true)]
    [TestCase("localhost:5000/acme/app:1", "http://localhost:5000", "http://evil.example/token", false)]
    public async Task A_secret_goes_only_to_the_registrys_own_token_server(string reference, string host, string realm, bool isTold)
    {
        using var registry = Protected(realm, host: host);
        await ResolveAsync(Source(registry, Login), reference);
        Assert.That(TokenAuthorization(registry), Is.EqualTo(isTold ? "Basic " + Convert.ToBase64String("me:s3cret"u8) : null));
    }

    [TestCase("http://registry.example/token")]
    [TestCase("http://auth.example/token")]
    [TestCase("file:///etc/token")]
    [TestCase("https://user@registry.example/token")]
    public void A_token_server_without_https_is_not_asked(string realm)
    {
        using var registry = Protected(realm);
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login)))!.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void Over_plain_http_a_registry_that_asks_for_a_password_gets_none()
    {
        using var registry = new ScriptedRegistry().On("http://plain.example/v2/acme/app/manifests/1", _ => ScriptedRegistry.Challenge("Basic realm=\"x\""));
        var options = new RegistryOptions { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("plain.example") } };
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login, options), "plain.example/acme/app:1"))!.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(registry.Requests.Select(request => request.Authorization), Is.All.Null);
    }

    [Test]
    public async Task Over_plain_http_no_secret_is_used()
    {
        using var registry = Protected("http://plain.example/token", host: "http://plain.example");
        await ResolveAsync(Source(registry, Login, new() { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("plain.example") } }), "plain.example/acme/app:1");
        Assert.That(TokenAuthorization(registry), Is.Null);
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
    public void A_login_that_was_withheld_is_said_to_be()
    {
        using var registry = Protected("https://evil.example/token");
        registry.On($"https://evil.example/token?service=s&scope={Scope}", HttpStatusCode.Forbidden);
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login)))!.Message, Does.Contain("is not sent to evil.example"));
    }

    [Test]
    public void A_credential_never_shows_its_secret()
    {
        foreach (var credential in new[] { Login, RegistryCredential.FromIdentityToken("s3cret", "x"), RegistryCredential.FromRegistryToken("s3cret", "x") })
            Assert.That($"{credential}", Does.Not.Contain("s3cret"));
    }

    private sealed class SwitchingStore : ICredentialStore
    {
        public RegistryCredential? Credential { get; set; }
        public string Name => "a test";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) => new(Credential);
    }
}
