namespace ImageProvenance.Testing;

/// <summary>
/// A clock that stands still until it is told otherwise. Thread-safe. Timers run in real time, unless
/// <see cref="DrivesTimers"/> says that they are the clock's as well.
/// </summary>
/// <param name="now">The time that the clock starts at.</param>
public sealed class ManualTimeProvider(DateTimeOffset now) : TimeProvider
{
    private readonly ManualTimers _timers = new();
    private long _utcTicks = now.UtcTicks;

    /// <summary>Whether timers, and with them delays and deadlines, are due when the clock gets there. Default: no, they run in real time.</summary>
    public bool DrivesTimers { get; init; }

    /// <summary>The time it is, in UTC; set it to move forwards or back.</summary>
    public DateTimeOffset Now
    {
        get => GetUtcNow();
        set
        {
            Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
            _timers.Fire(value.UtcTicks);
        }
    }

    /// <summary>Timestamps count ticks of 100 ns, as the time does.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    /// <inheritdoc />
    public override long GetTimestamp() => Interlocked.Read(ref _utcTicks);

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!DrivesTimers)
            return base.CreateTimer(callback, state, dueTime, period);
        ArgumentNullException.ThrowIfNull(callback);
        return _timers.Add(this, () => callback(state), dueTime, period);
    }

    /// <summary>Moves the clock by a span of time, back if it is negative.</summary>
    public void Advance(TimeSpan by) => _timers.Fire(Interlocked.Add(ref _utcTicks, by.Ticks));
}
