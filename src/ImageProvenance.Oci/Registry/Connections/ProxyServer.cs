using System.Net;

namespace ImageProvenance.Oci;

/// <summary>
/// A proxy, as it is named: an address that may have a username and a password in it. They are kept apart, since the
/// address gets into messages. Immutable.
/// </summary>
internal sealed record ProxyServer
{
    private readonly string _userInfo;

    public ProxyServer(Uri named)
    {
        _userInfo = named.UserInfo;
        Address = new UriBuilder(named) { UserName = "", Password = "" }.Uri;
    }

    /// <summary>The address without a secret.</summary>
    public Uri Address { get; }

    /// <summary>What the address has of username and password; null for none.</summary>
    public ICredentials? Credentials
    {
        get
        {
            if (_userInfo.Length == 0)
                return null;
            string[] parts = [.. _userInfo.Split(':', 2).Select(Uri.UnescapeDataString)];
            return new NetworkCredential(parts[0], parts.Length > 1 ? parts[1] : "");
        }
    }

    public override string ToString() => Address.ToString();
}
