using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Oci;

/// <summary>Configures <see cref="RegistryConnections"/>. TLS is never turned off here, and no address is opened. Not thread-safe.</summary>
public sealed class RegistryConnectionsBuilder
{
    private readonly Dictionary<(string Host, int Port), ServerTls> _servers = [];
    private ServerTls _others = ServerTls.Default;
    private CertificateFolders? _folders;
    private Func<HttpMessageHandler>? _primaryHandler;

    /// <summary>The proxy; null, the default, for the one that the environment names. It may be at any address. What it connects to is its own to judge: only targets that are written as addresses are judged here.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>Whether a proxy is used at all. Default: yes.</summary>
    public bool UseProxy { get; set; } = true;

    /// <summary>Knows a registry, and its host on other ports, by these roots and no others: not by the system's.</summary>
    /// <param name="registry">Host and port as references have them: <c>registry.acme:5000</c>. A token server or storage on another host has an entry of its own.</param>
    /// <param name="roots">The roots; one at least.</param>
    public RegistryConnectionsBuilder CertificateAuthority(string registry, params X509Certificate2[] roots)
    {
        var key = KeyOf(registry);
        _servers[key] = (_servers.GetValueOrDefault(key) ?? ServerTls.Default) with { Roots = Collect(roots) };
        return this;
    }

    /// <summary>Knows every server that has no roots of its own by these and no others: not by the system's.</summary>
    /// <param name="roots">The roots; one at least.</param>
    public RegistryConnectionsBuilder CertificateAuthority(params X509Certificate2[] roots)
    {
        _others = _others with { Roots = Collect(roots) };
        return this;
    }

    /// <summary>Shows a registry who asks. The certificate goes to that host and port alone, never to where a redirect or a challenge leads.</summary>
    /// <param name="registry">Host and port as references have them.</param>
    /// <param name="certificate">The certificate with its private key.</param>
    /// <param name="intermediates">What is sent after it.</param>
    public RegistryConnectionsBuilder ClientCertificate(string registry, X509Certificate2 certificate, params X509Certificate2[] intermediates)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(intermediates);
        if (!certificate.HasPrivateKey)
            throw new ArgumentException("The client certificate has no private key.", nameof(certificate));
        var key = KeyOf(registry);
        var context = SslStreamCertificateContext.Create(certificate, [.. intermediates], offline: true);
        _servers[key] = (_servers.GetValueOrDefault(key) ?? ServerTls.Default) with { Client = context };
        return this;
    }

    /// <summary>
    /// Reads certificates where container tools have them: <c>FOLDER/HOST:PORT/</c> with <c>*.crt</c> (roots, the only ones for
    /// that registry) and a pair <c>*.cert</c> and <c>*.key</c> (client certificate), all PEM. The first folder that has the
    /// registry counts; it is read when the registry is first spoken to. What is configured by method goes before.
    /// </summary>
    /// <param name="folders">The folders; none for those of containers-certs.d(5): <c>~/.config/containers/certs.d</c>, <c>/etc/containers/certs.d</c>, <c>/etc/docker/certs.d</c>.</param>
    /// <remarks>containers-certs.d(5). Docker adds <c>*.crt</c> to the system's roots instead.</remarks>
    public RegistryConnectionsBuilder FromCertsD(params string[] folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        _folders = new(folders.Length > 0 ? folders : CertificateFolders.Conventional());
        return this;
    }

    /// <summary>
    /// Replaces the handler beneath everything, and with it all rules about addresses, certificates and proxies but one:
    /// redirects and token servers that are written as inner addresses are still refused. What is gone: a name that leads to
    /// an inner address is not noticed, headers that handlers of the host's add go wherever a redirect or a challenge leads,
    /// connections of the registry's serve others too, and nothing caps an answer's headers. It must not follow redirects.
    /// </summary>
    public RegistryConnectionsBuilder UsePrimaryHandlerUnsafe(Func<HttpMessageHandler> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _primaryHandler = create;
        return this;
    }

    internal RegistryConnections Build() => new(new(_servers), _others, _folders, Proxy, UseProxy, _primaryHandler);

    private static (string Host, int Port) KeyOf(string registry) => RegistryName.TryParse(registry, out var name)
        ? RegistryConnections.KeyOf(new Uri($"{(name.IsLoopback ? "http" : "https")}://{name.ApiHost}"))
        : throw new ArgumentException($"'{registry}' is no registry; write a host with an optional port.", nameof(registry));

    private static X509Certificate2Collection Collect(X509Certificate2[] roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        return roots.Length > 0 ? [.. roots] : throw new ArgumentException("There is no root certificate.", nameof(roots));
    }
}
