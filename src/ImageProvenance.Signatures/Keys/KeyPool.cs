using System.Collections.Concurrent;

namespace ImageProvenance.Signatures;

/// <summary>
/// Handles of one imported key. The framework's key objects are not documented as thread-safe, and importing one costs
/// twice a P-256 verification: so each is used by one caller at a time and kept for the next. Most keys are only ever
/// used by one caller at a time: a second handle, and a place to keep it, exist once they are needed. Thread-safe.
/// </summary>
internal sealed class KeyPool<T> : IDisposable
    where T : class, IDisposable
{
    private readonly Func<T> _import;
    private T? _idle;
    private ConcurrentStack<T>? _moreIdle;

    /// <summary>Imports the first handle, so that a key that cannot be imported is refused here.</summary>
    public KeyPool(Func<T> import)
    {
        _import = import;
        _idle = import();
    }

    /// <summary>Takes a handle for one use; disposing the lease gives it back.</summary>
    public Lease Take()
    {
        var key = Interlocked.Exchange(ref _idle, null);
        if (key is null && Volatile.Read(ref _moreIdle)?.TryPop(out var kept) == true)
            key = kept;
        return new(this, key ?? _import());
    }

    /// <summary>Frees the handles that are idle. A key that is used afterwards is imported again.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _idle, null)?.Dispose();
        while (Volatile.Read(ref _moreIdle)?.TryPop(out var key) == true)
            key.Dispose();
    }

    private void GiveBack(T key)
    {
        if (Interlocked.CompareExchange(ref _idle, key, null) is not null)
            LazyInitializer.EnsureInitialized(ref _moreIdle).Push(key);
    }

    /// <summary>A handle in use.</summary>
    public readonly ref struct Lease(KeyPool<T> pool, T key) : IDisposable
    {
        public T Key { get; } = key;

        public void Dispose() => pool.GiveBack(Key);
    }
}
