namespace ImageProvenance.Testing;

/// <summary>
/// What will be wrong with the signed certificate timestamp (SCT) of the next certificate, the first one if there are
/// several logs; everything else about it stays right. The one after that is right again. Thread-safe.
/// </summary>
public sealed class NextSct
{
    private readonly Plan<SctPlan> _plan = new(SctPlan.Honest);
    private readonly VirtualSigstore _sigstore;

    internal NextSct(VirtualSigstore sigstore) => _sigstore = sigstore;

    /// <summary>There is none.</summary>
    public NextSct IsMissing() => With(plan => plan with { IsMissing = true });

    /// <summary>The same log gives two. This is nothing wrong, but it is one log still.</summary>
    public NextSct IsIssuedTwice() => With(plan => plan with { IsIssuedTwice = true });

    /// <summary>It names the log, whose key did not sign it.</summary>
    public NextSct IsSignedByAnotherKey() => With(plan => plan with { IsSignedByAnotherKey = true });

    /// <summary>The log signed it for another certificate.</summary>
    public NextSct IsOfAnotherCertificate() => With(plan => plan with { IsOfAnotherCertificate = true });

    /// <summary>A log gives it that is in no trusted root.</summary>
    public NextSct ComesFromUnknownLog() => ComesFromLogOf(_sigstore.Stranger);

    /// <summary>The log of another instance gives it.</summary>
    public NextSct ComesFromLogOf(VirtualSigstore other) => With(plan => plan with { Log = other });

    /// <summary>It was given at another time.</summary>
    public NextSct HasTime(DateTimeOffset time) => With(plan => plan with { Time = time });

    /// <summary>It has extensions, as those of static logs do. This is nothing wrong.</summary>
    public NextSct HasExtensions(ReadOnlyMemory<byte> extensions) => With(plan => plan with { Extensions = extensions });

    internal SctPlan Take() => _plan.Take();

    private NextSct With(Func<SctPlan, SctPlan> change)
    {
        _plan.Change(change);
        return this;
    }
}
