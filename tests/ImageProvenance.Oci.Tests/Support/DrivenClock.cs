namespace ImageProvenance.Oci.Tests;

/// <summary>A clock that goes from one due timer to the next while something waits, so that waits of hours take no time.</summary>
internal sealed class DrivenClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<DrivenTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _set;

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>The time that has passed.</summary>
    public TimeSpan Passed => GetUtcNow() - Start;

    /// <summary>Moves on until the work is done.</summary>
    /// <remarks>From the thread pool: under a test's own synchronization context what a timer sets off would be queued, and time run ahead of it.</remarks>
    public Task<T> RunAsync<T>(Task<T> work) => Task.Run(async () =>
    {
        while (!work.IsCompleted)
        {
            await SettleAsync(work);
            if (!work.IsCompleted)
                Step();
        }

        return await work;
    });

    // What a cancellation sets off may still be under way, the longer the busier the machine is.
    private async Task SettleAsync(Task work)
    {
        for (int quiet = 0; quiet < 10 && !work.IsCompleted;)
        {
            int seen = Volatile.Read(ref _set);
            await Task.Delay(1);
            if (seen != Volatile.Read(ref _set))
                quiet = 0;
            else if (ThreadPool.PendingWorkItemCount == 0)
                quiet++;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new DrivenTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Step()
    {
        DrivenTimer? next;
        lock (_lock)
        {
            next = _timers.MinBy(timer => timer.Due);
            if (next is null)
                return;
            _timers.Remove(next);
            _now = next.Due > _now ? next.Due : _now;
        }

        next.Ring();
    }

    private sealed class DrivenTimer(DrivenClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public Action Ring => ring;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._set++;
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
