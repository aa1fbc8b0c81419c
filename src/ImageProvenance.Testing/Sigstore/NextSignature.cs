namespace ImageProvenance.Testing;

/// <summary>
/// What will be wrong with the next signature itself; logs and timestamp authorities, which do not check it here, vouch for
/// it as it is. The one after that is right again. Thread-safe.
/// </summary>
public sealed class NextSignature
{
    private readonly Plan<SignaturePlan> _plan = new(SignaturePlan.Honest);

    internal NextSignature()
    {
    }

    /// <summary>Another key made it than the certificate or the hint names.</summary>
    public NextSignature IsMadeByAnotherKey() => With(plan => plan with { IsMadeByAnotherKey = true });

    /// <summary>It is the right key's, over something else.</summary>
    public NextSignature IsOfAnotherMessage() => With(plan => plan with { IsOfAnotherMessage = true });

    /// <summary>The bundle states another digest of the artifact; only bundles about artifacts state one.</summary>
    public NextSignature ClaimsAnotherDigest() => With(plan => plan with { ClaimsAnotherDigest = true });

    internal SignaturePlan Take() => _plan.Take();

    private NextSignature With(Func<SignaturePlan, SignaturePlan> change)
    {
        _plan.Change(change);
        return this;
    }
}
