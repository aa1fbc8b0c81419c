namespace ImageProvenance.Policies.Tests;

/// <summary>Strong Kleene logic over whole trees: every row of its truth tables up to three parts.</summary>
public sealed class KleeneTests
{
    // With A's signature there, a place unread and a tag for a name: one part of each outcome, all at once.
    private static readonly Dictionary<Outcome, Action<RequirementGroupBuilder>> Parts = new()
    {
        [Outcome.Pass] = part => part.SignedBy(Some.By(Some.A)),
        [Outcome.Fail] = part => part.ByDigestReference(),
        [Outcome.Indeterminate] = part => part.SignedBy(Some.By(Some.B)),
    };

    private static IEnumerable<TestCaseData> Rows =>
        from count in Enumerable.Range(1, 3)
        from number in Enumerable.Range(0, (int)Math.Pow(3, count))
        let outcomes = Enumerable.Range(0, count).Select(digit => Parts.Keys.ElementAt(number / (int)Math.Pow(3, digit) % 3)).ToArray()
        select new TestCaseData(new object[] { outcomes }).SetName($"{{m}}: {string.Join(", ", outcomes)}");

    [TestCaseSource(nameof(Rows))]
    public void All_of(Outcome[] outcomes)
    {
        var expected = outcomes.Contains(Outcome.Fail) ? Outcome.Fail : outcomes.Contains(Outcome.Indeterminate) ? Outcome.Indeterminate : Outcome.Pass;

        var node = Judge(rule => rule.AnyOf(any => any.AllOf(all => Add(all, outcomes)))).Children.Single();

        Assert.That(node.Kind, Is.EqualTo("all-of"));
        Assert.That(node.Outcome, Is.EqualTo(expected));
        Assert.That(node.Children.Select(child => child.Outcome), Is.EqualTo(outcomes), "all parts are evaluated, so that all that is missing is named");
    }

    [TestCaseSource(nameof(Rows))]
    public void Any_of(Outcome[] outcomes)
    {
        var expected = outcomes.Contains(Outcome.Pass) ? Outcome.Pass : outcomes.Contains(Outcome.Indeterminate) ? Outcome.Indeterminate : Outcome.Fail;
        int first = Array.IndexOf(outcomes, Outcome.Pass);

        var node = Judge(rule => rule.AnyOf(any => Add(any, outcomes)));

        Assert.That(node.Kind, Is.EqualTo("any-of"));
        Assert.That(node.Outcome, Is.EqualTo(expected));
        Assert.That(node.Children.Select(child => child.Outcome), Is.EqualTo(outcomes.Select((outcome, i) => first >= 0 && i > first ? Outcome.Skipped : outcome)), "what comes after the first pass is skipped");
    }

    [Test]
    public void The_value_of_default_is_no_outcome_and_no_decision()
    {
        Assert.That(default(Outcome), Is.EqualTo(Outcome.Unknown));
        Assert.That(default(Decision), Is.EqualTo(Decision.Unknown));
    }

    private static void Add(RequirementGroupBuilder group, Outcome[] outcomes)
    {
        foreach (var outcome in outcomes)
            Parts[outcome](group);
    }

    private static DecisionNode Judge(Action<RuleBuilder> rule) => new Scene().SignedBy(Some.A).WithUnreadPlace().Judge(rule);
}
