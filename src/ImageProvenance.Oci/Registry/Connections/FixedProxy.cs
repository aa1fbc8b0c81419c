using System.Net;

namespace ImageProvenance.Oci;

/// <summary>One proxy for everything. Whether a proxy is used was decided before, so that no connection goes directly that was not checked.</summary>
internal sealed class FixedProxy(ProxyServer server, ICredentials? credentials) : IWebProxy
{
    public ICredentials? Credentials { get => credentials ?? server.Credentials; set => throw new NotSupportedException(); }

    public Uri GetProxy(Uri destination) => server.Address;

    public bool IsBypassed(Uri host) => false;
}
