namespace ImageProvenance.Oci.Tests;

/// <summary>Targets that need no DNS to be seen through are judged over any handler, as behind a proxy. All are red without RegistryTransport's RefuseLiteral.</summary>
public sealed class LiteralTargetTests
{
    private static readonly Content Image = Content.Image();

    private static readonly string[] Inner =
    [
        "https://10.0.0.5/x", "https://127.0.0.1/x", "https://localhost/x", "https://x.localhost/x", "https://[::1]/x", "https://169.254.169.254/latest/meta-data/",
        "https://0x7f.1/x", "https://[::ffff:10.0.0.5]/x", "https://[fd00:ec2::254]/x",
    ];

    private static ValueTask<FetchedContent> ResolveAsync(ScriptedRegistry registry, string reference, RegistryOptions? options = null) =>
        new RegistryImageSource(registry, options: options).ResolveAsync(ImageLocation.Parse(reference), 4 << 20, new(Limits.Default), default);

    private static void IsRefused(ScriptedRegistry registry, string reference)
    {
        var error = Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(registry, reference))!;
        Assert.That(error.Failure.Code, Is.EqualTo("refused-address"));
    }

    [TestCaseSource(nameof(Inner))]
    public void A_public_registry_cannot_redirect_to_an_inner_address(string target)
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Redirect(target));
        IsRefused(registry, "registry.example/acme/app:1");
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Inner))]
    public void CVE_2020_15157_a_realm_at_an_inner_address_is_not_even_asked_anonymously(string realm)
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Challenge($"Bearer realm=\"{realm}\""));
        IsRefused(registry, "registry.example/acme/app:1");
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("10.0.0.5:5000", "https://10.0.0.6/x")]
    [TestCase("10.0.0.5:5000", "https://10.0.0.5/x")]
    [TestCase("localhost:5000", "https://127.0.0.1:5001/x")]
    [TestCase("[::1]:5000", "https://10.0.0.6/x")]
    public async Task A_registry_that_is_inside_itself_can(string host, string target)
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Redirect(target))
            .On("/x", _ => ScriptedRegistry.Answer(System.Net.HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest));
        await ResolveAsync(registry, $"{host}/acme/app:1");
    }

    [TestCase("10.0.0.5:5000", "https://localhost/x")]
    [TestCase("localhost:5000", "https://169.254.169.254/x")]
    public void But_no_further_inside(string host, string target)
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Redirect(target));
        IsRefused(registry, $"{host}/acme/app:1");
    }

    [Test]
    public void No_registry_is_at_a_link_local_address()
    {
        using var registry = new ScriptedRegistry();
        IsRefused(registry, "169.254.169.254/acme/app:1");
        Assert.That(registry.Requests, Is.Empty);
    }

    [Test]
    public async Task A_private_address_that_the_caller_names_may_be_led_to()
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Redirect("https://10.0.0.5/x"))
            .On("/x", _ => ScriptedRegistry.Answer(System.Net.HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest));
        await ResolveAsync(registry, "registry.example/acme/app:1", new() { PrivateHosts = new HashSet<RegistryName> { RegistryName.Parse("10.0.0.5") } });
    }
}
