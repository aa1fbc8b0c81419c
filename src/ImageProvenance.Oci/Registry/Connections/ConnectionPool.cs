using System.Net;

namespace ImageProvenance.Oci;

/// <summary>
/// All that decides whether a connection that is open may serve a request. What was opened for the one purpose is never
/// used for another: the registry's own connection, to wherever it is, says nothing about where others may go.
/// </summary>
/// <param name="IsHome">Whether it is to the registry itself, on its own behalf.</param>
/// <param name="Reach">What it may reach.</param>
/// <param name="Tls">How TLS is spoken.</param>
/// <param name="Proxy">The proxy in between; null for none.</param>
internal sealed record ConnectionPool(bool IsHome, AddressZone Reach, ServerTls Tls, ProxyServer? Proxy)
{
    public SocketsHttpHandler Open(RegistryConnections connections, ReachedZones reached, NetworkAccess network)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 64, // KiB.
            MaxResponseDrainSize = 64 << 10,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            SslOptions = Tls.Options(IsHome),
            UseProxy = Proxy is not null,
        };

        // A proxy is the host's own choice, and may be anywhere; where it goes is its to judge.
        if (Proxy is not null)
            handler.Proxy = new FixedProxy(Proxy, connections.ProxyCredentials);
        else
            handler.ConnectCallback = new CheckedConnector(Reach, IsHome ? reached : null, network).ConnectAsync;
        return handler;
    }
}
