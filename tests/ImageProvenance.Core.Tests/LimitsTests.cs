using System.Reflection;

namespace ImageProvenance.Core.Tests;

public sealed class LimitsTests
{
    [Test]
    public void The_defaults_are_what_their_documentation_says()
    {
        Assert.That(Limits.Default, Is.EqualTo(new Limits
        {
            ManifestBytes = 4_194_304,
            ConfigBytes = 4_194_304,
            SignatureBytes = 16_777_216,
            StatementBytes = 41_943_040,
            TokenBytes = 65_536,
            ErrorBytes = 65_536,
            Referrers = 256,
            Pages = 16,
            EvidenceDepth = 2,
            IndexDepth = 8,
            EvidenceLayers = 1000,
            LayoutManifests = 10_000,
            ArchiveEntries = 100_000,
            TotalBytes = 268_435_456,
            TotalManifestBytes = 33_554_432,
            TotalRequests = 1000,
            ParallelRequests = 8,
            Timeout = TimeSpan.FromSeconds(30),
        }));
    }

    private static IEnumerable<PropertyInfo> All => typeof(Limits).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    [Test]
    public void A_limit_of_nothing_or_less_is_refused_and_named()
    {
        foreach (var limit in All)
        {
            object[] nonsense = limit.PropertyType == typeof(TimeSpan) ? [TimeSpan.Zero, TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan, TimeSpan.FromDays(2)]
                : limit.PropertyType == typeof(long) ? [0L, -1L, long.MinValue]
                : [0, -1, int.MinValue];
            foreach (object value in nonsense)
            {
                var thrown = Assert.Throws<TargetInvocationException>(() => limit.SetValue(new Limits(), value), $"{limit.Name} {value}")!.InnerException;
                Assert.That(thrown, Is.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(limit.Name));
            }
        }
    }

    [Test]
    public void A_body_larger_than_an_array_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Limits { StatementBytes = int.MaxValue });

    [Test]
    public void An_attempt_may_take_a_third_of_the_whole_time_unless_it_is_said()
    {
        Assert.That(Limits.Default.RequestTimeout, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That((Limits.Default with { Timeout = TimeSpan.FromMinutes(3) }).RequestTimeout, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That((Limits.Default with { RequestTimeout = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromMinutes(3) }).RequestTimeout, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }
}
