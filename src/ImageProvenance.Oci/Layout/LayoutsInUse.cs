using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ImageProvenance.Oci;

/// <summary>
/// The layouts that verifications are reading, each for as long as its verification lasts: a verification is known by
/// its budget. So a layout is listed and searched once, however many ask, and nothing outlives the answer. Thread-safe.
/// </summary>
internal sealed class LayoutsInUse(Limits limits, Func<string, ILayoutFiles> open)
{
    private readonly ConditionalWeakTable<FetchBudget, ConcurrentDictionary<string, OciLayout>> _byBudget = [];

    public OciLayout Get(string path, FetchBudget budget) => _byBudget
        .GetValue(budget, static _ => new(StringComparer.Ordinal))
        .GetOrAdd(path, name => new OciLayout(open(name), limits, budget));
}
