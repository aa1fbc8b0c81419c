using System.Net;
using System.Net.Sockets;

namespace ImageProvenance.Oci;

/// <summary>Which zone an address is in.</summary>
/// <remarks>
/// RFC 6890 and the IANA registries of special-purpose addresses for IPv4 and IPv6; RFC 4291 (mapped addresses), 6052
/// and 8215 (NAT64), 3056 (6to4), 4380 (Teredo).
/// </remarks>
internal static class AddressZones
{
    // The first network that holds an address decides.
    private static readonly (IPNetwork Network, AddressZone Zone)[] SpecialV4 =
    [
        Of("0.0.0.0/8", AddressZone.Never),
        Of("10.0.0.0/8", AddressZone.Private),
        Of("100.100.100.200/32", AddressZone.Never), // The metadata of Alibaba's cloud.
        Of("100.64.0.0/10", AddressZone.Private), // Shared by a carrier's customers.
        Of("127.0.0.0/8", AddressZone.Loopback),
        Of("168.63.129.16/32", AddressZone.Never), // Azure's host, from any machine in Azure.
        Of("169.254.0.0/16", AddressZone.Never),
        Of("172.16.0.0/12", AddressZone.Private),
        Of("192.0.0.0/24", AddressZone.Never), // With the metadata of Oracle's cloud.
        Of("192.0.2.0/24", AddressZone.Never),
        Of("192.88.99.0/24", AddressZone.Never),
        Of("192.168.0.0/16", AddressZone.Private),
        Of("198.18.0.0/15", AddressZone.Private),
        Of("198.51.100.0/24", AddressZone.Never),
        Of("203.0.113.0/24", AddressZone.Never),
        Of("224.0.0.0/3", AddressZone.Never), // Multicast, reserved, broadcast.
    ];

    private static readonly (IPNetwork Network, AddressZone Zone)[] SpecialV6 =
    [
        Of("::1/128", AddressZone.Loopback),
        Of("64:ff9b:1::/48", AddressZone.Private),
        Of("2001:2::/48", AddressZone.Private),
        Of("2001:db8::/32", AddressZone.Never),
        Of("3fff::/20", AddressZone.Never),
        Of("2000::/3", AddressZone.Public),
        Of("fd00:ec2::/32", AddressZone.Never), // The metadata of Amazon's cloud.
        Of("fd20:ce::/32", AddressZone.Never), // The metadata of Google's cloud.
        Of("fc00::/7", AddressZone.Private),
        Of("fec0::/10", AddressZone.Private),
    ];

    // Ways to an IPv4 address through somebody else's machine, and where in the sixteen bytes that address is.
    private static readonly (IPNetwork Network, int Offset, byte Mask)[] Tunnels =
    [
        (IPNetwork.Parse("64:ff9b::/96"), 12, 0),
        (IPNetwork.Parse("2002::/16"), 2, 0),
        (IPNetwork.Parse("2001::/32"), 12, 0xff), // Teredo writes it inverted.
    ];

    // A network's own NAT64 may write the IPv4 address in any of these ways (RFC 6052, 2.2): by where its bytes are.
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly int[][] LocalNat64Bytes = [[12, 13, 14, 15], [9, 10, 11, 12], [7, 9, 10, 11], [6, 7, 9, 10]];
    private static readonly IPNetwork[] Metadata =
        [IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("168.63.129.16/32"), IPNetwork.Parse("100.100.100.200/32"), IPNetwork.Parse("192.0.0.0/24")];

    /// <summary>The zone of an address.</summary>
    public static AddressZone ZoneOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Find(SpecialV4, address) ?? AddressZone.Public;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return AddressZone.Never;

        foreach (var (network, offset, mask) in Tunnels)
        {
            // Whose private address it would be is the tunnel's secret; it is nobody's that we were asked to reach.
            if (network.Contains(address))
                return ZoneOf(Inside(address, offset, mask)) == AddressZone.Public ? AddressZone.Public : AddressZone.Never;
        }

        return LeadsToMetadata(address) ? AddressZone.Never : Find(SpecialV6, address) ?? AddressZone.Never;
    }

    /// <summary>Whether an address may be connected to by whom this zone is open.</summary>
    public static bool IsOpenTo(this AddressZone zone, AddressZone reach) => zone != AddressZone.Never && zone <= reach;

    private static bool LeadsToMetadata(IPAddress address)
    {
        if (!LocalNat64.Contains(address))
            return false;
        byte[] bytes = address.GetAddressBytes();
        return LocalNat64Bytes.Any(at => new IPAddress([.. at.Select(i => bytes[i])]) is var inside && Metadata.Any(network => network.Contains(inside)));
    }

    private static IPAddress Inside(IPAddress address, int offset, byte mask)
    {
        byte[] bytes = address.GetAddressBytes()[offset..(offset + 4)];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] ^= mask;
        return new(bytes);
    }

    private static AddressZone? Find((IPNetwork Network, AddressZone Zone)[] special, IPAddress address)
    {
        foreach (var (network, zone) in special)
        {
            if (network.Contains(address))
                return zone;
        }

        return null;
    }

    private static (IPNetwork Network, AddressZone Zone) Of(string network, AddressZone zone) => (IPNetwork.Parse(network), zone);
}
