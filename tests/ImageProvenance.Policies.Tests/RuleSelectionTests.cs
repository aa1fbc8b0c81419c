namespace ImageProvenance.Policies.Tests;

public sealed class RuleSelectionTests
{
    private static readonly VerificationPolicy Policy = new VerificationPolicyBuilder("company")
        .ForImages("**", rule => rule.Named("everything").Deny("unknown"))
        .ForImages(["ghcr.io/acme/**", "quay.io/acme/**"], rule => rule.Named("acme").Except("ghcr.io/acme/sandbox/**").ByDigestReference())
        .ForImages("ghcr.io/acme/*", rule => rule.Named("top").ByDigestReference())
        .ForImages("ghcr.io/acme/app", rule => rule.Named("app").Except("ghcr.io/acme/app").ByDigestReference())
        .ForImages("ghcr.io/acme/a*", rule => rule.Named("a").ByDigestReference())
        .Build();

    [TestCase("ghcr.io/acme/web", "top", TestName = "One component is more specific than many")]
    [TestCase("ghcr.io/acme/api", "a", TestName = "More literal characters are more specific")]
    [TestCase("ghcr.io/acme/app", "a", TestName = "What a rule takes out falls to the next most specific one")]
    [TestCase("ghcr.io/acme/team/app", "acme", TestName = "Many components match what is deeper")]
    [TestCase("quay.io/acme/app", "acme", TestName = "Any pattern of a rule is enough")]
    [TestCase("ghcr.io/acme/sandbox/x", "everything", TestName = "An exception takes out what is below")]
    [TestCase("ghcr.io/acme/sandbox", "top", TestName = "An exception takes out no more than it matches")]
    [TestCase("docker.io/library/alpine", "everything", TestName = "The rest falls to the least specific")]
    [TestCase("ghcr.io/acme/app:1", "a", TestName = "A tag is no part of a name, so a text with one is another name")]
    [TestCase(null, "otherwise", TestName = "An image without a name is matched by no pattern, not even everything")]
    public void Exactly_one_rule_applies(string? name, string rule) => Assert.That(Policy.Select(name).Name, Is.EqualTo(rule));

    [TestCase("ghcr.io/acme/app")]
    [TestCase("GHCR.IO/acme/app")]
    [TestCase("ghcr.io:443/acme/app")]
    [TestCase("ghcr.io:0443/acme/app")]
    [TestCase("registry-1.docker.io/library/nginx")]
    [TestCase("index.docker.io/library/nginx")]
    public void No_spelling_of_a_registry_evades_its_rule(string reference)
    {
        var policy = new VerificationPolicyBuilder("p")
            .ForImages("ghcr.io/acme/**", rule => rule.Deny("closed"))
            .ForImages("docker.io/library/*", rule => rule.Deny("closed"))
            .Otherwise(rule => rule.ByDigestReference())
            .Build();

        Assert.That(policy.Select(ImageReference.Parse(reference).Name).Denial, Is.EqualTo("closed"));
    }

    [Test]
    public void What_no_rule_is_for_is_denied_and_says_so()
    {
        var policy = new VerificationPolicyBuilder("p").ForImages("ghcr.io/acme/*", rule => rule.ByDigestReference()).Build();

        var node = policy.Select("ghcr.io/other/app").Evaluate(new Scene().JudgedFor(policy.Otherwise));

        Assert.That((node.Outcome, node.Code, node.Message), Is.EqualTo((Outcome.Fail, "denied-by-rule", "No rule of the policy is for this image.")));
    }

    [Test]
    public void The_rest_may_be_judged_by_a_rule_of_its_own() =>
        Assert.That(VerificationPolicy.Require(rule => rule.ByDigestReference()).Select("ghcr.io/acme/app").Requirement, Is.TypeOf<DigestReferenceRequirement>());

    [Test]
    public void A_rule_is_named_by_its_images_unless_it_has_a_name() =>
        Assert.That(new VerificationPolicyBuilder("p").ForImages(["ghcr.io/a/b", "ghcr.io/a/c"], rule => rule.ByDigestReference()).Build().Rules[0].Name, Is.EqualTo("ghcr.io/a/b, ghcr.io/a/c"));

    [Test]
    public void The_order_of_rules_means_nothing()
    {
        VerificationPolicy Build(bool reverse)
        {
            string[] patterns = ["ghcr.io/**", "ghcr.io/acme/*", "ghcr.io/acme/app"];
            var builder = new VerificationPolicyBuilder("p");
            foreach (string pattern in reverse ? patterns.Reverse() : patterns)
                builder.ForImages(pattern, rule => rule.ByDigestReference());
            return builder.Build();
        }

        foreach (string name in new[] { "ghcr.io/acme/app", "ghcr.io/acme/web", "ghcr.io/x/y/z", "quay.io/a/b" })
            Assert.That(Build(reverse: true).Select(name).Name, Is.EqualTo(Build(reverse: false).Select(name).Name));
    }
}
