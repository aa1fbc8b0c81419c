using FsCheck;
using FsCheck.Fluent;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests;

/// <summary>A policy, written and read again, is the same policy.</summary>
public sealed class RoundTripTests
{
    private static readonly Action<SignerBuilder>[] Signers =
    [
        Some.By(Some.A),
        Some.By(Some.A, Some.B),
        signer => signer.Key(Some.P384.PublicKeyPem, SignatureAlgorithms.EcdsaP384Sha256),
        signer => signer.Key(Some.Rsa.PublicKeyPem).Key(Some.Rsa.PublicKeyPem, SignatureAlgorithms.RsaPssSha512),
        signer => signer.Keys(Some.Public(Some.A)).RequireLogEntries(1).RequireTimes(2).AllowRekorDsse002(),
        signer => signer.Keyless("https://a.example", "me@acme.example"),
        signer => signer.Keyless("https://a.example", SubjectMatch.Prefix("https://b.example/\"x\"/")).RequireScts(2).RequireLogEntries(3),
        signer => signer.Keyless(SubjectMatch.Pattern("https://[ab]\\.example"), SubjectMatch.Pattern("https://c\\.example/.*")).WithoutLogUnsafe().WithoutSctUnsafe(),
        signer => signer.GitHubActions("acme/app"),
        signer => signer.GitHubActions("acme/app", "release.yml", "refs/heads/main", "push", "github-hosted", "1", "2").WithExtension(FulcioExtension.TokenSubject, SubjectMatch.Prefix("repo:acme/")).WithExtension(FulcioExtension.IssuerV1, "x"),
        signer => signer.GitLabCI("acme/app").RequireTimes(1),
        signer => signer.GitLabCI("acme/app", "ci/x.yml", "refs/tags/v1", "push", "self-hosted", "1", "2", "https://gitlab.acme.example").AllowRekorDsse002(),
        signer => signer.Google("me@acme.example").WithExtension(FulcioExtension.Issuer, SubjectMatch.Pattern("https://.*google\\.com")),
        signer => signer.Other("gpg", "x").RequireTimes(3),
        signer => signer.Other("gpg", "name \"<\u00e9\ud83d\ude00>\""),
    ];

    [Test]
    public void Each_kind_of_signer_survives_and_is_another_policy()
    {
        var policies = Signers.Select(signer => VerificationPolicy.Require(rule => rule.SignedBy(signer))).ToList();

        foreach (var policy in policies)
            Assert.That(IsSame(policy), Is.True, policy.ToJson());
        Assert.That(policies.Select(policy => policy.Id), Is.Unique);
    }

    private static readonly Gen<string?> Maybe = Gen.Elements(null, "x:\"quoted\"", "https://\u00e9.example/+&");

    private static Gen<Action<RequirementGroupBuilder>> Requirements(int depth)
    {
        Gen<Action<RequirementGroupBuilder>> leaf = Gen.OneOf(
            Gen.Elements(Signers).Select<Action<SignerBuilder>, Action<RequirementGroupBuilder>>(by => list => list.SignedBy(by)),
            Gen.Constant<Action<RequirementGroupBuilder>>(list => list.ByDigestReference()),
            Gen.Constant<Action<RequirementGroupBuilder>>(list => list.ConsistentWithImage()),
            from signer in Gen.Elements(Signers) from type in Gen.Elements("sbom", "vex", "https://x.example/y?z") select (Action<RequirementGroupBuilder>)(list => list.HasAttestation(type, a => a.By(signer))),
            from signer in Gen.Elements(Signers) from builder in Maybe from consistent in Gen.Elements(true, false) select (Action<RequirementGroupBuilder>)(list => list.HasProvenance(p => Constrain(p, builder, consistent).By(signer))),
            from signer in Gen.Elements(Signers) select (Action<RequirementGroupBuilder>)(list => list.AllOf(all => all.SignedBy(signer).HasProvenance(p => p.BuiltFrom("https://github.com/acme/app", Some.Revision)))));
        if (depth == 0)
            return leaf;
        return Gen.OneOf(
            leaf,
            from parts in Several(depth) select (Action<RequirementGroupBuilder>)(list => list.AnyOf(any => AddAll(any, parts))),
            from parts in Several(depth) select (Action<RequirementGroupBuilder>)(list => list.AllOf(all => AddAll(all, parts))));
    }

