using System.Net;

namespace ImageProvenance.Oci;

/// <summary>
/// Where requests may go. A registry may be anywhere: the caller named it. Where it sends us on to, by a redirect or to
/// its token server, may be public, or no further inside a network than the registry itself: else any registry could
/// have requests made to machines that only this one reaches.
/// </summary>
internal static class AddressRule
{
    /// <summary>The zone of a host that is written as an address, or is this machine by its name; null where only DNS can say.</summary>
    public static AddressZone? ZoneOfName(string host)
    {
        string name = host.TrimEnd('.');
        return IPAddress.TryParse(name, out var address) ? AddressZones.ZoneOf(address)
            : name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? AddressZone.Loopback
            : null;
    }

    /// <summary>Refuses what needs no DNS to be seen through: the one check that holds behind a proxy, or over a handler of the host's.</summary>
    /// <exception cref="SourceException">The target is an address that may not be reached (<c>refused-address</c>).</exception>
    public static void RefuseLiteral(Uri target, AddressZone reach)
    {
        if (ZoneOfName(target.IdnHost) is { } zone && !zone.IsOpenTo(reach))
            throw Refused(target.IdnHost, target.IdnHost, zone);
    }

    /// <summary>The addresses of a host that may be reached.</summary>
    /// <exception cref="SourceException">None of them may (<c>refused-address</c>).</exception>
    public static IReadOnlyList<IPAddress> Choose(string host, IReadOnlyList<IPAddress> addresses, AddressZone reach)
    {
        // Whoever speaks plain HTTP to this machine must not be led off it by what DNS says of its name.
        if (ZoneOfName(host) == AddressZone.Loopback && addresses.FirstOrDefault(address => AddressZones.ZoneOf(address) != AddressZone.Loopback) is { } outside)
            throw new SourceException(SourceErrorKind.RefusedAddress, $"{RemoteText.Clean(host)} is not asked: it names this machine, and DNS has another address for it.", "a loopback address", outside.ToString());
        IPAddress[] open = [.. addresses.Where(address => AddressZones.ZoneOf(address).IsOpenTo(reach))];
        return open.Length > 0 || addresses.Count == 0 ? open : throw Refused(host, addresses[0].ToString(), AddressZones.ZoneOf(addresses[0]));
    }

    private static SourceException Refused(string host, string address, AddressZone zone)
    {
        (host, address) = (RemoteText.Clean(host), RemoteText.Clean(address));
        string where = host == address ? host : $"{host} is at {address}, which";
        string why = zone switch
        {
            AddressZone.Never => "an address where no registry is (link-local, multicast, reserved)",
            AddressZone.Loopback => "this machine, and the registry that leads there is not on it",
            _ => $"in a private network, and the registry that leads there is not. If you trust it, name it with its port as a private host ({nameof(RegistryOptions)}.{nameof(RegistryOptions.PrivateHosts)}, --private-host)",
        };
        return new(SourceErrorKind.RefusedAddress, $"{where} is not asked: it is {why}.", "a public address, or one no further inside than the registry's own", address);
    }
}
