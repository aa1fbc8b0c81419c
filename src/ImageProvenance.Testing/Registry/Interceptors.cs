using System.Collections.Immutable;

namespace ImageProvenance.Testing;

/// <summary>Answers a request: the registry itself, or what is left of the hooks around it.</summary>
internal delegate ValueTask<RegistryResponse> RegistryHandler(RegistryRequest request, CancellationToken cancellationToken);

/// <summary>Answers a request itself, or lets <paramref name="next"/> do it.</summary>
internal delegate ValueTask<RegistryResponse> RegistryInterceptor(RegistryRequest request, RegistryHandler next, CancellationToken cancellationToken);

/// <summary>The hooks of a host around the registry; the one added last sees a request first. Thread-safe.</summary>
internal sealed class Interceptors
{
    private ImmutableList<RegistryInterceptor> _interceptors = [];

    public IDisposable Add(RegistryInterceptor interceptor)
    {
        ImmutableInterlocked.Update(ref _interceptors, list => list.Add(interceptor));
        return new Removal(() => ImmutableInterlocked.Update(ref _interceptors, list => list.Remove(interceptor)));
    }

    public ValueTask<RegistryResponse> RunAsync(RegistryRequest request, RegistryHandler innermost, CancellationToken cancellationToken)
    {
        var handler = innermost;
        foreach (var interceptor in _interceptors)
        {
            var next = handler;
            handler = (asked, token) => interceptor(asked, next, token);
        }

        return handler(request, cancellationToken);
    }

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
