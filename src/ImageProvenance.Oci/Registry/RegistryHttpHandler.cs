namespace ImageProvenance.Oci;

/// <summary>Makes the handler that <see cref="RegistryImageSource"/> needs beneath its HTTP client.</summary>
public static class RegistryHttpHandler
{
    /// <summary>
    /// A new handler that follows no redirect (the source judges each hop itself), decompresses nothing (a digest is of
    /// the bytes as sent), keeps no cookies, lets DNS changes through and speaks HTTP/2 where it is offered. It connects to
    /// the registry wherever that is, and from there, by redirects and to token servers, to public addresses or to ones no
    /// further inside a network than the registry's own; never to link-local ones. The addresses are judged that DNS gave, and
    /// connected to as judged. The caller owns the handler; with dependency injection give this method to
    /// <c>ConfigurePrimaryHttpMessageHandler</c>.
    /// </summary>
    /// <param name="connections">Proxy, roots and certificates; null for <see cref="RegistryConnections.Default"/>.</param>
    public static HttpMessageHandler Create(RegistryConnections? connections = null)
    {
        connections ??= RegistryConnections.Default;
        return connections.PrimaryHandler?.Invoke() ?? new RegistryConnectionHandler(connections, NetworkAccess.System);
    }
}
