using System.Net;
using System.Net.Sockets;

namespace ImageProvenance.Oci;

/// <summary>Names to addresses, and addresses to streams: what touches the network.</summary>
internal sealed record NetworkAccess(
    Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync, Func<IPEndPoint, CancellationToken, ValueTask<Stream>> ConnectAsync)
{
    public static NetworkAccess System { get; } = new(Dns.GetHostAddressesAsync, OpenAsync);

    private static async ValueTask<Stream> OpenAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
