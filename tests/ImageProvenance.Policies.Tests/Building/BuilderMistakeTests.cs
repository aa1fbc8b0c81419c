using ImageProvenance.Testing;

namespace ImageProvenance.Policies.Tests;

/// <summary>What cannot be built, each with its path.</summary>
public sealed class BuilderMistakeTests
{
    private static IEnumerable<TestCaseData> InRule()
    {
        static TestCaseData Row(string name, string path, Action<RuleBuilder> rule) => new TestCaseData(path, rule).SetName(name);

        yield return Row("A rule that requires nothing", ".require", _ => { });
        yield return Row("An exception alone requires nothing", ".require", rule => rule.Except("ghcr.io/acme/x"));
        yield return Row("A warning alone requires nothing", ".require", rule => rule.Warn());
        yield return Row("An exception that is no pattern", ".except[1]", rule => rule.Except("ghcr.io/acme/x", "x").ByDigestReference());
        yield return Row("A denial without a reason", ".deny", rule => rule.Deny(" "));
        yield return Row("A denial that requires something", ".deny", rule => rule.Deny("moved").ByDigestReference());
        yield return Row("A denial that warns", ".deny", rule => rule.Deny("moved").Warn());
        yield return Row("A name that is empty", ".name", rule => rule.Named(" ").ByDigestReference());
        yield return Row("A signature by nobody", ".require.allOf[0].by", rule => rule.SignedBy(_ => { }));
        yield return Row("A signature by an empty list of keys", ".require.allOf[0].by", rule => rule.SignedBy(signer => signer.Keys([])));
        yield return Row("A signature by something that is no key", ".require.allOf[1].by", rule => rule.ByDigestReference().SignedBy(signer => signer.Key("no PEM")));
        yield return Row("A signature by a good key and a bad one", ".require.allOf[0].by", rule => rule.SignedBy(signer => signer.Key(Some.A.PublicKeyPem).Key("no PEM")));
        yield return Row("A signature by a key with an algorithm of others", ".require.allOf[0].by", rule => rule.SignedBy(signer => signer.Key(Some.A.PublicKeyPem, "rsa-pss-sha256")));
        yield return Row("A signature by two kinds of signers", ".require.allOf[0].by", rule => rule.SignedBy(signer => signer.Keys(Some.Public(Some.A)).Other("gpg", "x")));
        yield return Row("A signer without a kind", ".require.allOf[0].by", rule => rule.SignedBy(signer => signer.Other("", "x")));
        yield return Row("A signer without an identity", ".require.allOf[0].by", rule => rule.SignedBy(signer => signer.Other("gpg", "")));
        yield return Row("A key known by its id only", ".require.allOf[0].by", rule => rule.SignedBy(signer => signer.Other("key", Some.Public(Some.A).Id)));
        yield return Row("An any-of without alternatives", ".require.allOf[0].anyOf", rule => rule.AnyOf(_ => { }));
        yield return Row("An all-of without requirements", ".require.allOf[0].allOf", rule => rule.AllOf(_ => { }));
        yield return Row("An empty group deep inside", ".require.allOf[0].anyOf[1].allOf", rule => rule.AnyOf(any => any.ByDigestReference().AllOf(_ => { })));
        yield return Row("A predicate type that is none", ".require.allOf[0].predicateType", rule => rule.HasAttestation("sboms", a => a.By(Some.By(Some.A))));
        yield return Row("A predicate type with a wildcard", ".require.allOf[0].predicateType", rule => rule.HasAttestation("https://spdx.dev/*", a => a.By(Some.By(Some.A))));
        yield return Row("A signature asked for as an attestation", ".require.allOf[0].predicateType", rule => rule.HasAttestation("https://sigstore.dev/cosign/sign/v1", a => a.By(Some.By(Some.A))));
        yield return Row("A builder that is empty", ".require.allOf[0].provenance.builderId", rule => rule.HasProvenance(p => p.BuiltBy("").By(Some.By(Some.A))));
        yield return Row("A build type that is empty", ".require.allOf[0].provenance.buildType", rule => rule.HasProvenance(p => p.OfBuildType(" ").By(Some.By(Some.A))));
        yield return Row("A source that is no address", ".require.allOf[0].provenance.source", rule => rule.HasProvenance(p => p.BuiltFrom("acme/app").By(Some.By(Some.A))));
        yield return Row("A revision that is cut short", ".require.allOf[0].provenance.revision", rule => rule.HasProvenance(p => p.BuiltFrom("https://github.com/acme/app", "0123456").By(Some.By(Some.A))));
        yield return Row("A revision in upper case", ".require.allOf[0].provenance.revision", rule => rule.HasProvenance(p => p.BuiltFrom("https://github.com/acme/app", Some.Revision.ToUpperInvariant()).By(Some.By(Some.A))));
    }

