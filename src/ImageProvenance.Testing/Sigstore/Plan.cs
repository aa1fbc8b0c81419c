using System.Collections.Immutable;

namespace ImageProvenance.Testing;

/// <summary>How a part does its work the next time it is asked to; afterwards it is honest again. Thread-safe.</summary>
internal sealed class Plan<T>
    where T : class
{
    private readonly T _honest;
    private T _next;

    public Plan(T honest) => _next = _honest = honest;

    public void Change(Func<T, T> change) => ImmutableInterlocked.Update(ref _next, change);

    /// <summary>Uses the plan up.</summary>
    public T Take() => Interlocked.Exchange(ref _next, _honest);
}
