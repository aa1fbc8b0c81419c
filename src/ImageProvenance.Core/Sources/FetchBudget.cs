namespace ImageProvenance;

/// <summary>What one verification has fetched, and how much and how long it may. Thread-safe.</summary>
public sealed class FetchBudget
{
    private readonly Limits _limits;
    private readonly TimeProvider? _time;
    private readonly long _started;
    private int _requests;
    private long _bytes;
    private long _opened;
    private long _pieces;
    private long _manifests;

    /// <summary>Creates a budget of <see cref="Limits.TotalRequests"/>, <see cref="Limits.TotalBytes"/> and <see cref="Limits.Timeout"/>.</summary>
    /// <param name="limits">The caps.</param>
    /// <param name="time">The clock that <see cref="TimeLeft"/> is measured with, from now on; null where no time is spent of it.</param>
    public FetchBudget(Limits limits, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        (_limits, _time, _started) = (limits, time, time?.GetTimestamp() ?? 0);
    }

    /// <summary>How long the verification may still take; zero or less where its time is up.</summary>
    public TimeSpan TimeLeft => _limits.Timeout - (_time?.GetElapsedTime(_started) ?? TimeSpan.Zero);

    /// <summary>The requests made: over the network, one a round trip; elsewhere none.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The bytes of bodies received.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Charges one request, before it is made.</summary>
    /// <exception cref="SourceException">The budget is spent (<c>budget-exhausted</c>).</exception>
    public void ChargeRequest()
    {
        if (Interlocked.Increment(ref _requests) > _limits.TotalRequests)
            throw Exhausted($"{_limits.TotalRequests} requests");
    }

    /// <summary>Charges bytes, as they arrive.</summary>
    /// <exception cref="SourceException">The budget is spent (<c>budget-exhausted</c>).</exception>
    public void ChargeBytes(long count)
    {
        if (Interlocked.Add(ref _bytes, count) > _limits.TotalBytes)
            throw Exhausted($"{_limits.TotalBytes} bytes");
    }

    /// <summary>Charges a manifest, an index or a list, before it is parsed: <see cref="Limits.TotalManifestBytes"/> in all, wherever the bytes came from.</summary>
    /// <exception cref="SourceException">The budget is spent (<c>budget-exhausted</c>).</exception>
    public void ChargeManifest(long count)
    {
        if (Interlocked.Add(ref _manifests, count) > _limits.TotalManifestBytes)
            throw Exhausted($"{_limits.TotalManifestBytes} bytes of manifests");
    }

    /// <summary>Charges evidence that is opened, <see cref="Limits.EvidenceBytes"/> in all: a thousand layers can name one blob, fetched once and read a thousand times.</summary>
    /// <exception cref="SourceException">The budget is spent (<c>budget-exhausted</c>).</exception>
    public void ChargeOpened(long count)
    {
        if (Interlocked.Add(ref _opened, count) > _limits.EvidenceBytes)
            throw Exhausted($"{_limits.EvidenceBytes} bytes of evidence");
    }

    /// <summary>Charges pieces of evidence, before they are opened: <see cref="Limits.EvidencePieces"/> in all.</summary>
    /// <exception cref="SourceException">The budget is spent (<c>budget-exhausted</c>).</exception>
    public void ChargePieces(int count)
    {
        if (Interlocked.Add(ref _pieces, count) > _limits.EvidencePieces)
            throw Exhausted($"{_limits.EvidencePieces} pieces of evidence");
    }

    /// <summary>Whether there is as much left as has been fetched so far: enough to look at everything once more.</summary>
    public bool AllowsAsMuchAgain =>
        Requests <= _limits.TotalRequests / 2 && Bytes <= _limits.TotalBytes / 2 && Interlocked.Read(ref _manifests) <= _limits.TotalManifestBytes / 2;

    /// <summary>Lets evidence be opened from the start again, where all of it is looked at anew.</summary>
    public void RenewOpened()
    {
        Interlocked.Exchange(ref _opened, 0);
        Interlocked.Exchange(ref _pieces, 0);
    }

    private static SourceException Exhausted(string cap) =>
        new(SourceErrorKind.BudgetExhausted, "This verification has fetched all that it may.", $"at most {cap}");
}
