using System.Net;

namespace ImageProvenance.Oci.Tests;

public sealed class RedirectTests
{
    private const string Manifest = "https://registry.example/v2/acme/app/manifests/1";
    private static readonly Content Image = Content.Image();

    private static async Task<FetchedContent> ResolveAsync(ScriptedRegistry registry, string reference = "registry.example/acme/app:1") =>
        await new RegistryImageSource(registry, new OneCredential(RegistryCredential.Basic("me", "secret", "a test")))
            .ResolveAsync(ImageLocation.Parse(reference), 4 << 20, new(Limits.Default), default);

    private static HttpResponseMessage Served(HttpRequestMessage request) => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest);

    // Incidents GHSA-vh4v-2xq2-g5cg, CVE-2026-50151, CVE-2021-41092. Red where Authorization goes along with every hop.
    [Test]
    public async Task GHSA_vh4v_2xq2_g5cg_credentials_follow_a_redirect_within_the_registry_and_no_further()
    {
        using var registry = new ScriptedRegistry()
            .On(Manifest, request => request.Headers.Authorization is null ? ScriptedRegistry.Challenge("Basic realm=\"x\"") : ScriptedRegistry.Redirect("/moved"))
            .On("https://registry.example/moved", _ => ScriptedRegistry.Redirect("https://storage.example/blob?signature=1"))
            .On("https://storage.example/blob?signature=1", Served);
        await ResolveAsync(registry);
        Assert.That(registry.Requests.Select(request => (request.Uri.Host, request.Authorization is not null)),
            Is.EqualTo(new[] { ("registry.example", false), ("registry.example", true), ("registry.example", true), ("storage.example", false) }));
    }

    // Incident CVE-2025-27403: a token went to a host that was taken for the registry's. Red where origins are compared by host, or by prefix.
    [TestCase("https://registry.example:444/x")]
    [TestCase("https://registry.example.evil/x")]
    public async Task CVE_2025_27403_another_port_or_a_longer_name_is_another_origin(string target)
    {
        using var registry = new ScriptedRegistry()
            .On(Manifest, request => request.Headers.Authorization is null ? ScriptedRegistry.Challenge("Basic realm=\"x\"") : ScriptedRegistry.Redirect(target))
            .On(target, Served);
        await ResolveAsync(registry);
        Assert.That(registry.Requests[^1].Authorization, Is.Null);
    }

    [Test]
    public void A_challenge_from_another_host_is_not_answered()
    {
        using var registry = new ScriptedRegistry()
            .On(Manifest, _ => ScriptedRegistry.Redirect("https://elsewhere.example/x"))
            .On("https://elsewhere.example/x", _ => ScriptedRegistry.Challenge("Basic realm=\"x\""));
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry))!.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(registry.Requests.Select(request => request.Authorization), Is.All.Null);
    }

    [TestCase("http://registry.example/x")]
    [TestCase("ftp://registry.example/x")]
    [TestCase("file:///etc/passwd")]
    [TestCase("https://user:password@registry.example/x")]
    [TestCase("//")]
    [TestCase("//:99999/x")]
    public void A_redirect_to_where_no_client_should_go_is_refused(string target)
    {
        using var registry = new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Redirect(target)).On("http://registry.example/x", Served);
        var error = Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry))!;
        Assert.That(error.Kind, Is.EqualTo(SourceErrorKind.ServerError));
        Assert.That(error.ToString(), Does.Not.Contain("password@"));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(5, true)]
    [TestCase(6, false)]
    public async Task Five_redirects_are_followed(int hops, bool succeeds)
    {
        using var registry = new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Redirect("https://registry.example/1"));
        for (int hop = 1; hop < hops; hop++)
        {
            string next = $"https://registry.example/{hop + 1}";
            registry.On($"https://registry.example/{hop}", _ => ScriptedRegistry.Redirect(next));
        }

        registry.On($"https://registry.example/{hops}", Served);
        if (succeeds)
            await ResolveAsync(registry);
        else
            Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry));
        Assert.That(registry.Requests, Has.Count.EqualTo(6));
    }

    // Red without RedirectRule's check of plain HTTP.
    [TestCase("http://storage.example/x", false)]
    [TestCase("http://plain.example:5001/x", false)]
    [TestCase("http://listed.example/x", true)]
    [TestCase("http://plain.example/x", true)]
    [TestCase("https://storage.example/x", true)]
    public async Task CVE_2019_10214_plain_HTTP_for_one_registry_is_for_no_other(string target, bool isFollowed)
    {
        var options = new RegistryOptions { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("plain.example"), RegistryName.Parse("listed.example") } };
        using var registry = new ScriptedRegistry().On("http://plain.example/v2/acme/app/manifests/1", _ => ScriptedRegistry.Redirect(target)).On(target, Served);
        var source = new RegistryImageSource(registry, options: options);
        async Task ResolveAsync() => await source.ResolveAsync(ImageLocation.Parse("plain.example/acme/app:1"), 4 << 20, new(Limits.Default), default);
        if (isFollowed)
            await ResolveAsync();
        else
            Assert.ThrowsAsync<SourceException>(ResolveAsync);
        Assert.That(registry.Requests, Has.Count.EqualTo(isFollowed ? 2 : 1));
    }

    // Red without RedirectRule's check of https to http.
    [Test]
    public void A_server_that_is_listed_for_plain_HTTP_is_not_led_to_from_https()
    {
        var options = new RegistryOptions { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("listed.example") } };
        using var registry = new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Redirect("http://listed.example/x")).On("http://listed.example/x", Served);
        var source = new RegistryImageSource(registry, options: options);
        Assert.ThrowsAsync<SourceException>(async () => await source.ResolveAsync(ImageLocation.Parse("registry.example/acme/app:1"), 4 << 20, new(Limits.Default), default));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    // Red without RedirectRule's check of schemes.
    [TestCase("ftp://localhost:5000/x")]
    [TestCase("file:///etc/passwd")]
    [TestCase("gopher://localhost/x")]
    public void Plain_HTTP_leads_to_nothing_but_HTTP(string target)
    {
        using var registry = new ScriptedRegistry().On("http://localhost:5000/v2/acme/app/manifests/1", _ => ScriptedRegistry.Redirect(target)).On(target, Served);
        Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry, "localhost:5000/acme/app:1"));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_query_of_a_signed_address_is_in_no_message()
    {
        using var registry = new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Redirect("https://storage.example/blob?signature=secret1"))
            .On("https://storage.example/blob?signature=secret1", _ => ScriptedRegistry.Redirect("http://storage.example/blob?signature=secret2"));
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry))!.ToString(), Does.Not.Contain("secret1").And.Not.Contain("secret2"));
        registry.On("https://storage.example/blob?signature=secret1", System.Net.HttpStatusCode.ServiceUnavailable);
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry))!.ToString(), Does.Not.Contain("secret1"));
        registry.On(Manifest, _ => ScriptedRegistry.Redirect("https://10.0.0.5/blob?signature=secret3"));
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry))!.ToString(), Does.Not.Contain("secret3"));
        registry.Before = (request, _) => request.RequestUri!.Host == "storage.example" ? throw new HttpRequestException("broken") : Task.CompletedTask;
        registry.On(Manifest, _ => ScriptedRegistry.Redirect("https://storage.example/blob?signature=secret1"));
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry))!.ToString(), Does.Not.Contain("secret1"));
    }

    // Red where RegistryClient gives the authorization by origin alone, as Go's client did (CVE-2024-45336).
    [Test]
    public void Who_was_led_away_comes_back_without_credentials_and_answers_no_challenge()
    {
        using var registry = new ScriptedRegistry()
            .On(Manifest, request => request.Headers.Authorization is null ? ScriptedRegistry.Challenge("Basic realm=\"x\"") : ScriptedRegistry.Redirect("https://elsewhere.example/x"))
            .On("https://elsewhere.example/x", _ => ScriptedRegistry.Redirect("https://registry.example/v2/acme/private/manifests/1"))
            .On("https://registry.example/v2/acme/private/manifests/1", request => request.Headers.Authorization is null ? ScriptedRegistry.Challenge("Basic realm=\"x\"") : Served(request));
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry))!.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(registry.Requests.Select(request => (request.Uri.Host, request.Authorization is not null)),
            Is.EqualTo(new[] { ("registry.example", false), ("registry.example", true), ("elsewhere.example", false), ("registry.example", false) }));
    }

    [Test]
    public void What_a_redirects_host_repeats_of_a_secret_is_in_no_message()
    {
        using var registry = new ScriptedRegistry()
            .On(Manifest, request => request.Headers.Authorization is null ? ScriptedRegistry.Challenge("Basic realm=\"x\"") : ScriptedRegistry.Redirect("https://secret.elsewhere.example/x"))
            .On("https://secret.elsewhere.example/x", _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        var options = new RegistryOptions { Retries = Retries.None };
        var source = new RegistryImageSource(registry, new OneCredential(RegistryCredential.Basic("me", "secret", "a test")), options);
        var error = Assert.ThrowsAsync<SourceException>(() => source.ResolveAsync(ImageLocation.Parse("registry.example/acme/app:1"), 4 << 20, new(Limits.Default), default).AsTask())!;
        Assert.That(error.Message, Does.Contain("elsewhere.example").And.Not.Contain("secret"));
    }
}
