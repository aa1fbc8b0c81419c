namespace ImageProvenance.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _driven = new(DateTimeOffset.UnixEpoch) { DrivesTimers = true };

    [Test]
    public void The_clock_stands_still_until_it_is_told_otherwise()
    {
        var start = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2));
        var clock = new ManualTimeProvider(start);
        long timestamp = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromSeconds(90));

        Assert.That(clock.GetUtcNow(), Is.EqualTo(start.AddSeconds(90)));
        Assert.That(clock.GetUtcNow().Offset, Is.EqualTo(TimeSpan.Zero));
        Assert.That(clock.GetElapsedTime(timestamp), Is.EqualTo(TimeSpan.FromSeconds(90)));

        clock.Now = start;
        Assert.That(clock.GetUtcNow(), Is.EqualTo(start));
    }

    [Test]
    public void Timers_that_the_clock_drives_are_due_when_it_gets_there_earliest_first()
    {
        var due = new List<int>();
        using var second = _driven.CreateTimer(_ => due.Add(2), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using var first = _driven.CreateTimer(_ => due.Add(1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var never = _driven.CreateTimer(_ => due.Add(0), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var gone = _driven.CreateTimer(_ => due.Add(3), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        gone.Dispose();

        _driven.Advance(TimeSpan.FromSeconds(0.9));
        Assert.That(due, Is.Empty);
        _driven.Now = DateTimeOffset.UnixEpoch.AddDays(1);
        Assert.That(due, Is.EqualTo(new[] { 1, 2 }));
        _driven.Advance(TimeSpan.FromDays(1));
        Assert.That(due, Is.EqualTo(new[] { 1, 2 }), "each once");
    }

    [Test]
    public void A_timer_with_a_period_is_due_again_and_again()
    {
        int due = 0;
        using var timer = _driven.CreateTimer(_ => due++, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.That(due, Is.EqualTo(1));
        _driven.Advance(TimeSpan.FromSeconds(3));
        Assert.That(due, Is.EqualTo(4));
        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        _driven.Advance(TimeSpan.FromSeconds(60));
        Assert.That(due, Is.EqualTo(5));
    }

    [Test]
    public async Task Delays_and_deadlines_are_the_clocks()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _driven);
        using var deadline = new CancellationTokenSource(TimeSpan.FromHours(2), _driven);
        _driven.Advance(TimeSpan.FromHours(1));
        await delay;
        Assert.That(deadline.IsCancellationRequested, Is.False);
        _driven.Advance(TimeSpan.FromHours(1));
        Assert.That(deadline.IsCancellationRequested);
    }
}
