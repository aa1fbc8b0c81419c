using System.Net;
using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

/// <summary>Where registries send for a token, and what is told there.</summary>
public sealed class RealmTests
{
    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://registry.example/token", true)]
    [TestCase("docker.io/acme/app:1", "https://registry-1.docker.io", "https://auth.docker.io/token", true)]
    [TestCase("registry.gitlab.com/acme/app:1", "https://registry.gitlab.com", "https://gitlab.com/token", true)]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://auth.docker.io/token", false)]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://evil.example/token", false)]
    [TestCase("docker.io/acme/app:1", "https://registry-1.docker.io", "https://auth.docker.io.evil.example/token", false)]
    [TestCase("docker.io/acme/app:1", "https://registry-1.docker.io", "https://auth.docker.io:8443/token", false)]
    [TestCase("localhost:5000/acme/app:1", "http://localhost:5000", "http://127.0.0.1:5001/token", true)]
    [TestCase("registry-1.docker.io/acme/app:1", "https://registry-1.docker.io", "https://auth.docker.io/token", true)]
    [TestCase("nvcr.io/acme/app:1", "https://nvcr.io", "https://authn.nvidia.com/token", true)]
    [TestCase("registry.example:8443/acme/app:1", "https://registry.example:8443", "https://registry.example/token", true)]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://registry.example:8443/token", true)]
    [TestCase("localhost:5000/acme/app:1", "http://localhost:5000", "https://evil.example/token", false)]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://sub.registry.example/token", false)]
    // Red without RealmRule.MayTellSecrets.
    public async Task CVE_2020_15157_a_secret_goes_only_to_the_registrys_own_token_server(string reference, string host, string realm, bool isTold)
    {
        using var registry = Protected(realm, host: host);
        await ResolveAsync(Source(registry, Login), reference);
        Assert.That(TokenAuthorization(registry), Is.EqualTo(isTold ? "Basic " + Convert.ToBase64String("me:s3cret"u8) : null));
    }

    [TestCase("registry.example/acme/app:1", "https://registry.example", "http://registry.example/token")]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "http://auth.example/token")]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "http://127.0.0.1/token")]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "file:///etc/token")]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "mailto:token@registry.example")]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://user@registry.example/token")]
    [TestCase("registry.example/acme/app:1", "https://registry.example", "https://registry.example@evil.example/token")]
    [TestCase("localhost:5000/acme/app:1", "http://localhost:5000", "http://evil.example/token")]
    // Red without RealmRule.MayAsk.
    public void CVE_2019_10214_a_token_server_without_https_is_not_asked(string reference, string host, string realm)
    {
        using var registry = Protected(realm, host: host);
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login), reference))!.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("https://xn--\u00e9/token")]
    [TestCase("token")]
    // Red without RemoteUri's catch: the framework's exception would leave the client.
    public void A_realm_that_is_no_address_is_no_challenge(string realm)
    {
        using var registry = Protected(realm);
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login)))!.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("http://plain.example:81/token", true)]
    [TestCase("http://auth.example/token", true)]
    [TestCase("http://auth.example:81/token", false)]
    [TestCase("http://other.example/token", false)]
    public async Task Plain_http_is_spoken_to_token_servers_that_the_caller_named(string realm, bool isAsked)
    {
        var options = new RegistryOptions { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("plain.example"), RegistryName.Parse("auth.example") } };
        using var registry = Protected(realm, host: "http://plain.example");
        try
        {
            await ResolveAsync(Source(registry, Login, options), "plain.example/acme/app:1");
        }
        catch (SourceException)
        {
        }

        Assert.That(registry.Requests.Count(request => request.Uri.AbsolutePath == "/token"), Is.EqualTo(isAsked ? 1 : 0));
        Assert.That(registry.Requests.Select(request => request.Authorization), Has.None.StartsWith("Basic"));
    }

    [TestCase("registry.example", "http://registry.example/token", false)]
    [TestCase("docker.io", "http://auth.docker.io/token", false)]
    [TestCase("registry.example", "ftp://registry.example/token", false)]
    [TestCase("registry.example", "https://registry.example/token", true)]
    // Red without RealmRule.MayTellSecrets' own look at the scheme; MayAsk stands before it.
    public void Secrets_are_told_over_https_whoever_asks(string registry, string realm, bool isTold) =>
        Assert.That(RealmRule.MayTellSecrets(RegistryName.Parse(registry), new Uri(realm), RegistryOptions.Default), Is.EqualTo(isTold));

    [TestCase("https://10.0.0.5/token")]
    [TestCase("https://127.0.0.1/token")]
    [TestCase("https://[::1]/token")]
    [TestCase("https://169.254.169.254/token")]
    [TestCase("https://[fe80::1]/token")]
    [TestCase("https://[::ffff:169.254.169.254]/token")]
    // Red without RealmRule.MayTellSecrets.
    public async Task CVE_2020_15157_a_realm_that_is_an_address_gets_no_secret(string realm)
    {
        using var registry = Protected(realm);
        try
        {
            await ResolveAsync(Source(registry, Login));
        }
        catch (SourceException)
        {
        }

        Assert.That(registry.Requests.Select(request => request.Authorization), Has.None.StartsWith("Basic"));
    }

    [TestCase("auth.corp.example", "https://auth.corp.example/token", true)]
    [TestCase("auth.corp.example:443", "https://auth.corp.example/token", true)]
    [TestCase("auth.corp.example:8443", "https://auth.corp.example:8443/token", true)]
    [TestCase("auth.corp.example", "https://auth.corp.example:8443/token", false)]
    [TestCase("auth.corp.example", "https://auth.corp.example.evil.example/token", false)]
    public async Task A_token_server_that_the_host_names_is_told_the_secrets_of_its_registry(string server, string realm, bool isTold)
    {
        var options = new RegistryOptions
        {
            TokenServers = new Dictionary<RegistryName, IReadOnlySet<RegistryName>> { [RegistryName.Parse("registry.example")] = new HashSet<RegistryName> { RegistryName.Parse(server) } },
        };
        using var registry = Protected(realm);
        await ResolveAsync(Source(registry, Login, options));
        Assert.That(TokenAuthorization(registry) is not null, Is.EqualTo(isTold));

        using var other = Protected(realm, host: "https://other.example");
        await ResolveAsync(Source(other, Login, options), "other.example/acme/app:1");
        Assert.That(TokenAuthorization(other), Is.Null);
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
    public void A_login_that_was_withheld_is_said_to_be()
    {
        using var registry = Protected("https://evil.example/token");
        registry.On($"https://evil.example/token?service=s&scope={Scope}", HttpStatusCode.Forbidden);
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login)))!.Message, Does.Contain("is not sent to evil.example"));
    }
}
