namespace ImageProvenance.Oci;

/// <summary>
/// Where registries were found to be. The most public zone stays: who was seen in the open and later claims an inner
/// address gains nothing by it. Thread-safe.
/// </summary>
internal sealed class ReachedZones
{
    private const int MaxEntries = 1024;

    private readonly Dictionary<(string Host, int Port), AddressZone> _zones = [];

    public void Record(string host, int port, AddressZone zone)
    {
        var key = (host.ToLowerInvariant(), port);
        lock (_zones)
        {
            if (_zones.TryGetValue(key, out var known) && known <= zone)
                return;
            if (_zones.Count == MaxEntries)
                _zones.Clear();
            _zones[key] = zone;
        }
    }

    public AddressZone? Find(Uri registry)
    {
        lock (_zones)
            return _zones.TryGetValue((registry.IdnHost.ToLowerInvariant(), registry.Port), out var zone) ? zone : null;
    }
}
