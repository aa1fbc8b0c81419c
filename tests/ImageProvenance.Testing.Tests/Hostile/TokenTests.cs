using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ImageProvenance.Testing.Tests;

public sealed class TokenTests(bool overSocket) : HostileFixture(overSocket)
{
    private const string Secret = "s3cr3t+/=";

    private string Host => Client.BaseAddress!.Authority;

    public static IEnumerable<TestCaseData> Realms() =>
    [
        new(Misbehaviour.ForeignRealm, "https://tokens.example/token"),
        new(Misbehaviour.HttpRealm, "http://tokens.example/token"),
        new(Misbehaviour.AddressRealm, "https://192.0.2.10/token"),
        new(Misbehaviour.LinkLocalRealm, "https://169.254.1.1/token"),
        new(Misbehaviour.RealmWithUser, "https://{name}@tokens.example/token"),
        new(Misbehaviour.RedirectingRealm, "http://{host}/token"),
    ];

    [TestCaseSource(nameof(Realms))]
    public async Task A_challenge_names_its_realm_and_any_token_opens_the_registry(Misbehaviour behaviour, string realm)
    {
        using var _ = Registry.Misbehave(behaviour);
        var challenge = (await GetAsync(Tag)).Headers.WwwAuthenticate.Single();

        string expected = realm.Replace("{host}", Host).Replace("{name}", Host.Split(':')[0]);
        Assert.That(challenge.ToString(), Is.EqualTo($"Bearer realm=\"{expected}\",service=\"registry.test\",scope=\"repository:acme/app:pull\""));
        Assert.That((await GetAsync(Tag, "given")).IsSuccessStatusCode);
        if (behaviour != Misbehaviour.RedirectingRealm)
            Assert.That(await (await GetAsync("/token")).Content.ReadAsStringAsync(), Is.EqualTo("""{"token":"given"}"""));
    }

    [Test]
    public async Task The_registrys_own_token_server_redirects_elsewhere_where_a_token_is_given()
    {
        using var _ = Registry.Misbehave(Misbehaviour.RedirectingRealm);
        var response = await GetAsync("/token?scope=a");
        Assert.That((response.StatusCode, Header(response, "Location")), Is.EqualTo((HttpStatusCode.TemporaryRedirect, "https://tokens.example/token?scope=a")));

        using var client = new HttpClient(Registry.CreateHandler());
        Assert.That(await client.GetStringAsync("https://tokens.example/token?scope=a"), Is.EqualTo("""{"token":"given"}"""));
    }

    [Test]
    public async Task A_token_has_no_end()
    {
        using var _ = Registry.Misbehave(Misbehaviour.EndlessToken);
        using var response = await StartGetAsync("/token");
        await using var body = await response.Content.ReadAsStreamAsync();
        byte[] start = new byte[1 << 20];
        await body.ReadExactlyAsync(start);

        Assert.That(Encoding.ASCII.GetString(start), Does.StartWith("{\"token\":\""));
    }

    [Test]
    public async Task No_token_is_good_for_enough()
    {
        using var _ = Registry.Misbehave(Misbehaviour.InsufficientScope);
        string[] tokens = [await (await GetAsync("/token")).Content.ReadAsStringAsync(), await (await GetAsync("/token")).Content.ReadAsStringAsync()];
        var refused = await GetAsync(Tag, "given");

        Assert.That(tokens, Is.Unique);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(refused.Headers.WwwAuthenticate.ToString(), Does.EndWith("scope=\"repository:acme/app:pull\",error=\"insufficient_scope\""));
    }

    [Test]
    public async Task A_token_holds_a_line_break()
    {
        using var _ = Registry.Misbehave(Misbehaviour.TokenWithLineBreak);

        Assert.That(await (await GetAsync("/token")).Content.ReadAsStringAsync(), Is.EqualTo("""{"token":"given\r\nX-Injected: yes"}"""));
    }

    [Test]
    public async Task The_token_server_says_what_it_was_told()
    {
        using var _ = Registry.Misbehave(Misbehaviour.EchoingTokenServer);
        var byHeader = await GetAsync("/token", basic: $"user:{Secret}");
        var byForm = await SendAsync(HttpMethod.Post, "/token", Encoding.UTF8.GetBytes($"refresh_token={Uri.EscapeDataString(Secret)}"), "application/x-www-form-urlencoded");

        Assert.That((byHeader.StatusCode, byForm.StatusCode), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)));
        string header = await byHeader.Content.ReadAsStringAsync();
        Assert.That(header, Does.Contain($"user:{Secret}").And.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Secret}"))));
        Assert.That(await byForm.Content.ReadAsStringAsync(), Does.Contain(Secret));
    }

    [Test]
    public async Task A_token_is_the_secret_and_the_registry_says_both()
    {
        using var _ = Registry.Misbehave(Misbehaviour.EchoingRegistry);
        string answer = await (await GetAsync("/token", basic: $"user:{Secret}")).Content.ReadAsStringAsync();
        string token = answer["{\"token\":\"".Length..^"\"}".Length];
        var refused = await GetAsync(Tag, token);

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain($"Bearer {token}").And.Contain($"user:{Secret}"));
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? bearer = null, string? basic = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (bearer is not null)
            request.Headers.Authorization = new("Bearer", bearer);
        if (basic is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        return Client.SendAsync(request);
    }
}
