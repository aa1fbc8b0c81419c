using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Policies.Tests.Signers;

/// <summary>Rules about keyless signers, over what a provider proves.</summary>
public sealed class KeylessRuleTests
{
    private static readonly Action<SignerBuilder> App = signer => signer.GitHubActions("acme/app");

    [Test]
    public void A_signature_by_the_workflow_passes_and_says_by_whom_when_and_in_which_log()
    {
        var node = Keyless.SceneOf(Keyless.Fact(Keyless.RunCertificate)).Judge(rule => rule.SignedBy(App));

        Assert.That(node.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(node.Message, Is.EqualTo(
            $"Signed by keyless {Keyless.Workflow} (issuer {Keyless.GitHub}), at 1970-01-01T00:00:00Z by https://tsa.example, in https://log-a.example at index 42."));
    }

    [Test]
    public void A_signature_by_anybody_else_with_a_certificate_of_the_same_instance_is_refused()
    {
        var node = Keyless.SceneOf(Keyless.Fact(Keyless.Named("https://github.com/evil/app/.github/workflows/release.yml@refs/heads/main"))).Judge(rule => rule.SignedBy(App));

        Assert.That((node.Outcome, node.Code), Is.EqualTo((Outcome.Fail, "identity-mismatch")));
        Assert.That(node.Actual, Does.Contain("evil"));
    }

    // From far to close; the closest is the reason, wherever it stands.
    [Test]
    public void The_candidate_that_came_closest_is_the_reason()
    {
        (string Code, SignatureFact Fact)[] ladder =
        [
            ("signer-mismatch", Keyless.Fact(Keyless.RunCertificate) with { Signer = new("other", "x") }),
            ("issuer-mismatch", Keyless.Fact(Keyless.Certificate("me@acme.example", WellKnownIssuers.Google, SubjectNameKind.Email))),
            ("subject-mismatch", Keyless.Fact(Keyless.RunCertificate) with { Subject = Scene.OtherImage }),
            ("identity-mismatch", Keyless.Fact(Keyless.Named("https://github.com/evil/app/.github/workflows/x.yml@refs/heads/main"))),
            ("certificate-extension-mismatch", Keyless.Fact(Keyless.Saying(FulcioExtension.SourceRepositoryUri, null))),
            ("too-few-log-entries", Keyless.Fact(Keyless.RunCertificate) with { Log = [] }),
            ("not-a-signature", Attested(Keyless.RunCertificate)),
        ];

        for (int last = 0; last < ladder.Length; last++)
        {
            var facts = ladder[..(last + 1)].Select(step => step.Fact).ToArray();
            Assert.That(Keyless.SceneOf(facts).Judge(rule => rule.SignedBy(App)).Code, Is.EqualTo(ladder[last].Code));
            Assert.That(Keyless.SceneOf([.. facts.Reverse()]).Judge(rule => rule.SignedBy(App)).Code, Is.EqualTo(ladder[last].Code));
        }
    }

    [Test]
    public void A_good_signature_beside_bad_ones_is_enough()
    {
        var facts = new[] { Keyless.Fact(Keyless.Certificate("https://evil.example/x")), Keyless.Fact(Keyless.RunCertificate), Keyless.Fact(Keyless.RunCertificate) with { Log = [] } };

        var node = Keyless.SceneOf(facts).Judge(rule => rule.SignedBy(App));

        Assert.That(node.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(node.Children.Select(child => child.Code), Is.EqualTo(new[] { "identity-mismatch", null, "too-few-log-entries" }));
    }

    [Test]
    public void Each_requirement_of_a_rule_is_kept_to_its_own_thresholds()
    {
        var unlogged = Keyless.Fact(Keyless.RunCertificate, Some.Instance().LoweredTo(new() { SignedCertificateTimestamps = 1 })) with { Log = [] };

        var node = Keyless.SceneOf(unlogged).Judge(rule => rule.SignedBy(signer => signer.GitHubActions("acme/app").WithoutLogUnsafe()).SignedBy(App));

        Assert.That(node.Children.Select(child => child.Outcome), Is.EqualTo(new[] { Outcome.Pass, Outcome.Fail }));
        Assert.That(node.Children[1].Code, Is.EqualTo("too-few-log-entries"));
        Assert.That(node.Children[0].Name, Does.Contain("unsafe"));
    }

    [Test]
    public void The_same_signer_is_the_same_requirement_for_keyless_ones_too()
    {
        var node = Keyless.SceneOf(Keyless.Fact(Keyless.RunCertificate), Attested(Keyless.RunCertificate)).Judge(rule => rule.SignedBy(App).HasProvenance(_ => { }));
        var stranger = Keyless.SceneOf(Keyless.Fact(Keyless.RunCertificate), Attested(Keyless.Named("https://github.com/evil/app/.github/workflows/x.yml@refs/heads/main"))).Judge(rule => rule.SignedBy(App).HasProvenance(_ => { }));

        Assert.That(node.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(stranger.Children.Select(child => child.Outcome), Is.EqualTo(new[] { Outcome.Pass, Outcome.Fail }));
    }

    [Test]
    public void A_rule_knows_whose_word_counts()
    {
        var rule = VerificationPolicy.Require(image => image.AnyOf(any => any.SignedBy(App).AllOf(all => all.SignedBy(Some.By(Some.A)).ByDigestReference()))).Otherwise;

        Assert.That(rule.Refuse(Keyless.Fact(Keyless.RunCertificate)), Is.Null);
        Assert.That(rule.Refuse(Attested(Keyless.RunCertificate)), Is.Null, "what is said is another question");
        Assert.That(rule.Refuse(Keyless.Fact(Keyless.Certificate("https://evil.example/x")))!.Code, Is.EqualTo("identity-mismatch"), "the closest requirement says why");
        Assert.That(VerificationPolicy.Require(image => image.ByDigestReference()).Otherwise.Refuse(Keyless.Fact(Keyless.RunCertificate))!.Code, Is.EqualTo("signer-mismatch"));
        Assert.That(new VerificationPolicyBuilder("p").Otherwise(image => image.Deny("x")).Build().Otherwise.Refuse(Keyless.Fact(Keyless.RunCertificate))!.Code, Is.EqualTo("signer-mismatch"));
    }

    private static SignatureFact Attested(CertificateIdentity certificate) => Keyless.Fact(certificate) with
    {
        Content = SignedContent.Attestation,
        Statement = InTotoStatement.Parse(CosignArtifacts.Statement(Scene.Image, "https://slsa.dev/provenance/v1", "{}", Some.Name)),
    };
}