    [TestCaseSource(nameof(InRule))]
    public void A_mistake_in_a_rule_has_its_path(string path, Action<RuleBuilder> rule) => Mistakes.OnlyInRule(path, rule);

    // A reference is stripped before sources are compared: the policy would not be kept to it.
    [TestCase("https://github.com/acme/app@refs/tags/v1")]
    [TestCase("https://github.com/acme/app#main")]
    [TestCase("https://host.example/@scope/app")]
    [TestCase("https://github.com")]
    [TestCase("https://github.com/")]
    [TestCase("https://github.com/acme/../app")]
    [TestCase("https://github.com/acme/./app")]
    [TestCase("https://github.com//app")]
    public void A_source_that_would_not_be_compared_whole_is_a_mistake(string source) =>
        Mistakes.OnlyInRule(".require.allOf[0].provenance.source", rule => rule.HasProvenance(p => p.BuiltFrom(source).By(Some.By(Some.A))));

    [Test]
    public void A_constraint_that_is_missing_in_a_configuration_does_not_become_any()
    {
        foreach (Action<ProvenanceBuilder> missing in new Action<ProvenanceBuilder>[] { p => p.BuiltBy(null!), p => p.BuiltFrom(null!), p => p.OfBuildType(null!) })
            Assert.Throws<ArgumentNullException>(() => VerificationPolicy.Require(rule => rule.HasProvenance(missing)));
    }

    [Test]
    public void A_policy_without_rules_is_a_mistake()
    {
        Mistakes.Only("$", () => new VerificationPolicyBuilder("p").Build());
        Mistakes.Only("$", () => new VerificationPolicyBuilder("p").Otherwise(Decision.Deny).Build());
    }

    [Test]
    public void A_policy_has_a_name() => Assert.Throws<ArgumentException>(() => new VerificationPolicyBuilder(" "));

    [TestCase(Decision.Allow)]
    [TestCase(Decision.AllowWithWarnings)]
    [TestCase(Decision.Indeterminate)]
    [TestCase(Decision.Unknown)]
    public void Nothing_is_allowed_without_a_requirement(Decision decision) =>
        Mistakes.Only("$.otherwise", () => new VerificationPolicyBuilder("p").ForImages(Some.Name, rule => rule.ByDigestReference()).Otherwise(decision).Build());

    [Test]
    public void A_rule_for_no_image_is_a_mistake() =>
        Mistakes.Only("$.rules[0].images", () => new VerificationPolicyBuilder("p").ForImages([], rule => rule.ByDigestReference()).Build());

    [Test]
    public void A_rule_for_the_rest_has_no_exceptions() =>
        Mistakes.Only("$.otherwise.except", () => VerificationPolicy.Require(rule => rule.Except("ghcr.io/acme/*").ByDigestReference()));

    [Test]
    public void Two_rules_have_two_names() =>
        Mistakes.Only("$.rules", () => new VerificationPolicyBuilder("p").ForImages("ghcr.io/a/b", rule => rule.Named("x").ByDigestReference()).ForImages("ghcr.io/a/c", rule => rule.Named("x").ByDigestReference()).Build());

    [Test]
    public void Two_rules_of_equal_rank_that_meet_are_a_mistake_of_the_second()
    {
        var mistake = Mistakes.Only("$.rules[1].images", () => new VerificationPolicyBuilder("p")
            .ForImages("ghcr.io/acme/a*", rule => rule.ByDigestReference())
            .ForImages(["quay.io/x/y", "ghcr.io/acme/*b"], rule => rule.ByDigestReference())
            .Build());

        Assert.That(mistake.Message, Does.Contain("ghcr.io/acme/a*").And.Contain("ghcr.io/acme/*b"));
    }

    [Test]
    public void Every_mistake_is_named_at_once()
    {
        var mistakes = Mistakes.Of(() => new VerificationPolicyBuilder("p")
            .ForImages("alpine", rule => rule.Except("x"))
            .ForImages("ghcr.io/acme/*", rule => rule
                .SignedBy(_ => { })
                .HasProvenance(p => p.BuiltFrom("x", "y").By(_ => { }))
                .AnyOf(_ => { }))
            .Otherwise(rule => rule.HasAttestation("z"))
            .Build());

        Assert.That(mistakes.Select(mistake => mistake.Path), Is.EqualTo(new[]
        {
            "$.rules[0].images[0]", "$.rules[0].except[0]", "$.rules[0].require",
            "$.rules[1].require.allOf[0].by", "$.rules[1].require.allOf[1].by", "$.rules[1].require.allOf[1].provenance.source",
            "$.rules[1].require.allOf[1].provenance.revision", "$.rules[1].require.allOf[2].anyOf",
            "$.otherwise.require.allOf[0].by", "$.otherwise.require.allOf[0].predicateType",
        }));
    }

    [Test]
    public void An_exception_names_at_least_one_mistake() => Assert.Throws<ArgumentException>(() => new PolicyException([]));
}
