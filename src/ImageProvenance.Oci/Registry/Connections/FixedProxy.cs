using System.Net;

namespace ImageProvenance.Oci;

/// <summary>One proxy for everything. Whether a proxy is used was decided before, so that no connection goes directly that was not checked.</summary>
internal sealed class FixedProxy(Uri address, ICredentials? credentials) : IWebProxy
{
    public ICredentials? Credentials { get => credentials; set => throw new NotSupportedException(); }

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => false;
}
