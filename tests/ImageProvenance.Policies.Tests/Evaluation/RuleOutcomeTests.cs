using ImageProvenance.Testing;

namespace ImageProvenance.Policies.Tests;

/// <summary>What the rule makes of its requirement: warn mode, denials, runs that ended early, places unread.</summary>
public sealed class RuleOutcomeTests
{
    private static readonly PolicyRule Enforced = VerificationPolicy.Require(rule => rule.SignedBy(Some.By(Some.A)).ByDigestReference()).Otherwise;
    private static readonly PolicyRule Warning = VerificationPolicy.Require(rule => rule.SignedBy(Some.By(Some.A)).Warn()).Otherwise;
    private static readonly PolicyRule Denying = new VerificationPolicyBuilder("p").ForImages(Some.Name, rule => rule.Deny("moved")).Build().Rules[0];

    // CVE-2024-23332: a permissive failure is no pass.
    [Test]
    public void In_warn_mode_a_failure_is_a_warning_and_never_a_pass() => Assert.That(new Scene().Judge(Warning).Outcome, Is.EqualTo(Outcome.Warn));

    [Test]
    public void In_warn_mode_a_pass_stays_a_pass() => Assert.That(new Scene().SignedBy(Some.A).Judge(Warning).Outcome, Is.EqualTo(Outcome.Pass));

    [Test]
    public void In_warn_mode_what_is_undecided_stays_so() => Assert.That(new Scene().WithUnreadPlace().Judge(Warning).Outcome, Is.EqualTo(Outcome.Indeterminate));

    [Test]
    public void In_warn_mode_the_requirement_itself_still_failed() => Assert.That(new Scene().Judge(Warning).Children.Single().Outcome, Is.EqualTo(Outcome.Fail));

    [Test]
    public void In_warn_mode_a_broken_image_is_denied() => Assert.That(Warning.EndedBy(Outcome.Fail, new("digest-mismatch", "x")).Outcome, Is.EqualTo(Outcome.Fail));

    [Test]
    public void A_rule_that_denies_says_why_and_needs_nothing()
    {
        var node = Denying.Evaluate(new Scene().JudgedFor(Denying));

        Assert.That((node.Outcome, node.Code, node.Message), Is.EqualTo((Outcome.Fail, "denied-by-rule", "moved")));
        Assert.That(Denying.Plan(PolicyRule.DefaultProviders, []).Discovery.Nodes, Is.EqualTo(EvidenceNodes.None));
    }

    [Test]
    public void A_rule_that_denies_does_so_however_the_run_ended() =>
        Assert.That(Denying.EndedBy(Outcome.Indeterminate, new("timeout", "x")).Outcome, Is.EqualTo(Outcome.Fail));

    [Test]
    public void Where_the_run_ended_early_nothing_below_was_reached()
    {
        var node = Enforced.EndedBy(Outcome.Indeterminate, new("timeout", "The image was not read in time."));

        Assert.That((node.Outcome, node.Code), Is.EqualTo((Outcome.Indeterminate, "timeout")));
        Assert.That(node.Children.Single().Outcome, Is.EqualTo(Outcome.NotReached));
        Assert.That(node.Children.Single().Children.Select(child => child.Outcome), Is.All.EqualTo(Outcome.NotReached).And.Exactly(2).Items);
    }

    [TestCase(Outcome.Pass)]
    [TestCase(Outcome.Warn)]
    [TestCase(Outcome.Skipped)]
    [TestCase(Outcome.NotReached)]
    [TestCase(Outcome.Unknown)]
    public void A_run_that_ended_early_cannot_have_passed(Outcome outcome) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Enforced.EndedBy(outcome, new("x", "x")));

    [Test]
    public void A_place_unread_matters_only_where_the_rule_is_not_decided_without_it()
    {
        Assert.That(new Scene().NamedByDigest().SignedBy(Some.A).WithUnreadPlace().Judge(Enforced).Outcome, Is.EqualTo(Outcome.Pass), "proven all the same");
        Assert.That(new Scene().WithUnreadPlace().Judge(Enforced).Outcome, Is.EqualTo(Outcome.Fail), "named by a tag, whatever the place holds");
        Assert.That(new Scene().NamedByDigest().WithUnreadPlace().Judge(Enforced).Outcome, Is.EqualTo(Outcome.Indeterminate), "the place may hold the signature");
        Assert.That(new Scene().NamedByDigest().SignedBy(Some.B).WithUnreadPlace().Judge(Enforced).Outcome, Is.EqualTo(Outcome.Indeterminate), "bad evidence beside decides nothing");
    }

    [Test]
    public void A_place_unread_of_something_else_does_not_matter() =>
        Assert.That(new Scene().NamedByDigest().WithUnreadPlace(Scene.OtherImage).Judge(Enforced).Outcome, Is.EqualTo(Outcome.Fail));

    [Test]
    public void What_is_undecided_says_which_place_was_unread() =>
        Assert.That(new Scene().NamedByDigest().WithUnreadPlace().Judge(Enforced).Children.Single().Children[0].Code, Is.EqualTo("timeout"));

    [Test]
    public void Named_by_its_digest_an_image_cannot_be_moved()
    {
        Assert.That(new Scene().NamedByDigest().Judge(rule => rule.ByDigestReference()).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(new Scene().Judge(rule => rule.ByDigestReference()).Code, Is.EqualTo("mutable-reference"));
    }
}
