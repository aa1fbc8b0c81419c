namespace ImageProvenance.Core.Tests;

public sealed class DiscoveryPlanTests
{
    [TestCase("a/b", "a/b", true)]
    [TestCase("a/b", "a/bc", false)]
    [TestCase("a/b*", "a/bc", true)]
    [TestCase("a/b*", "a/b", true)]
    [TestCase("a/b*", "A/bc", false)]
    [TestCase("*", "anything", true)]
    [TestCase("a/b*", "x/a/b", false)]
    public void A_layer_is_opened_by_its_exact_media_type_or_a_prefix(string pattern, string mediaType, bool opens) =>
        Assert.That(new DiscoveryPlan { MediaTypes = ["x/y", pattern] }.Opens(mediaType), Is.EqualTo(opens));

    [Test]
    public void A_plan_of_nothing_opens_nothing()
    {
        Assert.That(DiscoveryPlan.Nothing.Opens("a/b"), Is.False);
        Assert.That(DiscoveryPlan.Nothing.Opens(""), Is.False);
        Assert.That((DiscoveryPlan.Nothing.Nodes, DiscoveryPlan.Nothing.IndexStatements, DiscoveryPlan.Nothing.PlatformConfigs), Is.EqualTo((EvidenceNodes.None, false, false)));
    }

    [Test]
    public void A_statement_is_opened_unless_its_annotation_names_a_type_that_is_not_wanted()
    {
        var plan = new DiscoveryPlan { StatementTypes = ["https://slsa.dev/provenance/*"] };

        Assert.Multiple(() =>
        {
            Assert.That(plan.OpensStatement("https://slsa.dev/provenance/v1"), Is.True);
            Assert.That(plan.OpensStatement("https://spdx.dev/Document"), Is.False);
            Assert.That(plan.OpensStatement(null), Is.True, "What it does not name has to be read.");
            Assert.That(DiscoveryPlan.Nothing.OpensStatement("https://spdx.dev/Document"), Is.True);
        });
    }
}
