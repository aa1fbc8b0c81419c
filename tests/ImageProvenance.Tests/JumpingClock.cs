namespace ImageProvenance.Tests;

/// <summary>A clock that jumps over waits: who waits goes on at once, and it is later. Deadlines, which are longer than any wait, never come.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(9);

    private long _ticks = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>The waits so far.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isWait = dueTime > TimeSpan.Zero && dueTime <= LongestWait;
        if (isWait)
        {
            lock (Waits)
                Waits.Add(dueTime);
            Advance(dueTime);
        }

        return TimeProvider.System.CreateTimer(callback, state, isWait ? TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
