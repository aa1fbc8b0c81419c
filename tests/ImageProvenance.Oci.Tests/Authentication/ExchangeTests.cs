using System.Net;
using System.Text;
using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

/// <summary>Identity tokens, and token servers that know no exchange of them.</summary>
public sealed class ExchangeTests
{
    private static readonly RegistryCredential Token = RegistryCredential.FromIdentityToken("id/token", "a test");
    private static readonly RegistryCredential TokenOfUser = RegistryCredential.FromIdentityToken("id/token", "a test", "me");

    private static ScriptedRegistry Answering(HttpStatusCode status)
    {
        var registry = Protected();
        return registry.On(Realm, status, """{"errors":[{"code":"UNSUPPORTED","message":"no exchange"}]}""");
    }

    [TestCase(HttpStatusCode.NotFound, false)]
    [TestCase(HttpStatusCode.BadRequest, false)]
    [TestCase(HttpStatusCode.Unauthorized, false)]
    [TestCase(HttpStatusCode.NotFound, true)]
    [TestCase(HttpStatusCode.MethodNotAllowed, true)]
    public async Task A_server_without_the_exchange_is_asked_as_all_servers_can_be(HttpStatusCode status, bool hasUser)
    {
        using var registry = Answering(status);
        await ResolveAsync(Source(registry, hasUser ? TokenOfUser : Token));
        var (post, get) = (registry.Requests[1], registry.Requests[2]);
        Assert.Multiple(() =>
        {
            Assert.That((post.Method, post.Authorization), Is.EqualTo((HttpMethod.Post, (string?)null)));
            Assert.That(get.Method, Is.EqualTo(HttpMethod.Get));
            Assert.That(get.Authorization, Is.EqualTo("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(hasUser ? "me:id/token" : ":id/token"))));
            Assert.That(registry.Requests, Has.Count.EqualTo(4));
        });
    }

    [TestCase(HttpStatusCode.MethodNotAllowed)]
    [TestCase(HttpStatusCode.Forbidden)]
    [TestCase(HttpStatusCode.TooManyRequests)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    public void Any_other_answer_stands(HttpStatusCode status)
    {
        using var registry = Answering(status);
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Token)));
        Assert.That(registry.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void An_identity_token_is_no_password_for_the_registry()
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Challenge("Basic realm=\"x\""));
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, TokenOfUser)));
        Assert.That(registry.Requests.Single().Authorization, Is.Null);
    }

    [Test]
    // Red without RealmRule.MayTellSecrets.
    public async Task CVE_2020_15157_a_foreign_realm_gets_no_identity_token()
    {
        using var registry = Protected("https://evil.example/token");
        await ResolveAsync(Source(registry, Token));
        Assert.That(registry.Requests.Select(request => (request.Method, request.Body)), Is.All.EqualTo((HttpMethod.Get, (string?)null)));
        Assert.That(TokenAuthorization(registry), Is.Null);
    }
}
