using System.Net;

namespace ImageProvenance.Oci;

/// <summary>
/// How connections to registries are made: the proxy, the roots that servers are known by, our certificates. Where
/// requests may go is not among it; see <see cref="RegistryHttpHandler.Create"/>. Immutable and thread-safe.
/// </summary>
public sealed class RegistryConnections
{
    private readonly Dictionary<(string Host, int Port), ServerTls> _servers;
    private readonly ServerTls _others;
    private readonly CertificateFolders? _folders;
    private readonly IWebProxy? _proxy;
    private readonly bool _useProxy;

    internal RegistryConnections(
        Dictionary<(string Host, int Port), ServerTls> servers, ServerTls others, CertificateFolders? folders, IWebProxy? proxy, bool useProxy, Func<HttpMessageHandler>? primaryHandler)
    {
        (_servers, _others, _folders, _proxy, _useProxy) = (servers, others, folders, proxy, useProxy);
        PrimaryHandler = primaryHandler;
    }

    /// <summary>The system's roots, no certificate of our own, and the proxy that the environment names (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>).</summary>
    public static RegistryConnections Default { get; } = Build(_ => { });

    /// <summary>Connections as they are configured.</summary>
    /// <exception cref="ArgumentException">A registry is no registry's name, or a client certificate has no private key.</exception>
    public static RegistryConnections Build(Action<RegistryConnectionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new RegistryConnectionsBuilder();
        configure(builder);
        return builder.Build();
    }

    internal Func<HttpMessageHandler>? PrimaryHandler { get; }

    internal ICredentials? ProxyCredentials => (_proxy ?? HttpClient.DefaultProxy).Credentials;

    internal static (string Host, int Port) KeyOf(Uri server) => (server.IdnHost.ToLowerInvariant(), server.Port);

    /// <summary>The proxy on the way to a server; null for none, as always for this machine: another's loopback is not ours.</summary>
    internal ProxyServer? ProxyOf(Uri server)
    {
        if (AddressRule.ZoneOfName(server.IdnHost) == AddressZone.Loopback)
            return null;
        var proxy = _proxy ?? HttpClient.DefaultProxy;
        return !_useProxy || proxy.IsBypassed(server) || proxy.GetProxy(server) is not { } address || address == server ? null : new(address);
    }

    /// <summary>How TLS is spoken to a registry.</summary>
    /// <exception cref="CredentialException">A file of a certificate folder cannot be read or is malformed.</exception>
    internal ServerTls TlsOfHome(Uri registry) => Find(registry, rootsOnly: false) ?? _others;

    /// <summary>
    /// How TLS is spoken to where a registry leads: no private key is read for it. On the registry's own host, whatever the
    /// port, the registry's roots hold where the server has none of its own.
    /// </summary>
    /// <exception cref="SourceException">A file of a certificate folder cannot be read or is malformed: the registry's choice of a server must not look like a mistake of the caller's.</exception>
    internal ServerTls TlsOfAway(Uri server, Uri home)
    {
        try
        {
            return Find(server, rootsOnly: true) ?? (server.IdnHost.Equals(home.IdnHost, StringComparison.OrdinalIgnoreCase) ? Find(home, rootsOnly: true) : null) ?? _others;
        }
        catch (CredentialException e)
        {
            throw new SourceException(SourceErrorKind.Network, $"The registry leads to a server whose roots cannot be read: {e.Message}", innerException: e);
        }
    }

    private ServerTls? Find(Uri server, bool rootsOnly)
    {
        var (own, found) = (_servers.GetValueOrDefault(KeyOf(server)), _folders?.Find(server, rootsOnly));
        return own is null && found is null ? null : new(own?.Roots ?? found?.Roots ?? _others.Roots, own?.Client ?? found?.Client);
    }
}
