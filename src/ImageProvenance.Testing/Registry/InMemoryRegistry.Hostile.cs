namespace ImageProvenance.Testing;

// What tests do to the registry so that it lies, breaks or drags.
public sealed partial class InMemoryRegistry
{
    /// <summary>The clock of slow answers. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Misbehaves in one way whenever something is read, until the result is disposed; pushes are never hit.</summary>
    /// <param name="misbehaviour">The way.</param>
    /// <param name="on">The parts that it is kept to; none, the default, for those that the behaviour has by itself.</param>
    /// <param name="every">Hits only each so-manieth request of those parts, counted from the first. Default: each.</param>
    /// <returns>Dispose it to behave again.</returns>
    public IDisposable Misbehave(Misbehaviour misbehaviour, RegistryParts on = RegistryParts.None, int every = 1)
    {
        ArgumentNullException.ThrowIfNull(misbehaviour);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        var parts = on == RegistryParts.None ? misbehaviour.Parts : on;
        var hostile = misbehaviour.StartIn(this);
        uint seen = 0;
        return _interceptors.Add((request, next, token) =>
            (PartOf(request) & parts) != 0 && Interlocked.Increment(ref seen) % (uint)every == 0 ? hostile(request, next, token) : next(request, token));
    }

    internal static RegistryParts PartOf(RegistryRequest request)
    {
        var route = RegistryRoute.Parse(request.Path);
        return route.Endpoint switch
        {
            RegistryEndpoint.None => RegistryParts.Tokens,
            _ when !request.IsRead => RegistryParts.None,
            RegistryEndpoint.Manifest => route.Argument.Contains(':') ? RegistryParts.Manifests : RegistryParts.Tags,
            RegistryEndpoint.Blob => RegistryParts.Blobs,
            RegistryEndpoint.Referrers => RegistryParts.Referrers,
            _ => RegistryParts.None,
        };
    }
}
