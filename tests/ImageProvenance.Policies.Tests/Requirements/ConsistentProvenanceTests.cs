using ImageProvenance.Attestations;

namespace ImageProvenance.Policies.Tests;

public sealed class ConsistentProvenanceTests
{
    [Test]
    public void True_provenance_passes_and_names_its_platform()
    {
        var node = Judge(new Scene { Platforms = { Consistency.OfTrueProvenance() } });

        Assert.That(node.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(node.Children.Single().Name, Is.EqualTo("linux/amd64"));
    }

    [Test]
    public void Every_platform_has_to_hold() =>
        Assert.That(Judge(new Scene { Platforms = { Consistency.OfTrueProvenance(), Consistency.OfNoProvenance() } }).Outcome, Is.EqualTo(Outcome.Fail));

    [Test]
    public void An_image_without_platforms_has_nothing_consistent()
    {
        var node = Judge(new Scene());

        Assert.That((node.Outcome, node.Code), Is.EqualTo((Outcome.Fail, "no-platform")));
    }

    [Test]
    public void Missing_provenance_fails_with_the_checks_own_code()
    {
        var platform = Consistency.OfNoProvenance();
        var worst = platform.Result.Findings.First(finding => finding.Severity == FindingSeverity.Error);

        Assert.That(Judge(new Scene { Platforms = { platform } }).Children.Single().Code, Is.EqualTo(worst.Code));
    }

    [Test]
    public void Where_the_platforms_evidence_was_not_read_it_is_undecided()
    {
        var platform = Consistency.OfNoProvenance();

        Assert.That(Judge(new Scene { Platforms = { platform } }.WithUnreadPlace(platform.Platform.Descriptor.Digest)).Outcome, Is.EqualTo(Outcome.Indeterminate));
        Assert.That(Judge(new Scene { Platforms = { platform } }.WithUnreadPlace(Scene.OtherImage)).Outcome, Is.EqualTo(Outcome.Fail));
    }

    private static DecisionNode Judge(Scene scene) => scene.Judge(rule => rule.ConsistentWithImage());
}
