namespace ImageProvenance.Core.Tests;

public sealed class FetchBudgetTests
{
    [Test]
    public void Requests_are_allowed_up_to_the_cap()
    {
        var budget = new FetchBudget(new Limits { TotalRequests = 2 });
        budget.ChargeRequest();
        budget.ChargeRequest();

        Assert.That(budget.Requests, Is.EqualTo(2));
        Assert.That(Assert.Throws<SourceException>(budget.ChargeRequest)!.Kind, Is.EqualTo(SourceErrorKind.BudgetExhausted));
    }

    [Test]
    public void Bytes_are_allowed_up_to_the_cap()
    {
        var budget = new FetchBudget(new Limits { TotalBytes = 10 });
        budget.ChargeBytes(4);
        budget.ChargeBytes(6);

        Assert.That(budget.Bytes, Is.EqualTo(10));
        Assert.That(Assert.Throws<SourceException>(() => budget.ChargeBytes(1))!.Failure.Code, Is.EqualTo("budget-exhausted"));
    }

    [Test]
    public void Bytes_of_manifests_are_allowed_up_to_a_cap_of_their_own()
    {
        var budget = new FetchBudget(new Limits { TotalManifestBytes = 10 });
        budget.ChargeManifest(4);
        budget.ChargeManifest(6);
        budget.ChargeBytes(100);

        Assert.That(Assert.Throws<SourceException>(() => budget.ChargeManifest(1))!.Failure.Code, Is.EqualTo("budget-exhausted"));
    }

    [Test]
    public void Charges_from_many_threads_are_all_counted()
    {
        var budget = new FetchBudget(Limits.Default);

        Parallel.For(0, 500, _ =>
        {
            budget.ChargeRequest();
            budget.ChargeBytes(3);
        });

        Assert.That((budget.Requests, budget.Bytes), Is.EqualTo((500, 1500L)));
    }

    [Test]
    public void Time_is_left_as_long_as_the_clock_that_was_given_says()
    {
        var clock = new SteppedClock();
        var budget = new FetchBudget(new Limits { Timeout = TimeSpan.FromSeconds(10) }, clock);
        Assert.That(budget.TimeLeft, Is.EqualTo(TimeSpan.FromSeconds(10)));
        clock.Seconds = 12;
        Assert.That(budget.TimeLeft, Is.EqualTo(TimeSpan.FromSeconds(-2)));
        Assert.That(new FetchBudget(Limits.Default).TimeLeft, Is.EqualTo(Limits.Default.Timeout), "without a clock none is spent");
    }

    private sealed class SteppedClock : TimeProvider
    {
        public long Seconds { get; set; }
        public override long TimestampFrequency => 1;
        public override long GetTimestamp() => Seconds;
    }
}
