using System.Net;
using System.Net.Sockets;

namespace ImageProvenance.Oci;

/// <summary>
/// Connects to addresses that may be reached. The address that was checked is the one that is connected to: a name is
/// looked up once, so that DNS cannot answer the check one thing and the connection another.
/// </summary>
internal sealed class CheckedConnector(AddressZone reach, ReachedZones? reached, NetworkAccess network)
{
    /// <exception cref="SourceException">No address of the host may be reached.</exception>
    /// <exception cref="SocketException">The name has no address, or nobody answers there.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal]
            : await network.ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false);
        var last = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in AddressRule.Choose(target.Host, addresses, reach))
        {
            try
            {
                var stream = await network.ConnectAsync(new(address, target.Port), cancellationToken).ConfigureAwait(false);
                reached?.Record(target.Host, target.Port, AddressZones.ZoneOf(address));
                return stream;
            }
            catch (SocketException e)
            {
                last = e;
            }
        }

        throw last;
    }
}
