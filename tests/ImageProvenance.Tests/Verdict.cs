using ImageProvenance.Policies;

namespace ImageProvenance.Tests;

/// <summary>What must hold of every report of a decision, asserted in one place.</summary>
internal static class Verdict
{
    public static void IsAllowed(ProvenanceReport report)
    {
        Assert.That(report.Decision, Is.EqualTo(Decision.Allow), report.Explain);
        Assert.That(report.IsAllowed);
        Assert.That(report.PinnedReference, Is.EqualTo(report.Image!.Pinned.ToString()).And.EndsWith($"@{report.Image.Digest}"));
        Assert.That(report.EnsureAllowed, Throws.Nothing);
    }

    public static void IsDenied(ProvenanceReport report, string? code = null) => IsRefused(report, Decision.Deny, Outcome.Fail, code);

    public static void IsIndeterminate(ProvenanceReport report, string? code = null) => IsRefused(report, Decision.Indeterminate, Outcome.Indeterminate, code);

    /// <summary>The codes of all nodes of the tree that did not pass.</summary>
    public static IEnumerable<string> CodesOf(DecisionNode node) =>
        (node.Code is null ? [] : new[] { node.Code }).Concat(node.Children.SelectMany(CodesOf));

    private static void IsRefused(ProvenanceReport report, Decision decision, Outcome outcome, string? code)
    {
        Assert.That(report.Decision, Is.EqualTo(decision), report.Explain);
        Assert.That(report.Tree.Outcome, Is.EqualTo(outcome));
        Assert.That(report.IsAllowed, Is.False);
        Assert.That(report.PinnedReference, Is.Null);
        Assert.That(report.EnsureAllowed, Throws.TypeOf<ImageNotTrustedException>().With.Property("Report").SameAs(report));
        if (code is not null)
            Assert.That(CodesOf(report.Tree), Does.Contain(code), report.Explain);
    }
}