    [Test]
    public void Whatever_it_requires() =>
        Prop.ForAll(Several(3).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (parts, isWarning) =>
        {
            // The same list as a rule of its own, and as the only requirement of one.
            return IsSame(Build(isWarning, rule => rule.AllOf(all => AddAll(all, parts)))) && IsSame(Build(isWarning, rule => rule.AnyOf(any => AddAll(any, parts)).ByDigestReference()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static IEnumerable<TestCaseData> Policies()
    {
        static TestCaseData Row(string name, VerificationPolicy policy) => new TestCaseData(policy).SetName(name);

        yield return Row("One requirement", VerificationPolicy.Require(rule => rule.SignedBy(Some.By(Some.A))));
        yield return Row("One requirement in an all-of", VerificationPolicy.Require(rule => rule.AllOf(all => all.SignedBy(Some.By(Some.A)))));
        yield return Row("One requirement in an all-of in an all-of", VerificationPolicy.Require(rule => rule.AllOf(all => all.AllOf(inner => inner.SignedBy(Some.By(Some.A))))));
        yield return Row("An all-of of one beside others", VerificationPolicy.Require(rule => rule.AllOf(all => all.SignedBy(Some.By(Some.B))).SignedBy(Some.By(Some.A)).HasProvenance(_ => { })));
        yield return Row("An any-of of one", VerificationPolicy.Require(rule => rule.AnyOf(any => any.SignedBy(Some.By(Some.A)))));
        yield return Row("The same signer", VerificationPolicy.Require(rule => rule.SignedBy(Some.By(Some.A, Some.B)).HasProvenance(p => p.BuiltBy("x:y")).HasAttestation(Predicates.Sbom)));
        yield return Row("Consistency among alternatives", VerificationPolicy.Require(rule => rule.AnyOf(any => any.HasProvenance(p => p.By(Some.By(Some.A)).ConsistentWithImage()).ByDigestReference())));
        yield return Row("A rule for the rest that warns", VerificationPolicy.Require(rule => rule.ByDigestReference().Warn()));
        yield return Row("A rule for the rest that says why it denies", new VerificationPolicyBuilder("p").Otherwise(rule => rule.Deny("frozen")).Build());
        yield return Row("A rule named by its images", new VerificationPolicyBuilder("p").ForImages(["ghcr.io/a/b", "ghcr.io/**"], rule => rule.Except("ghcr.io/x/*").Deny("no \u00e9\n\"")).Build());
    }

    [TestCaseSource(nameof(Policies))]
    public void A_policy_survives(VerificationPolicy policy) => Assert.That(IsSame(policy), Is.True, policy.ToJson());

    [Test]
    public void What_denies_differently_is_another_policy() =>
        Assert.That(new VerificationPolicyBuilder("p").Otherwise(rule => rule.Deny("a")).Build().Id, Is.Not.EqualTo(new VerificationPolicyBuilder("p").Otherwise(rule => rule.Deny("b")).Build().Id));

    private static bool IsSame(VerificationPolicy policy)
    {
        var again = VerificationPolicy.FromJson(policy.ToJson());
        return again.Id == policy.Id && again.ToJson() == policy.ToJson() && again.Name == policy.Name
            && again.Otherwise.Denial == policy.Otherwise.Denial && again.Rules.Select(rule => rule.Name).SequenceEqual(policy.Rules.Select(rule => rule.Name));
    }

    private static VerificationPolicy Build(bool isWarning, Action<RuleBuilder> requirement) => new VerificationPolicyBuilder("p")
        .ForImages("ghcr.io/acme/**", rule =>
        {
            requirement(rule);
            if (isWarning)
                rule.Warn();
        })
        .Build();

    private static Gen<Action<RequirementGroupBuilder>[]> Several(int depth) => Gen.Choose(1, 3).SelectMany(count => Requirements(depth - 1).ArrayOf(count));

    private static void AddAll(RequirementGroupBuilder list, Action<RequirementGroupBuilder>[] parts)
    {
        foreach (var part in parts)
            part(list);
    }

    private static ProvenanceBuilder Constrain(ProvenanceBuilder provenance, string? builder, bool consistent)
    {
        if (builder is not null)
            provenance.BuiltBy(builder);
        return consistent ? provenance.ConsistentWithImage() : provenance;
    }
}
