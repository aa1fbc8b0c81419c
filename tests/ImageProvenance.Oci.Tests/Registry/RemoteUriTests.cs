using System.Net;

namespace ImageProvenance.Oci.Tests;

/// <summary>Hosts that the framework takes, and throws at when they are looked at. All are red without the catch in RemoteUri.</summary>
public sealed class RemoteUriTests
{
    private const string Nowhere = "https://xn--é/x";

    [Test]
    public void They_are_no_addresses()
    {
        var home = new Uri("https://registry.example/");
        Assert.Multiple(() =>
        {
            Assert.That(Uri.TryCreate(Nowhere, UriKind.Absolute, out _), "else the test would prove nothing");
            Assert.That(RemoteUri.Read(Nowhere), Is.Null);
            Assert.That(RemoteUri.Read(home, Nowhere), Is.Null);
            Assert.That(RemoteUri.Read(home, new Uri(Nowhere)), Is.Null);
            Assert.That(RemoteUri.Read(home, "/x")?.AbsoluteUri, Is.EqualTo("https://registry.example/x"));
        });
    }

    [Test]
    public void A_redirect_to_one_is_a_broken_place()
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Redirect(Nowhere));
        var source = new RegistryImageSource(registry);
        Assert.ThrowsAsync<SourceException>(async () => await source.ResolveAsync(ImageLocation.Parse("registry.example/acme/app:1"), 4 << 20, new(Limits.Default), default));
    }

    [Test]
    public void A_next_page_at_one_is_a_broken_place()
    {
        using var page = ScriptedRegistry.Answer(HttpStatusCode.OK, [], headers: ("Link", $"<{Nowhere}>; rel=\"next\""));
        Assert.Throws<SourceException>(() => LinkHeader.Next(page, new("https://registry.example/v2/list")));
    }
}
