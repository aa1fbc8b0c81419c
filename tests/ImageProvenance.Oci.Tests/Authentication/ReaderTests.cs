using System.Net;
using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

/// <summary>Refusals say as whom was asked, and where a login was sought.</summary>
public sealed class ReaderTests
{
    private static string Refused(HttpStatusCode status, ICredentialStore? store, RegistryOptions? options = null)
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Answer(status, []));
        var source = new RegistryImageSource(registry, store, options);
        return Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(source))!.Message;
    }

    [Test]
    public void A_login_is_named_by_its_source([Values(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests)] HttpStatusCode status) =>
        Assert.That(Refused(status, new OneCredential(Login)), Does.Contain("the login of a test").And.Not.Contain("anonymous"));

    [Test]
    public void An_anonymous_reader_learns_where_a_login_was_sought([Values(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests)] HttpStatusCode status) =>
        Assert.That(Refused(status, new OneCredential(null)), Does.Contain("an anonymous reader (no login for registry.example in a test)"));

    [Test]
    public void Who_uses_no_credentials_is_told_that() =>
        Assert.That(Refused(HttpStatusCode.Forbidden, null), Does.Contain("an anonymous reader (no credentials in use)"));

    [Test]
    public void Over_plain_http_no_login_is_even_sought()
    {
        var options = new RegistryOptions { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("registry.example") } };
        Assert.That(Refused(HttpStatusCode.Forbidden, new OneCredential(Login), options), Does.Contain("an anonymous reader (no credentials are sent over plain HTTP)"));
    }
}
