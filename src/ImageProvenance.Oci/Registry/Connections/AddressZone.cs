namespace ImageProvenance.Oci;

/// <summary>How far inside a network an address is. The order counts: who may reach one zone may reach those before it.</summary>
internal enum AddressZone
{
    /// <summary>Reachable by anybody; what is assumed of a registry as long as nothing better is known.</summary>
    Public = 0,

    /// <summary>In somebody's own network.</summary>
    Private,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>Where no registry is: link-local with the metadata of clouds, multicast, unspecified, reserved.</summary>
    Never,
}
