using System.Net;
using System.Text;
using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

/// <summary>Servers repeat what they were sent; no message does.</summary>
public sealed class SecretsInUseTests
{
    private const string Manifest = "https://registry.example/v2/acme/app/manifests/1";
    private const string Password = "s3cret/pass+word";
    private static readonly RegistryCredential Mine = RegistryCredential.Basic("me", Password, "the login of a test");
    private static readonly string Basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Password}"));

    /// <summary>Everything that could end in a report or a log.</summary>
    private static async Task<string> FailAsync(ScriptedRegistry registry, RegistryCredential? credential = null)
    {
        try
        {
            await ResolveAsync(Source(registry, credential ?? Mine));
        }
        catch (Exception e) when (e is SourceException or MalformedContentException)
        {
            return $"{e} {(e as SourceException)?.Failure ?? (e as MalformedContentException)!.Failure}";
        }

        throw new AssertionException("The fetch did not fail.");
    }

    private static string Error(string message) => $$"""{"errors":[{"code":"DENIED","message":"{{message}}"}]}""";

    private static ScriptedRegistry BasicRegistry(Func<HttpRequestMessage, HttpResponseMessage> answer) => new ScriptedRegistry().On(Manifest,
        request => request.Headers.Authorization is null ? ScriptedRegistry.Challenge("Basic realm=\"x\"") : answer(request));

    private static void HasNone(string text, params string[] more)
    {
        foreach (string secret in (string[])[Password, Basic, Uri.EscapeDataString(Password), Uri.EscapeDataString(Basic), .. more])
            Assert.That(text, Does.Not.Contain(secret).IgnoreCase);
        Assert.That(text, Does.Contain("***"));
    }

    // Each is red without SecretsInUse.CutFrom in RemoteText.Clean.
    [TestCase("wrong password s3cret/pass+word")]
    [TestCase("wrong password S3CRET/PASS+WORD")]
    [TestCase("wrong query password=s3cret%2Fpass%2Bword")]
    public async Task A_registry_that_repeats_the_password_is_not_quoted_with_it(string says)
    {
        using var registry = BasicRegistry(_ => ScriptedRegistry.Answer(HttpStatusCode.Forbidden, Encoding.UTF8.GetBytes(Error(says))));
        string text = await FailAsync(registry);
        HasNone(text);
        Assert.That(text, Does.Contain("DENIED: wrong"));
    }

    [Test]
    public async Task A_registry_that_repeats_the_header_is_not_quoted_with_it()
    {
        using var registry = BasicRegistry(request => ScriptedRegistry.Answer(HttpStatusCode.Forbidden, Encoding.UTF8.GetBytes(Error($"you sent {request.Headers.Authorization}"))));
        HasNone(await FailAsync(registry));
    }

    [Test]
    public async Task A_secret_that_would_be_cut_in_the_middle_goes_whole()
    {
        using var registry = BasicRegistry(_ => ScriptedRegistry.Answer(HttpStatusCode.Forbidden, Encoding.UTF8.GetBytes(Error(new string('x', 280) + Password))));
        HasNone(await FailAsync(registry), Password[..8]);
    }

    [Test]
    public async Task A_header_that_repeats_it_is_not_quoted_with_it()
    {
        using var registry = BasicRegistry(_ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, headers: ("Docker-Content-Digest", $"sha256:{Password}")));
        HasNone(await FailAsync(registry));
    }

    [Test]
    public async Task A_bearer_token_that_is_repeated_is_cut_too()
    {
        using var registry = Protected(answer: _ => """{"token":"t.ok.en"}""");
        registry.On(Manifest, request => request.Headers.Authorization is null
            ? ScriptedRegistry.Challenge($"Bearer realm=\"{Realm}\",service=\"s\",scope=\"repository:acme/app:pull\"")
            : ScriptedRegistry.Answer(HttpStatusCode.Forbidden, Encoding.UTF8.GetBytes(Error($"not with {request.Headers.Authorization}"))));
        HasNone(await FailAsync(registry), "t.ok.en");
    }

    [TestCase("identity")]
    [TestCase("registry")]
    public async Task So_are_identity_and_registry_tokens(string kind)
    {
        using var registry = Protected(accepts: _ => false);
        registry.On(Realm, HttpStatusCode.Forbidden, Error($"no: {Password}"));
        registry.On(Manifest, request => request.Headers.Authorization is null
            ? ScriptedRegistry.Challenge($"Bearer realm=\"{Realm}\",service=\"s\"")
            : ScriptedRegistry.Answer(HttpStatusCode.Forbidden, Encoding.UTF8.GetBytes(Error($"no: {Password}"))));
        HasNone(await FailAsync(registry, kind == "identity" ? RegistryCredential.FromIdentityToken(Password, "x") : RegistryCredential.FromRegistryToken(Password, "x")));
    }

    [Test]
    public async Task A_token_server_that_repeats_it_is_not_quoted_with_it()
    {
        using var registry = Protected();
        registry.On($"{Realm}?service=s&scope={Scope}", HttpStatusCode.Unauthorized, Error($"bad login me:{Password} or {Uri.EscapeDataString(Basic)}"));
        HasNone(await FailAsync(registry));
    }

    [TestCase(null)]
    [TestCase("me")]
    // Red without the identity token in RegistryCredential.BasicParameter as SecretsInUse notes it.
    public async Task An_identity_token_that_was_sent_as_a_password_is_not_quoted_as_it_was_sent(string? username)
    {
        string sent = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{Password}"));
        using var registry = Protected();
        registry.On(Realm, HttpStatusCode.NotFound);
        registry.On($"{Realm}?service=s&scope={Scope}", request => ScriptedRegistry.Answer(HttpStatusCode.Forbidden, Encoding.UTF8.GetBytes(Error($"you sent {request.Headers.Authorization}"))));
        HasNone(await FailAsync(registry, RegistryCredential.FromIdentityToken(Password, "x", username)), sent);
        Assert.That(registry.Requests[^1].Authorization, Is.EqualTo($"Basic {sent}"));
    }

    [Test]
    public async Task A_token_answer_is_not_quoted()
    {
        using var registry = Protected(answer: _ => $$"""{"{{Password}}":1,"{{Password}}":2}""");
        HasNone(await FailAsync(registry));
    }

    [TestCase("https://{0}.evil.example/token")]
    [TestCase("http://{0}.example/token")]
    public async Task A_realm_with_the_secret_in_its_name_is_not_quoted_with_it(string realm)
    {
        realm = string.Format(null, realm, "s3cretword");
        using var registry = new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Challenge($"Bearer realm=\"{realm}\""));
        registry.On($"{realm}?scope={Scope}", HttpStatusCode.Forbidden);
        string text = await FailAsync(registry, RegistryCredential.Basic("me", "s3cretword", "x"));
        Assert.That(text, Does.Not.Contain("s3cretword").And.Contain("***"));
    }

    [Test]
    public async Task A_scope_with_the_secret_is_not_quoted_with_it()
    {
        using var registry = new ScriptedRegistry { Else = _ => ScriptedRegistry.Answer(HttpStatusCode.Forbidden, []) };
        registry.On(Manifest, _ => ScriptedRegistry.Challenge($"Bearer realm=\"{Realm}\",scope=\"repository(s3cretword):acme/app:pull\""));
        string text = await FailAsync(registry, RegistryCredential.Basic("me", "s3cretword", "x"));
        Assert.That(text, Does.Not.Contain("s3cretword").And.Contain("repository(***)"));
    }

    [Test]
    // Red without SecretsInUse.Unless in RegistryTransport.
    public async Task A_broken_connection_that_quotes_the_server_is_not_kept()
    {
        using var registry = BasicRegistry(request => throw new HttpRequestException($"Received an invalid status line: '{request.Headers.Authorization} {Password}'."));
        HasNone(await FailAsync(registry));
    }

    [Test]
    // Red without SecretsInUse.Unless in BodyReader.
    public async Task A_broken_body_that_quotes_the_server_is_not_kept()
    {
        using var registry = BasicRegistry(_ => new(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) });
        HasNone(await FailAsync(registry));
    }

    [Test]
    // Red without the catch in SecretsInUse.WithinAsync.
    public void A_parser_that_quotes_content_is_not_quoted_with_it()
    {
        var error = Assert.ThrowsAsync<MalformedContentException>(() => SecretsInUse.WithinAsync<int>(() =>
        {
            SecretsInUse.Add(Mine);
            throw new MalformedContentException("invalid-manifest", $"It says {Password}.", "an index", Password);
        }))!;
        HasNone($"{error} {error.Failure}");
        Assert.That(error.Failure.Expected, Is.EqualTo("an index"));
    }

    [TestCase("a word", "a%20word")]
    [TestCase("a word", "a+word")]
    [TestCase("word", "a word's word", "a ***'s ***")]
    [TestCase("secretive", "the secretive", "the ***")]
    public async Task All_spellings_go_the_longest_first(string secret, string text, string? rest = null) => Assert.That(
        await SecretsInUse.WithinAsync(() =>
        {
            SecretsInUse.Add(secret);
            SecretsInUse.Add("secret");
            return Task.FromResult(SecretsInUse.CutFrom(text));
        }),
        Is.EqualTo(rest ?? "***"));

    [Test]
    public async Task Fetches_know_only_their_own_secrets()
    {
        string other = await SecretsInUse.WithinAsync(() =>
        {
            SecretsInUse.Add(Mine);
            return SecretsInUse.WithinAsync(() => Task.FromResult(SecretsInUse.CutFrom(Password)));
        });
        Assert.That(other, Is.EqualTo(Password));
        Assert.That(SecretsInUse.CutFrom(Password), Is.EqualTo(Password));
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new HttpIOException(HttpRequestError.InvalidResponse, $"Received chunk header length could not be parsed: '{Password}'.");
    }
}
