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
            // Nobody gets rid of what is known of him by naming many others: what was seen in the open stays, and who is
            // unknown is taken to be there.
            if (_zones.Count >= MaxEntries && !_zones.ContainsKey(key))
                foreach (var inner in _zones.Where(entry => entry.Value != AddressZone.Public).Select(entry => entry.Key).ToList())
                    _zones.Remove(inner);
            if (_zones.Count < MaxEntries || _zones.ContainsKey(key))
                _zones[key] = zone;
        }
    }

    public AddressZone? Find(Uri registry)
    {
        lock (_zones)
            return _zones.TryGetValue((registry.IdnHost.ToLowerInvariant(), registry.Port), out var zone) ? zone : null;
    }
}
