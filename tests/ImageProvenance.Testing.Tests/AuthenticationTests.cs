using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ImageProvenance.Testing.Tests;

public sealed class AuthenticationTests(bool overSocket) : RegistryFixture(overSocket)
{
    private const string Manifest = "/v2/acme/app/manifests/1";

    [SetUp]
    public async Task Start()
    {
        await StartAsync(new());
        Registry.Push("acme/app:1", TestImage.FromScratch());
    }

    [Test]
    public async Task Basic_takes_the_one_user_and_challenges_all_others()
    {
        Registry.RequireBasic("user", "secret");
        var anonymous = await GetAsync(Manifest);

        Assert.That(anonymous.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(anonymous.Headers.WwwAuthenticate.Single().Scheme, Is.EqualTo("Basic"));
        Assert.That((await GetAsync(Manifest, Basic("user:wrong"))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await GetAsync(Manifest, Basic("user:secret"))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_challenge_leads_to_a_token_that_opens_the_repository_it_is_for()
    {
        Registry.RequireBearer("user", "secret");
        var challenge = (await GetAsync(Manifest)).Headers.WwwAuthenticate.Single();
        Assert.That(challenge.Scheme, Is.EqualTo("Bearer"));
        Assert.That(challenge.Parameter, Does.EndWith("/token\",service=\"registry.test\",scope=\"repository:acme/app:pull\""));

        string token = await TokenAsync("repository:acme/app:pull");
        Assert.That((await GetAsync(Manifest, new("Bearer", token))).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        var other = await GetAsync("/v2/acme/other/manifests/1", new("Bearer", token));
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(other.Headers.WwwAuthenticate.Single().Parameter, Does.Contain("error=\"insufficient_scope\""));
    }

    [Test]
    public async Task A_token_expires_by_the_clock()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        Registry.RequireBearer(new TokenService { User = "user", Password = "secret", Clock = clock, Lifetime = TimeSpan.FromMinutes(1) });
        string token = await TokenAsync("repository:acme/app:pull");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That((await GetAsync(Manifest, new("Bearer", token))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("grant_type=password&username=user&password=secret", 200)]
    [TestCase("grant_type=refresh_token&refresh_token=secret", 200)]
    [TestCase("grant_type=password&username=user&password=wrong", 401)]
    [TestCase("", 401)]
    public async Task Tokens_are_issued_by_POST_too(string form, int status)
    {
        Registry.RequireBearer("user", "secret");
        var response = await PostTokenAsync(form);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_token_server_may_grant_less_than_it_is_asked_for()
    {
        Registry.RequireBearer(new TokenService { User = "user", Password = "secret", Grant = scope => scope.EndsWith(":pull", StringComparison.Ordinal) ? null : scope });
        var refused = await GetAsync(Manifest, new("Bearer", await TokenAsync("repository:acme/app:pull")));
        Assert.That(refused.Headers.WwwAuthenticate.Single().Parameter, Does.Contain("error=\"insufficient_scope\""));

        string enough = await TokenAsync("repository:acme/app:pull,push");
        Assert.That((await GetAsync(Manifest, new("Bearer", enough))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_refresh_token_is_given_to_who_asks_for_one_and_taken_in_place_of_the_password()
    {
        Registry.RequireBearer(new TokenService { User = "user", Password = "secret", RefreshToken = "refresh" });
        var offline = await PostTokenAsync("grant_type=password&username=user&password=secret&access_type=offline");
        using var json = JsonDocument.Parse(await offline.Content.ReadAsStringAsync());

        Assert.That(json.RootElement.GetProperty("refresh_token").GetString(), Is.EqualTo("refresh"));
        Assert.That((await PostTokenAsync("grant_type=refresh_token&refresh_token=refresh")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await PostTokenAsync("grant_type=refresh_token&refresh_token=secret")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await (await PostTokenAsync("grant_type=refresh_token&refresh_token=refresh")).Content.ReadAsStringAsync(), Does.Not.Contain("refresh_token"));
    }

    [Test]
    public async Task A_token_server_may_not_know_OAuth2()
    {
        Registry.RequireBearer(new TokenService { User = "user", Password = "secret", HasOAuth2 = false });

        Assert.That((await PostTokenAsync("grant_type=refresh_token&refresh_token=secret")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await TokenAsync("repository:acme/app:pull"), Is.Not.Empty);
    }

    [Test]
    public async Task Tokens_may_be_for_anybody_and_from_another_host()
    {
        Registry.RequireBearer(new TokenService { Realm = new("https://auth.test/jwt/auth") });

        Assert.That((await GetAsync(Manifest)).Headers.WwwAuthenticate.Single().Parameter, Does.StartWith("realm=\"https://auth.test/jwt/auth\""));
        Assert.That((await GetAsync("/jwt/auth?scope=repository:acme/app:pull")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_log_shows_which_host_a_secret_went_to()
    {
        await GetAsync(Manifest, Basic("user:secret"));

        var request = Registry.Requests.Single();
        Assert.That(request.Header("authorization"), Does.StartWith("Basic "));
        Assert.That(request.Host, Is.EqualTo(Client.BaseAddress!.Authority));
    }

    private static AuthenticationHeaderValue Basic(string credentials) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));

    private Task<HttpResponseMessage> GetAsync(string path, AuthenticationHeaderValue authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = authorization;
        return Client.SendAsync(request);
    }

    private Task<HttpResponseMessage> PostTokenAsync(string form) =>
        SendAsync(HttpMethod.Post, "/token", Encoding.UTF8.GetBytes(form + "&scope=repository:acme/app:pull"), "application/x-www-form-urlencoded");

    private async Task<string> TokenAsync(string scope)
    {
        var response = await GetAsync($"/token?service=registry.test&scope={scope}", Basic("user:secret"));
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("token").GetString()!;
    }
}
