using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ImageProvenance.Oci.Tests;

/// <summary>By which roots servers are known, to whom we show our certificate, and that nothing turns TLS off.</summary>
public sealed class TlsTests
{
    private const string Reference = "registry.example/acme/app:1";
    private const string Manifest = "registry.example/v2/acme/app/manifests/1";
    private const string Scope = "scope=repository%3Aacme%2Fapp%3Apull";
    private static readonly Content Image = Content.Image();
    private static readonly byte[] Token = Encoding.UTF8.GetBytes("""{"token":"t"}""");

    private readonly List<LocalServer> _servers = [];
    private TestCertificates _certificates = null!;
    private TestNetwork _network = null!;

    [SetUp]
    public void SetUp()
    {
        _certificates = new();
        _network = new() { Connections = connections => connections.CertificateAuthority(_certificates.Root) };
    }

    [TearDown]
    public async Task TearDown()
    {
        _network.Dispose();
        foreach (var server in _servers)
            await server.DisposeAsync();
        _servers.Clear();
        _certificates.Dispose();
    }

    private async Task<LocalServer> StartAsync(string name, string address, X509Certificate2? certificate)
    {
        var server = await LocalServer.StartAsync(certificate);
        _servers.Add(server);
        _network.Name(name, address).At(server, address);
        return server;
    }

    private async Task<LocalServer> StartAsync(string name, string address) => await StartAsync(name, address, _certificates.Server(name));

    private void IsDistrusted(string reference = Reference, RegistryOptions? options = null)
    {
        var error = Assert.ThrowsAsync<SourceException>(() => _network.ResolveAsync(reference, options: options))!;
        Assert.That(error.Kind, Is.EqualTo(SourceErrorKind.Network));
        Assert.That(error.ToString(), Does.Contain("AuthenticationException"));
    }

