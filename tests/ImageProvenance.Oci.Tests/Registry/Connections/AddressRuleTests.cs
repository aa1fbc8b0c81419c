using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using System.Text;

namespace ImageProvenance.Oci.Tests;

/// <summary>Where requests go and where not, over sockets and with names of the test's own.</summary>
public sealed class AddressRuleTests
{
    private const string Reference = "registry.example/acme/app:1";
    private const string Manifest = "registry.example/v2/acme/app/manifests/1";
    private const string Stored = "storage.example/blob";
    private const string Realm = "Bearer realm=\"https://auth.example/token\",service=\"s\",scope=\"repository:acme/app:pull\"";
    private const string Token = "auth.example/token?service=s&scope=repository%3Aacme%2Fapp%3Apull";
    private static readonly Content Image = Content.Image();

    private TestCertificates _certificates = null!;
    private LocalServer _server = null!;
    private TestNetwork _network = null!;

    [SetUp]
    public async Task SetUp()
    {
        _certificates = new();
        _server = (await LocalServer.StartAsync(_certificates.Server("registry.example", "other.example", "storage.example", "auth.example", "localhost", "10.0.0.5", "127.0.0.1")))
            .On(Manifest, Image.Bytes, MediaTypes.OciManifest)
            .On(Stored, Image.Bytes, MediaTypes.OciManifest)
            .On(Token, Encoding.UTF8.GetBytes("""{"token":"t"}"""), "application/json");
        _network = new TestNetwork { Connections = connections => connections.CertificateAuthority(_certificates.Root) }.At(_server, "1.1.1.1", "10.0.0.5", "127.0.0.1", "169.254.169.254");
    }

    [TearDown]
    public async Task TearDown()
    {
        _network.Dispose();
        await _server.DisposeAsync();
        _certificates.Dispose();
    }

    [TestCase("1.1.1.1")]
    [TestCase("10.0.0.5")]
    [TestCase("127.0.0.1")]
    public async Task A_registry_is_read_wherever_it_is(string address)
    {
        await _network.Name("registry.example", address).ResolveAsync(Reference);
        Assert.That(_network.Connected, Is.EqualTo(new[] { address }));
    }

    // Red without AddressRule.Choose in CheckedConnector.
    [Test]
    public void No_registry_is_where_clouds_keep_their_metadata()
    {
        var error = _network.Name("registry.example", "169.254.169.254").Refused(Reference);
        Assert.That(error.Message, Does.Contain("registry.example is at 169.254.169.254"));
        Assert.That(_network.Connected, Is.Empty);
    }

