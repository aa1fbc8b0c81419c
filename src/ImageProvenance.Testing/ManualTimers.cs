namespace ImageProvenance.Testing;

/// <summary>The timers of a clock that is moved by hand. Thread-safe.</summary>
internal sealed class ManualTimers
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];

    public ITimer Add(TimeProvider clock, Action callback, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, clock, callback);
        lock (_lock)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs what is due, earliest first, until nothing is. Callbacks run on the caller's thread, and may set timers.</summary>
    public void Fire(long now)
    {
        while (TakeDue(now) is { } due)
            due.Callback();
    }

    private ManualTimer? TakeDue(long now)
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.Due <= now).MinBy(timer => timer.Due);
            if (due is not null)
                due.Due = due.Period > 0 ? due.Due + due.Period : long.MaxValue;
            return due;
        }
    }

    private void Set(ManualTimer timer, long due, long period)
    {
        lock (_lock)
            (timer.Due, timer.Period) = (due, period);
    }

    private void Remove(ManualTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    private sealed class ManualTimer(ManualTimers timers, TimeProvider clock, Action callback) : ITimer
    {
        public Action Callback => callback;

        /// <summary>Ticks in UTC; the largest number for never.</summary>
        public long Due { get; set; } = long.MaxValue;

        /// <summary>Ticks; 0 for a timer that is due once.</summary>
        public long Period { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            timers.Set(this, dueTime < TimeSpan.Zero ? long.MaxValue : clock.GetUtcNow().UtcTicks + dueTime.Ticks, Math.Max(0, period.Ticks));
            if (dueTime == TimeSpan.Zero)
                timers.Fire(clock.GetUtcNow().UtcTicks);
            return true;
        }

        public void Dispose() => timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