    [Test]
    public async Task Http_2_is_spoken_where_it_is_offered()
    {
        var registry = (await StartAsync("registry.example", "1.1.1.1")).On(Manifest, Image.Bytes, MediaTypes.OciManifest);
        await _network.ResolveAsync(Reference);
        var plain = (await StartAsync("plain.example", "1.0.0.1", null)).On("plain.example/v2/acme/app/manifests/1", Image.Bytes, MediaTypes.OciManifest);
        await _network.ResolveAsync("plain.example/acme/app:1", options: new() { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("plain.example") } });
        Assert.That((registry.Requests.Single().Protocol, plain.Requests.Single().Protocol), Is.EqualTo(("HTTP/2", "HTTP/1.1")));
    }

    [Test]
    public async Task A_registry_is_known_by_the_roots_that_it_is_given_and_others_are_not()
    {
        _network.Connections = connections => connections.CertificateAuthority("registry.example", _certificates.Root);
        (await StartAsync("registry.example", "1.1.1.1")).On(Manifest, Image.Bytes, MediaTypes.OciManifest);
        await StartAsync("other.example", "1.0.0.1");
        await _network.ResolveAsync(Reference);
        IsDistrusted("other.example/acme/app:1");
    }

    [Test]
    public async Task The_roots_of_a_registry_replace_all_others()
    {
        using var stranger = new TestCertificates();
        _network.Connections = connections => connections.CertificateAuthority(_certificates.Root).CertificateAuthority("registry.example", stranger.Root);
        await StartAsync("registry.example", "1.1.1.1");
        IsDistrusted();
    }

    [Test]
    public async Task The_roots_of_a_registry_hold_on_other_ports_of_its_host()
    {
        _network.Connections = connections => connections.CertificateAuthority("registry.example:5000", _certificates.Root);
        (await StartAsync("registry.example", "1.1.1.1"))
            .OnRedirect("registry.example:5000/v2/acme/app/manifests/1", $"https://{Manifest}").On(Manifest, Image.Bytes, MediaTypes.OciManifest);
        await _network.ResolveAsync("registry.example:5000/acme/app:1");
        Assert.ThrowsAsync<SourceException>(() => _network.ResolveAsync(Reference), "it was never given any");
    }

    [Test]
    public async Task A_certificate_of_another_name_or_for_clients_is_not_the_registrys()
    {
        await StartAsync("registry.example", "1.1.1.1", _certificates.Server("other.example"));
        IsDistrusted();
        await StartAsync("client.example", "1.0.0.1", _certificates.Client("client.example"));
        IsDistrusted("client.example/acme/app:1");
    }

    // Red without ServerTls.Options' 'isHome'.
    [Test]
    public async Task A_client_certificate_goes_to_its_registry_and_neither_to_its_token_server_nor_to_its_storage()
    {
        var (client, stored) = (_certificates.Client("me"), "storage.example/blob");
        _network.Connections = connections => connections.CertificateAuthority(_certificates.Root).ClientCertificate("registry.example", client).ClientCertificate("other.example", client);
        var auth = (await StartAsync("auth.example", "1.0.0.2")).On($"auth.example/token?service=s&{Scope}", Token, "application/json");
        var storage = (await StartAsync("storage.example", "1.0.0.3")).OnRedirect(stored, "https://other.example/blob");
        var other = (await StartAsync("other.example", "1.0.0.4")).On("other.example/blob", Image.Bytes, MediaTypes.OciManifest);
        var registry = (await StartAsync("registry.example", "1.1.1.1"))
            .OnRedirect(Manifest, $"https://{stored}").OnChallenge(Manifest, "Bearer realm=\"https://auth.example/token\",service=\"s\"");
        await _network.ResolveAsync(Reference);
        Assert.That(registry.Requests.Select(request => request.ClientCertificate), Is.EqualTo(new[] { "CN=me", "CN=me" }));
        Assert.That(auth.Requests.Concat(storage.Requests).Concat(other.Requests).Select(request => request.ClientCertificate), Is.EqualTo(new string?[3]),
            "other.example has one as a registry, but was not asked as one");
    }

    [Test]
    public async Task A_client_certificate_is_for_one_port()
    {
        _network.Connections = connections => connections.CertificateAuthority(_certificates.Root).ClientCertificate("registry.example:5000", _certificates.Client());
        var registry = (await StartAsync("registry.example", "1.1.1.1")).On(Manifest, Image.Bytes, MediaTypes.OciManifest);
        await _network.ResolveAsync(Reference);
        Assert.That(registry.Requests.Single().ClientCertificate, Is.Null);
    }

    // Red without DisableCertificateDownloads.
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_server_cannot_have_us_fetch_the_issuer_of_its_certificate_from_where_it_likes(bool hasOwnRoots)
    {
        var trap = await StartAsync("trap.example", "1.0.0.2", null);
        using var hidden = new TestCertificates();
        _network.Connections = connections => _ = hasOwnRoots ? connections.CertificateAuthority(_certificates.Root) : connections;
        await StartAsync("registry.example", "1.1.1.1", hidden.ServerWithIssuerAt(new($"http://127.0.0.1:{trap.Port}/issuer.cer"), "registry.example"));
        IsDistrusted();
        Assert.That(trap.Requests, Is.Empty);
    }

    // Red when TLS errors are ignored for a registry on the list.
    [Test]
    public async Task CVE_2019_10214_plain_HTTP_for_a_registry_leaves_TLS_on_for_its_token_server_and_its_storage()
    {
        using var stranger = new TestCertificates();
        var options = new RegistryOptions { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("registry.example") } };
        var registry = (await StartAsync("registry.example", "1.1.1.1", null)).OnRedirect(Manifest, "https://storage.example/blob");
        var storage = await StartAsync("storage.example", "1.0.0.2", stranger.Server("storage.example"));
        IsDistrusted(options: options);

        registry.OnChallenge(Manifest, "Bearer realm=\"https://storage.example/token\"");
        IsDistrusted(options: options);
        Assert.That(storage.Requests, Is.Empty);
        Assert.That(registry.Requests, Has.Count.EqualTo(2));
    }

    // Red without AwayHeaders.
    [Test]
    public async Task What_handlers_of_the_host_add_for_the_registry_does_not_leave_it()
    {
        _network.Above = inner => new KeyAdder { InnerHandler = inner };
        var registry = (await StartAsync("registry.example", "1.1.1.1")).OnRedirect(Manifest, "https://storage.example/blob");
        var storage = (await StartAsync("storage.example", "1.0.0.3")).On("storage.example/blob", Image.Bytes, MediaTypes.OciManifest);
        await _network.ResolveAsync(Reference);
        var (home, away) = (registry.Requests.Single().Headers, storage.Requests.Single().Headers);
        Assert.That((home["X-Api-Key"], home["Authorization"]), Is.EqualTo(("secret", "Basic secret")));
        Assert.That(away.Keys.Select(name => name.ToLowerInvariant()), Is.EquivalentTo(new[] { "host", "accept", "user-agent" }));
    }

    [Test]
    public async Task What_this_library_tells_a_token_server_arrives_there()
    {
        var credential = RegistryCredential.Basic("me", "secret", "a test");
        var registry = (await StartAsync("registry.example", "1.1.1.1")).On(Manifest, Image.Bytes, MediaTypes.OciManifest).OnChallenge(Manifest, "Bearer realm=\"https://registry.example:444/token\"");
        registry.On($"registry.example:444/token?{Scope}", Token, "application/json");
        await _network.ResolveAsync(Reference, credential);
        Assert.That(registry.Requests.Select(request => request.Authorization?.Split(' ')[0]), Is.EqualTo(new[] { null, "Basic", "Bearer" }));
    }

    [Test]
    public async Task A_request_that_is_not_ours_goes_nowhere()
    {
        using var client = _network.CreateClient(RegistryImageSource.HttpClientName);
        await StartAsync("registry.example", "1.1.1.1");
        Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync("https://registry.example/"));
        Assert.That(_network.Connected, Is.Empty);
    }

    private sealed class KeyAdder : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Api-Key", "secret");
            request.Headers.Authorization = new("Basic", "secret");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
