using System.Collections.Concurrent;

namespace ImageProvenance.Signatures;

/// <summary>
/// Handles of one imported key. The framework's key objects are not documented as thread-safe, and importing one costs
/// twice a P-256 verification: so each is used by one caller at a time and kept for the next.
/// </summary>
internal sealed class KeyPool<T>(Func<T> import)
    where T : class
{
    private readonly ConcurrentBag<T> _idle = [import()];

    public TResult Use<TArgument, TResult>(TArgument argument, Func<T, TArgument, TResult> use)
        where TArgument : allows ref struct
    {
        var key = _idle.TryTake(out var kept) ? kept : import();
        try
        {
            return use(key, argument);
        }
        finally
        {
            _idle.Add(key);
        }
    }
}
