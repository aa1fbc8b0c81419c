namespace ImageProvenance.Testing;

/// <summary>
/// A clock that stands still until it is told otherwise. Thread-safe. Timers are not driven by it: they run in real time.
/// </summary>
/// <param name="now">The time that the clock starts at.</param>
public sealed class ManualTimeProvider(DateTimeOffset now) : TimeProvider
{
    private long _utcTicks = now.UtcTicks;

    /// <summary>The time it is, in UTC; set it to move forwards or back.</summary>
    public DateTimeOffset Now
    {
        get => GetUtcNow();
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    /// <summary>Timestamps count ticks of 100 ns, as the time does.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);

    /// <inheritdoc />
    public override long GetTimestamp() => Interlocked.Read(ref _utcTicks);

    /// <summary>Moves the clock by a span of time, back if it is negative.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _utcTicks, by.Ticks);
}
