using System.Net;

namespace ImageProvenance.Oci.Tests;

/// <summary>Proxies are the host's choice, wherever they are; what they are asked for is still judged as far as it can be.</summary>
public sealed class ProxyTests
{
    private static readonly Content Image = Content.Image();
    private static readonly RegistryOptions Plain = new() { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("registry.example"), RegistryName.Parse("10.0.0.5") } };

    private LocalServer _proxy = null!;

    [SetUp]
    public async Task SetUp() =>
        _proxy = (await LocalServer.StartAsync()).On("registry.example/v2/acme/app/manifests/1", Image.Bytes, MediaTypes.OciManifest);

    [TearDown]
    public async Task TearDown() => await _proxy.DisposeAsync();

    private TestNetwork Network(Action<WebProxy>? configure = null) => new()
    {
        Connections = connections =>
        {
            var proxy = new WebProxy($"http://127.0.0.1:{_proxy.Port}");
            configure?.Invoke(proxy);
            (connections.Proxy, connections.UseProxy) = (proxy, true);
        },
    };

    [Test]
    public async Task Requests_go_by_way_of_the_proxy()
    {
        using var network = Network();
        await network.ResolveAsync("registry.example/acme/app:1", options: Plain);
        Assert.That(_proxy.Requests, Has.Count.EqualTo(1));
        Assert.That(network.Lookups, Is.Empty, "names are the proxy's to look up");
    }

    [Test]
    public async Task Https_goes_through_a_tunnel()
    {
        using var network = Network();
        Assert.ThrowsAsync<SourceException>(() => network.ResolveAsync("registry.example/acme/app:1"));
        Assert.That(_proxy.Requests.Select(request => request.Method), Is.All.EqualTo("CONNECT"));
        await Task.CompletedTask;
    }

    [Test]
    public async Task A_proxy_is_told_its_own_credentials()
    {
        _proxy.On("registry.example/v2/acme/app/manifests/1", context =>
        {
            (context.Response.StatusCode, context.Response.Headers.ProxyAuthenticate) = (407, "Basic realm=\"proxy\"");
            return Task.CompletedTask;
        });
        using var network = Network(proxy => proxy.Credentials = new NetworkCredential("user", "password"));
        Assert.ThrowsAsync<SourceException>(() => network.ResolveAsync("registry.example/acme/app:1", options: Plain));
        Assert.That(_proxy.Requests[^1].Headers.GetValueOrDefault("Proxy-Authorization"), Does.StartWith("Basic "));
        await Task.CompletedTask;
    }

    [Test]
    public async Task What_the_proxy_is_not_for_is_connected_to_directly_and_judged()
    {
        await using var server = (await LocalServer.StartAsync()).OnRedirect("registry.example/v2/acme/app/manifests/1", "https://storage.example/");
        using var network = Network(proxy => proxy.BypassList = [@"registry\.example", @"storage\.example"]);
        network.Name("registry.example", "1.1.1.1").Name("storage.example", "10.0.0.5").At(server, "1.1.1.1");
        network.Refused("registry.example/acme/app:1", options: Plain);
        Assert.That(_proxy.Requests, Is.Empty);
    }

    // Red without RegistryTransport's RefuseLiteral: the proxy would be asked for it.
    [Test]
    public void Behind_a_proxy_a_redirect_to_an_address_is_still_judged()
    {
        _proxy.OnRedirect("registry.example/v2/acme/app/manifests/1", "https://169.254.169.254/latest/meta-data/");
        using var network = Network();
        network.Refused("registry.example/acme/app:1", options: Plain);
        Assert.That(_proxy.Requests, Has.Count.EqualTo(1));
    }

    // Red when a zone is reported for connections to the proxy: its own address would be taken for the registry's.
    [Test]
    public void A_proxy_inside_does_not_bring_the_registry_inside()
    {
        _proxy.OnRedirect("registry.example/v2/acme/app/manifests/1", "https://10.0.0.5/");
        using var network = Network();
        network.Refused("registry.example/acme/app:1", options: Plain);
    }

    [Test]
    public async Task Without_a_proxy_none_is_asked()
    {
        await using var server = (await LocalServer.StartAsync()).On("registry.example/v2/acme/app/manifests/1", Image.Bytes, MediaTypes.OciManifest);
        using var network = Network();
        var connections = network.Connections;
        network.Connections = builder =>
        {
            connections(builder);
            builder.UseProxy = false;
        };
        await network.Name("registry.example", "1.1.1.1").At(server, "1.1.1.1").ResolveAsync("registry.example/acme/app:1", options: Plain);
        Assert.That(_proxy.Requests, Is.Empty);
    }

    // Red without either way of IWebProxy to say that there is none for an address, in RegistryConnections.ProxyOf.
    [TestCase(true, "http://127.0.0.1:1/")]
    [TestCase(false, null)]
    [TestCase(false, "http://registry.example/v2/acme/app/manifests/1")]
    public async Task A_proxy_says_in_several_ways_that_it_is_not_for_an_address(bool isBypassed, string? answer)
    {
        await using var server = (await LocalServer.StartAsync()).On("registry.example/v2/acme/app/manifests/1", Image.Bytes, MediaTypes.OciManifest);
        using var network = new TestNetwork
        {
            Connections = connections => (connections.Proxy, connections.UseProxy) = (new OwnProxy(isBypassed, answer is null ? null : new(answer)), true),
        };
        await network.Name("registry.example", "1.1.1.1").At(server, "1.1.1.1").ResolveAsync("registry.example/acme/app:1", options: Plain);
        Assert.That(network.Connected, Is.EqualTo(new[] { "1.1.1.1" }));
    }

    private sealed class OwnProxy(bool isBypassed, Uri? answer) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => answer;

        public bool IsBypassed(Uri host) => isBypassed;
    }

    // Red where the proxy's address keeps its user information (ProxyServer).
    [Test]
    public async Task The_password_in_a_proxys_address_is_in_no_message_and_is_told_to_the_proxy()
    {
        await _proxy.DisposeAsync();
        _proxy = await LocalServer.StartAsync();
        var refuse = (Microsoft.AspNetCore.Http.HttpContext context) =>
        {
            (context.Response.StatusCode, context.Response.Headers.ProxyAuthenticate) = (407, "Basic realm=\"proxy\"");
            return Task.CompletedTask;
        };
        _proxy.On("registry.example:443", refuse).On("registry.example/v2/acme/app/manifests/1", refuse);
        using var network = new TestNetwork { Connections = connections => (connections.Proxy, connections.UseProxy) = (new WebProxy($"http://user:pass%2Fword@127.0.0.1:{_proxy.Port}"), true) };
        string tunnel = Assert.ThrowsAsync<SourceException>(() => network.ResolveAsync("registry.example/acme/app:1"))!.ToString();
        Assert.ThrowsAsync<SourceException>(() => network.ResolveAsync("registry.example/acme/app:1", options: Plain));
        Assert.That(tunnel, Does.Contain("127.0.0.1").And.Not.Contain("pass"));
        Assert.That(_proxy.Requests[^1].Headers.GetValueOrDefault("Proxy-Authorization"), Is.EqualTo("Basic " + Convert.ToBase64String("user:pass/word"u8)));
    }

    // Red where RegistryConnections.ProxyOf does not look at the name.
    [TestCase("localhost")]
    [TestCase("127.0.0.1")]
    [TestCase("[::1]")]
    [TestCase("app.localhost")]
    public void What_is_on_this_machine_is_never_asked_of_a_proxy(string host)
    {
        var connections = RegistryConnections.Build(builder => builder.Proxy = new WebProxy("http://user:password@proxy.example"));
        Assert.That(connections.ProxyOf(new($"http://{host}:5000/")), Is.Null);
        var proxy = connections.ProxyOf(new("https://registry.example/"))!;
        Assert.That(proxy.ToString() + proxy.Address, Does.Not.Contain("password"));
        var pool = new ConnectionPool(true, AddressZone.Public, ServerTls.Default, proxy);
        Assert.That(pool.ToString(), Does.Not.Contain("password"));
        Assert.That(pool, Is.EqualTo(pool with { Proxy = new(new("http://user:password@proxy.example")) }));
        Assert.That(pool, Is.Not.EqualTo(pool with { Proxy = new(new("http://other:password@proxy.example")) }), "who another one is connected as is another connection");
    }
}