    [TestCase("1.1.1.1", "1.1.1.1", true)]
    [TestCase("1.1.1.1", "10.0.0.5", false)]
    [TestCase("1.1.1.1", "127.0.0.1", false)]
    [TestCase("1.1.1.1", "169.254.169.254", false)]
    [TestCase("10.0.0.5", "1.1.1.1", true)]
    [TestCase("10.0.0.5", "10.0.0.5", true)]
    [TestCase("10.0.0.5", "127.0.0.1", false)]
    [TestCase("10.0.0.5", "169.254.169.254", false)]
    [TestCase("127.0.0.1", "1.1.1.1", true)]
    [TestCase("127.0.0.1", "10.0.0.5", true)]
    [TestCase("127.0.0.1", "127.0.0.1", true)]
    [TestCase("127.0.0.1", "169.254.169.254", false)]
    public async Task A_redirect_leads_no_further_inside_than_the_registry_is(string registry, string storage, bool isFollowed)
    {
        _server.OnRedirect(Manifest, $"https://{Stored}");
        _network.Name("registry.example", registry).Name("storage.example", storage);
        if (isFollowed)
        {
            await _network.ResolveAsync(Reference);
            return;
        }

        var error = _network.Refused(Reference);
        Assert.That(error.Message, Does.Contain($"storage.example is at {storage}"));
        Assert.That(_network.Connected, Is.EqualTo(new[] { registry }));
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    // Red without AddressRule.Choose in CheckedConnector.
    [Test]
    public void Go_containerregistry_2440_a_realm_whose_name_leads_to_a_private_address_is_not_asked()
    {
        _server.OnChallenge(Manifest, Realm);
        _network.Name("registry.example", "1.1.1.1").Name("auth.example", "10.0.0.5");
        Assert.That(_network.Refused(Reference).Message, Does.Contain("auth.example is at 10.0.0.5"));
        Assert.That(_network.Connected, Is.EqualTo(new[] { "1.1.1.1" }));
    }

    [Test]
    public async Task A_private_registry_has_its_token_server_in_its_network()
    {
        _server.OnChallenge(Manifest, Realm);
        await _network.Name("registry.example", "10.0.0.5").Name("auth.example", "10.0.0.5").ResolveAsync(Reference);
        Assert.That(_server.Requests[^1].Authorization, Is.EqualTo("Bearer t"));
    }

    // Red without AddressRule.Choose in CheckedConnector.
    [Test]
    public void Go_containerregistry_2291_a_redirect_to_the_metadata_address_after_a_clean_realm_is_not_followed()
    {
        _server.OnRedirect(Manifest, "https://storage.example/latest/meta-data/").OnChallenge(Manifest, Realm);
        _network.Name("registry.example", "1.1.1.1").Name("auth.example", "1.1.1.1").Name("storage.example", "169.254.169.254");
        _network.Refused(Reference);
        Assert.That(_network.Connected, Is.All.EqualTo("1.1.1.1"));
    }

    [Test]
    public async Task Of_a_name_with_addresses_inside_and_outside_the_outer_ones_are_used()
    {
        _server.OnRedirect(Manifest, $"https://{Stored}");
        await _network.Name("registry.example", "1.1.1.1").Name("storage.example", "10.0.0.5", "169.254.169.254", "1.1.1.1").ResolveAsync(Reference);
        Assert.That(_network.Connected, Is.All.EqualTo("1.1.1.1"));
    }

    [Test]
    public async Task The_next_address_of_a_name_is_tried_where_nobody_answers_at_the_first()
    {
        await _network.Name("registry.example", "2606:4700::1111", "1.0.0.1", "1.1.1.1").ResolveAsync(Reference);
        Assert.That(_network.Connected, Is.EqualTo(new[] { "2606:4700::1111", "1.0.0.1", "1.1.1.1" }));
    }

    [Test]
    public void Where_nobody_answers_the_network_is_at_fault()
    {
        _network.Name("registry.example", "1.0.0.1");
        Assert.That(Assert.ThrowsAsync<SourceException>(() => _network.ResolveAsync(Reference))!.Kind, Is.EqualTo(SourceErrorKind.Network));
        Assert.That(Assert.ThrowsAsync<SourceException>(() => _network.ResolveAsync("nowhere.example/acme/app:1"))!.Kind, Is.EqualTo(SourceErrorKind.Network));
        _network.Name("registry.example");
        Assert.That(Assert.ThrowsAsync<SourceException>(() => _network.ResolveAsync(Reference))!.Kind, Is.EqualTo(SourceErrorKind.Network));
    }

    // Red when CheckedConnector looks the name up again to connect.
    [Test]
    public async Task DNS_cannot_answer_the_check_one_thing_and_the_connection_another()
    {
        var answers = new Queue<string>(["1.1.1.1", "10.0.0.5", "10.0.0.5"]);
        _server.OnRedirect(Manifest, $"https://{Stored}");
        await _network.Name("registry.example", "1.1.1.1").Name("storage.example", () => [answers.Dequeue()]).ResolveAsync(Reference);
        Assert.That(_network.Lookups, Is.EqualTo(new[] { "registry.example", "storage.example" }));
        Assert.That(_network.Connected, Is.All.EqualTo("1.1.1.1"));
    }

    // Red when ReachedZones.Record keeps what came last.
    [Test]
    public async Task A_registry_that_was_public_once_gains_nothing_by_moving_inside()
    {
        string address = "1.1.1.1";
        _server.On("registry.example/v2/acme/app/manifests/2", context =>
        {
            context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
            return Task.CompletedTask;
        });
        _server.OnRedirect("registry.example/v2/acme/app/manifests/3", $"https://{Stored}");
        _network.Name("registry.example", () => [address]).Name("storage.example", "10.0.0.5");
        var source = _network.Source();
        await source.ResolveAsync(ImageLocation.Parse(Reference), 4 << 20, new(Limits.Default), default);

        // The connection is dropped, and the next one leads inside.
        Assert.ThrowsAsync<SourceException>(async () => await source.ResolveAsync(ImageLocation.Parse("registry.example/acme/app:2"), 4 << 20, new(Limits.Default), default));
        address = "10.0.0.5";
        var error = Assert.ThrowsAsync<SourceException>(async () => await source.ResolveAsync(ImageLocation.Parse("registry.example/acme/app:3"), 4 << 20, new(Limits.Default), default))!;
        Assert.That(error.Kind, Is.EqualTo(SourceErrorKind.RefusedAddress));
        Assert.That(_network.Connected, Does.Contain("10.0.0.5"), "the registry itself, at its new place");
        Assert.That(_server.Requests.Select(request => request.Address), Does.Not.Contain(Stored));
    }

    // Red when ConnectionPool leaves out IsHome and Reach.
    [Test]
    public async Task An_open_connection_to_a_private_registry_is_not_lent_to_a_public_one()
    {
        _server.On("other.example/v2/acme/app/manifests/1", Image.Bytes, MediaTypes.OciManifest).OnRedirect(Manifest, "https://other.example/v2/acme/app/manifests/1");
        _network.Name("registry.example", "1.1.1.1").Name("other.example", "10.0.0.5");
        await _network.ResolveAsync("other.example/acme/app:1");
        _network.Refused(Reference);
        Assert.That(_server.Requests.Count(request => request.Address.StartsWith("other.example", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_private_host_that_the_caller_names_may_be_led_to()
    {
        var options = new RegistryOptions { PrivateHosts = new HashSet<RegistryName> { RegistryName.Parse("storage.example") } };
        _server.OnRedirect(Manifest, $"https://{Stored}");
        await _network.Name("registry.example", "1.1.1.1").Name("storage.example", "10.0.0.5").ResolveAsync(Reference, options: options);

        _network.Name("elsewhere.example", "10.0.0.5");
        _server.OnRedirect(Manifest, "https://elsewhere.example/");
        _network.Refused(Reference, options: options);
        _server.OnRedirect(Manifest, "https://storage.example:444/");
        _network.Refused(Reference, options: options);
    }

    [TestCase("127.0.0.1")]
    [TestCase("169.254.169.254")]
    public void A_private_host_is_not_this_machine_and_no_cloud(string address)
    {
        var options = new RegistryOptions { PrivateHosts = new HashSet<RegistryName> { RegistryName.Parse("storage.example") } };
        _server.OnRedirect(Manifest, $"https://{Stored}");
        _network.Name("registry.example", "1.1.1.1").Name("storage.example", address).Refused(Reference, options: options);
    }

    // Red where AddressRule.Choose does not look at the name: plain HTTP, with its secrets, would leave this machine.
    [TestCase("10.0.0.5")]
    [TestCase("1.1.1.1")]
    [TestCase("169.254.169.254")]
    public void What_is_named_as_this_machine_is_nowhere_else(string address)
    {
        _network.Name("localhost", address);
        _network.Refused("localhost:5000/acme/app:1");
        Assert.That(_network.Connected, Is.Empty);
    }

    [Test]
    public void A_hop_shows_no_authorization() =>
        Assert.That(new Hop(new("https://registry.example/"), AddressZone.Public, new("Bearer", "secret")).ToString(), Does.Not.Contain("secret"));

    // Red where RegistryOptions compares the names as they are written.
    [TestCase("minio.corp:443", "https://minio.corp/blob", true)]
    [TestCase("minio.corp", "https://minio.corp/blob", true)]
    [TestCase("MINIO.corp:0443", "https://minio.corp:443/blob", true)]
    [TestCase("minio.corp:80", "http://minio.corp/blob", true)]
    [TestCase("minio.corp:9000", "https://minio.corp:9000/blob", true)]
    [TestCase("minio.corp:9000", "https://minio.corp/blob", false)]
    [TestCase("minio.corp", "https://minio.corp:9000/blob", false)]
    [TestCase("minio.corp", "https://other.corp/blob", false)]
    public void A_private_host_is_known_in_every_spelling_of_its_port(string listed, string address, bool isListed) =>
        Assert.That(new RegistryOptions { PrivateHosts = new HashSet<RegistryName> { RegistryName.Parse(listed) } }.IsPrivateHost(new(address)), Is.EqualTo(isListed));
}
