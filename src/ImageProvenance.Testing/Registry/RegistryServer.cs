using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ImageProvenance.Testing;

/// <summary>A registry that is served over plain HTTP on loopback until it is disposed. Thread-safe.</summary>
public sealed class RegistryServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private RegistryServer(KestrelServer server, Uri address) => (_server, BaseAddress) = (server, address);

    /// <summary>Host and port, as they stand in an image reference: <c>127.0.0.1:PORT</c>.</summary>
    public string Host => BaseAddress.Authority;

    /// <summary>The address of the server.</summary>
    public Uri BaseAddress { get; }

    // Kestrel alone, without a host around it: no configuration is read, nothing is logged and no signal is caught.
    internal static async Task<RegistryServer> StartAsync(InMemoryRegistry registry, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Listen(System.Net.IPAddress.Loopback, port: 0);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new RegistryApplication(registry), cancellationToken).ConfigureAwait(false);
            return new(server, new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Stops serving; requests under way are cut off. The registry keeps its content.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _server.Dispose();
    }
}
