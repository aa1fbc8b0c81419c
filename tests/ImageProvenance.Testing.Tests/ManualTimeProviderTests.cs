namespace ImageProvenance.Testing.Tests;

public sealed class ManualTimeProviderTests
{
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
}
