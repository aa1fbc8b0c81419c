using System.Collections.Concurrent;

namespace ImageProvenance.Oci;

/// <summary>Sends each request over the connections of those that may go where it goes. Thread-safe.</summary>
internal sealed class RegistryConnectionHandler(RegistryConnections connections, NetworkAccess network) : HttpMessageHandler
{
    private readonly ConcurrentDictionary<ConnectionPool, Lazy<HttpMessageInvoker>> _pools = new();
    private readonly ReachedZones _reached = new();
    private volatile bool _disposed;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!request.Options.TryGetValue(Hop.Key, out var hop))
            throw new InvalidOperationException($"The request does not come from {nameof(RegistryImageSource)}, or a handler has lost its options on the way.");

        var target = request.RequestUri!;
        var reach = hop.ReachOf(target);
        bool isHome = hop.IsHome(target);
        if (!isHome)
            AwayHeaders.Keep(request, hop);

        var pool = new ConnectionPool(isHome, reach, isHome ? connections.TlsOfHome(target) : connections.TlsOfAway(target, hop.Home), connections.ProxyOf(target));
        var response = await Connected(pool).SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (isHome && pool.Proxy is null && _reached.Find(target) is { } zone)
            request.Options.Set(Hop.ReachedKey, zone);
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        foreach (var pool in _pools.Values)
            pool.Value.Dispose();
        base.Dispose(disposing);
    }

    private HttpMessageInvoker Connected(ConnectionPool pool) =>
        _pools.GetOrAdd(pool, key => new(() => new(key.Open(connections, _reached, network)))).Value;
}
