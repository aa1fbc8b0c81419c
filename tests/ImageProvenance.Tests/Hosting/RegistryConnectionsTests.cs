using System.Net;
using ImageProvenance.Oci;
using ImageProvenance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ImageProvenance.Tests.Hosting;

/// <summary>How connections are made is said once, with a container or without.</summary>
public sealed class RegistryConnectionsTests
{
    private static readonly RegistryOptions Plain = new() { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("registry.test") } };

    private TestScene _scene = null!;

    [SetUp]
    public void SetUp()
    {
        _scene = new();
        _scene.Image.SignWithBundle(TestScene.Key);
    }

    [TearDown]
    public void TearDown() => _scene.Dispose();

    private static ServiceProvider Host(Action<ImageProvenanceBuilder> configure)
    {
        var services = new ServiceCollection();
        var builder = services.AddImageProvenance().AddRegistryCredentials(AnonymousCredentials.Instance).Configure(options => options with { Registry = Plain });
        configure(builder);
        return services.BuildServiceProvider();
    }

    [Test]
    public async Task A_host_names_its_proxy_and_all_of_its_settings_hold()
    {
        await using var server = await _scene.Registry.StartAsync();
        using var services = Host(builder => builder
            .ConfigureRegistryClient(connections => connections.UseProxy = false)
            .ConfigureRegistryClient(connections => connections.Proxy = new WebProxy(server.BaseAddress))
            .ConfigureRegistryClient(connections => connections.UseProxy = true));
        Verdict.IsAllowed(await services.GetRequiredService<IImageVerifier>().VerifyAsync(_scene.Reference, TestScene.Signed));
        Assert.That(_scene.Registry.Requests.Select(request => request.Host), Is.All.EqualTo("registry.test"));
    }

    [Test]
    public async Task A_verifier_without_a_container_has_the_same_settings()
    {
        await using var server = await _scene.Registry.StartAsync();
        using var verifier = new ImageVerifier(new ImageVerifierOptions
        {
            Credentials = AnonymousCredentials.Instance,
            Registry = Plain,
            Connections = RegistryConnections.Build(connections => connections.Proxy = new WebProxy(server.BaseAddress)),
        });
        Verdict.IsAllowed(await verifier.VerifyAsync(_scene.Reference, TestScene.Signed));
    }

    [Test]
    public async Task A_primary_handler_of_ones_own_replaces_ours()
    {
        using var services = Host(builder => builder.ConfigureRegistryClient(connections => connections.UsePrimaryHandlerUnsafe(_scene.Registry.CreateHandler)));
        Verdict.IsAllowed(await services.GetRequiredService<IImageVerifier>().VerifyAsync(_scene.Reference, TestScene.Signed));
    }

    [Test]
    public async Task Handlers_of_the_host_stay_above_our_rules()
    {
        await using var server = await _scene.Registry.StartAsync();
        var counter = new Counter();
        using var services = Host(builder => builder
            .ConfigureRegistryClient(connections => connections.Proxy = new WebProxy(server.BaseAddress))
            .RegistryClient.AddHttpMessageHandler(() => counter));
        Verdict.IsAllowed(await services.GetRequiredService<IImageVerifier>().VerifyAsync(_scene.Reference, TestScene.Signed));
        Assert.That(counter.Count, Is.EqualTo(_scene.Registry.RequestCount));
    }

    private sealed class Counter : DelegatingHandler
    {
        private int _count;

        public int Count => _count;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
