using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests.Signers;

/// <summary>Whom a certificate has to name, by issuer, name and extensions.</summary>
public sealed class KeylessSignerTests
{
    private static readonly Action<SignerBuilder> Exact = signer => signer.Keyless(Keyless.GitHub, Keyless.Workflow);
    private static readonly Action<SignerBuilder> Below = signer => signer.Keyless(Keyless.GitHub, SubjectMatch.Prefix("https://github.com/acme/app/.github/workflows/"));

    [Test]
    public void Issuer_and_name_are_both_needed()
    {
        Assert.That(Keyless.Refusal(Exact, Keyless.RunCertificate), Is.Null);
        Assert.That(Keyless.Refusal(Below, Keyless.RunCertificate), Is.Null);
        Assert.That(Keyless.Refusal(Exact, Keyless.Certificate(Keyless.Workflow, "https://evil.example")), Is.EqualTo("issuer-mismatch"));
        Assert.That(Keyless.Refusal(Exact, Keyless.Certificate("https://github.com/evil/app/.github/workflows/release.yml@refs/heads/main")), Is.EqualTo("identity-mismatch"));
        Assert.That(Keyless.Refusal(Below, Keyless.Certificate("https://github.com/acme/app/.github/workflow")), Is.EqualTo("identity-mismatch"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(Keyless.GitHub + "/")]
    [TestCase(Keyless.GitHub + "/acme")]
    [TestCase(Keyless.GitHub + ".evil.example")]
    [TestCase(Keyless.GitHub + "\n")]
    [TestCase("http://token.actions.githubusercontent.com")]
    [TestCase("HTTPS://TOKEN.ACTIONS.GITHUBUSERCONTENT.COM")]
    [TestCase("https://token.\u0430ctions.githubusercontent.com")]
    public void Another_issuer_of_the_same_name_is_refused(string? issuer) =>
        Assert.That(Keyless.Refusal(Exact, Keyless.Certificate(Keyless.Workflow, issuer)), Is.EqualTo("issuer-mismatch"));

    [Test]
    public void An_issuer_may_be_a_prefix()
    {
        Action<SignerBuilder> enterprise = signer => signer.Keyless(SubjectMatch.Prefix("https://token.actions.githubusercontent.com/acme"), SubjectMatch.Exact(Keyless.Workflow));

        Assert.That(Keyless.Refusal(enterprise, Keyless.Certificate(Keyless.Workflow, Keyless.GitHub + "/acme/x")), Is.Null);
        Assert.That(Keyless.Refusal(enterprise, Keyless.Certificate(Keyless.Workflow, Keyless.GitHub + "/acme-evil")), Is.EqualTo("issuer-mismatch"));
    }

    [Test]
    public void The_refusal_says_who_is_wanted_and_who_is_there()
    {
        var issuer = Keyless.Refuse(Exact, Keyless.Fact(Keyless.Certificate(Keyless.Workflow, "https://evil.example")))!;
        var name = Keyless.Refuse(Below, Keyless.Fact(Keyless.Certificate("https://github.com/evil/app/x")))!;
        var extension = Keyless.Refuse(signer => Stated(signer).WithExtension(FulcioExtension.BuildTrigger, "release"), Keyless.Fact(Keyless.RunCertificate))!;

        Assert.That((issuer.Expected, issuer.Actual), Is.EqualTo((Keyless.GitHub, "https://evil.example")));
        Assert.That((name.Expected, name.Actual), Is.EqualTo(("starting with https://github.com/acme/app/.github/workflows/", "https://github.com/evil/app/x")));
        Assert.That((extension.Expected, extension.Actual), Is.EqualTo(("release", "push")));
        Assert.That(extension.Message, Does.Contain("buildTrigger"));
    }

    // Texts are compared: what is an address must not read like a workflow's, nor the other way round.
    [TestCase(SubjectNameKind.Email)]
    [TestCase(SubjectNameKind.UserName)]
    [TestCase(SubjectNameKind.Unknown)]
    public void A_name_of_another_form_that_reads_like_a_workflow_is_refused(SubjectNameKind kind)
    {
        Assert.That(Keyless.Refusal(Exact, Keyless.Certificate(Keyless.Workflow, kind: kind)), Is.EqualTo("identity-mismatch"));
        Assert.That(Keyless.Refusal(Below, Keyless.Certificate(Keyless.Workflow + "!x@evil.example", kind: kind)), Is.EqualTo("identity-mismatch"));
    }

    [TestCase(SubjectNameKind.Email, null)]
    [TestCase(SubjectNameKind.Uri, "identity-mismatch")]
    [TestCase(SubjectNameKind.UserName, "identity-mismatch")]
    public void An_email_address_is_an_email_address(SubjectNameKind kind, string? code) =>
        Assert.That(Keyless.Refusal(signer => signer.Keyless(WellKnownIssuers.GitHubLogin, "me@acme.example"), Keyless.Certificate("me@acme.example", WellKnownIssuers.GitHubLogin, kind)), Is.EqualTo(code));

    [TestCase("me@acme.example:443")]
    [TestCase("/acme:443")]
    [TestCase(":443")]
    public void What_has_no_scheme_is_no_URI(string name) =>
        Assert.That(Keyless.Refusal(signer => signer.Keyless(Keyless.GitHub, name), Keyless.Certificate(name)), Is.EqualTo("identity-mismatch"));

    [TestCase(SubjectNameKind.UserName, null)]
    [TestCase(SubjectNameKind.Uri, "identity-mismatch")]
    [TestCase(SubjectNameKind.Email, "identity-mismatch")]
    public void A_user_name_is_a_user_name(SubjectNameKind kind, string? code) =>
        Assert.That(Keyless.Refusal(signer => signer.Keyless("https://acme.example", "me!acme.example"), Keyless.Certificate("me!acme.example", "https://acme.example", kind)), Is.EqualTo(code));

    [Test]
    public void An_extension_has_to_be_there_and_to_say_it()
    {
        Action<SignerBuilder> tagged = signer => Stated(signer).WithExtension(FulcioExtension.SourceRepositoryRef, SubjectMatch.Prefix("refs/tags/"));

        Assert.That(Keyless.Refusal(tagged, Keyless.Saying(FulcioExtension.SourceRepositoryRef, "refs/tags/v1")), Is.Null);
        Assert.That(Keyless.Refusal(tagged, Keyless.Saying(FulcioExtension.SourceRepositoryRef, "refs/heads/tags/v1")), Is.EqualTo("certificate-extension-mismatch"));
        Assert.That(Keyless.Refusal(tagged, Keyless.Saying(FulcioExtension.SourceRepositoryRef, "")), Is.EqualTo("certificate-extension-mismatch"));
        Assert.That(Keyless.Refusal(tagged, Keyless.Saying(FulcioExtension.SourceRepositoryRef, null)), Is.EqualTo("certificate-extension-mismatch"));
    }

    [Test]
    public void All_extensions_have_to_fit()
    {
        Action<SignerBuilder> both = signer => Stated(signer).WithExtension(FulcioExtension.BuildTrigger, "push").WithExtension(FulcioExtension.RunnerEnvironment, "github-hosted");

        Assert.That(Keyless.Refusal(both, Keyless.RunCertificate), Is.Null);
        Assert.That(Keyless.Refusal(both, Keyless.Saying(FulcioExtension.BuildTrigger, "pull_request")), Is.EqualTo("certificate-extension-mismatch"));
        Assert.That(Keyless.Refusal(both, Keyless.Saying(FulcioExtension.RunnerEnvironment, "self-hosted")), Is.EqualTo("certificate-extension-mismatch"));
    }

    [Test]
    public void A_signer_of_another_kind_or_without_a_certificate_is_somebody_else()
    {
        var proven = Keyless.Fact(Keyless.RunCertificate);

        Assert.That(Keyless.Refuse(Exact, proven with { Signer = proven.Signer with { Kind = Signer.Key } })?.Code, Is.EqualTo("signer-mismatch"));
        Assert.That(Keyless.Refuse(Exact, proven with { Signer = new(Signer.Keyless, Keyless.Workflow) })?.Code, Is.EqualTo("signer-mismatch"), "an id alone says nothing of the issuer");
        Assert.That(Keyless.Refuse(Some.By(Some.A), proven)?.Code, Is.EqualTo("signer-mismatch"));
    }

    [Test]
    public void The_certificate_counts_and_not_the_id_beside_it() =>
        Assert.That(Keyless.Refuse(Exact, Keyless.Fact(Keyless.Certificate("https://evil.example/x")) with { Signer = new(Signer.Keyless, Keyless.Workflow) { Certificate = Keyless.Certificate("https://evil.example/x") } })?.Code, Is.EqualTo("identity-mismatch"));

    [TestCase(SubjectNameKind.Email, "me@acme.example", WellKnownIssuers.Google, null)]
    [TestCase(SubjectNameKind.Email, "Me@acme.example", WellKnownIssuers.Google, "identity-mismatch")]
    [TestCase(SubjectNameKind.Email, "me@acme.example.evil", WellKnownIssuers.Google, "identity-mismatch")]
    [TestCase(SubjectNameKind.Email, "evil+me@acme.example", WellKnownIssuers.Google, "identity-mismatch")]
    [TestCase(SubjectNameKind.Email, "me@acme.example", WellKnownIssuers.GitHubLogin, "issuer-mismatch")]
    [TestCase(SubjectNameKind.Uri, "me@acme.example", WellKnownIssuers.Google, "identity-mismatch")]
    public void A_Google_account_is_its_email_address(SubjectNameKind kind, string name, string issuer, string? code) =>
        Assert.That(Keyless.Refusal(signer => signer.Google("me@acme.example"), Keyless.Certificate(name, issuer, kind)), Is.EqualTo(code));

    // A local part may hold what makes a user name.
    [TestCase(SubjectNameKind.Email, null)]
    [TestCase(SubjectNameKind.UserName, "identity-mismatch")]
    public void A_user_name_that_reads_like_an_address_is_no_Google_account(SubjectNameKind kind, string? code) =>
        Assert.That(Keyless.Refusal(signer => signer.Google("me!x@acme.example"), Keyless.Certificate("me!x@acme.example", WellKnownIssuers.Google, kind)), Is.EqualTo(code));

    [Test]
    public void It_says_who_is_meant()
    {
        Assert.That(Keyless.Requirement(Exact).Describe(), Is.EqualTo($"identity {Keyless.Workflow}, issuer {Keyless.GitHub}"));
        Assert.That(Keyless.Requirement(signer => Stated(signer).WithExtension(FulcioExtension.BuildTrigger, "push").RequireLogEntries(2).WithoutSctUnsafe()).Describe(),
            Does.EndWith(", buildTrigger push, with at least 2 log entries, with no SCT needed (unsafe)"));
        Assert.That(Keyless.Requirement(signer => signer.Google("me@acme.example").RequireTimes(1).WithoutLogUnsafe().AllowRekorDsse002()).Describe(),
            Is.EqualTo("Google account me@acme.example, issuer https://accounts.google.com, with at least 1 proven time, with no log entry needed (unsafe), with entries of dsse 0.0.2 allowed"));
    }

    private static SignerBuilder Stated(SignerBuilder signer) => signer.Keyless(Keyless.GitHub, Keyless.Workflow);
}
