namespace ImageProvenance.Testing;

/// <summary>
/// What will be wrong with the signed entry timestamp of the next log entry, Rekor v1's promise of inclusion; everything else
/// about the entry stays right. The one after that is right again. Thread-safe.
/// </summary>
public sealed class NextPromise
{
    private readonly Plan<PromisePlan> _plan = new(PromisePlan.Honest);

    internal NextPromise()
    {
    }

    /// <summary>There is none. The entry states a time that nobody has signed.</summary>
    public NextPromise IsMissing() => With(plan => plan with { IsMissing = true });

    /// <summary>The log's key did not sign it.</summary>
    public NextPromise IsSignedByAnotherKey() => With(plan => plan with { IsSignedByAnotherKey = true });

    /// <summary>The log signed it for another entry.</summary>
    public NextPromise IsOfAnotherEntry() => With(plan => plan with { IsOfAnotherEntry = true });

    /// <summary>The log signed another time than it is.</summary>
    public NextPromise HasTime(DateTimeOffset time) => With(plan => plan with { Time = time });

    /// <summary>The entry states another time than the log signed.</summary>
    public NextPromise ClaimsTime(DateTimeOffset time) => With(plan => plan with { ClaimedTime = time });

    internal PromisePlan Take() => _plan.Take();

    private NextPromise With(Func<PromisePlan, PromisePlan> change)
    {
        _plan.Change(change);
        return this;
    }
}
