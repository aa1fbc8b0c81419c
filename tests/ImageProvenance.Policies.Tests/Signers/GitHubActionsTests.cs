using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests.Signers;

/// <summary>Runs of GitHub Actions: of which repository and workflow, and under which conditions.</summary>
public sealed class GitHubActionsTests
{
    private const string Host = "https://github.com/";
    private const string File = "/.github/workflows/release.yml@refs/heads/main";
    private const string Reusable = "https://github.com/other/ci/.github/workflows/build.yml@refs/tags/v2";

    private static readonly Action<SignerBuilder> AnyWorkflow = signer => signer.GitHubActions("acme/app");
    private static readonly Action<SignerBuilder> Release = signer => signer.GitHubActions("acme/app", workflow: "release.yml");

    [TestCase(Host + "acme/app" + File, true)]
    [TestCase(Host + "Acme/APP" + File, true)]
    [TestCase(Host + "acme/app/.github/workflows/other.yml@refs/heads/main", true)]
    [TestCase(Host + "acme/app/.github/workflows/release.yml@refs/tags/v1", true)]
    [TestCase(Host + "acme/app/.github/workflows/release.yml@0123456789abcdef0123456789abcdef01234567", true)]
    [TestCase(Host + "acme/app/.github/workflows/re@lease.yml@refs/heads/main", true)]
    [TestCase(Host + "acme/app/.github/workflows/release.yml@refs/heads/a@refs/b", true)]
    [TestCase(Host + "acme/app-evil" + File, false)]
    [TestCase(Host + "acme/ap" + File, false)]
    [TestCase(Host + "evil-acme/app" + File, false)]
    [TestCase(Host + "acme/evil/app" + File, false)]
    [TestCase(Host + "evil/acme/app" + File, false)]
    [TestCase(Host + "acme/app", false)]
    [TestCase(Host + "acme/app@refs/heads/main", false)]
    [TestCase(Host + "acme/app/release.yml@refs/heads/main", false)]
    [TestCase(Host + "acme/app/.github/release.yml@refs/heads/main", false)]
    [TestCase(Host + "acme/app/.GitHub/workflows/release.yml@refs/heads/main", false)]
    [TestCase(Host + "acme/app/.github/workflows/sub/release.yml@refs/heads/main", false)]
    [TestCase(Host + "acme/app/.github/workflows/@refs/heads/main", false)]
    [TestCase(Host + "acme/app/.github/workflows/release.yml", false)]
    [TestCase(Host + "acme/app/.github/workflows/release.yml@", false)]
    [TestCase(Host + "acme/app/.github/workflows/release.yml@refs/", false)]
    [TestCase(Host + "acme/app/.github/workflows/release.yml@main", false)]
    [TestCase(Host + "acme/app/.github/workflows/release.yml@0123456", false)]
    [TestCase(Host + "acme/app/dynamic/code-scanning/codeql@refs/heads/main", false)]
    [TestCase("https://GitHub.com/acme/app" + File, false)]
    [TestCase("http://github.com/acme/app" + File, false)]
    [TestCase("https://github.com.evil.example/acme/app" + File, false)]
    [TestCase("https://github.com@evil.example/acme/app" + File, false)]
    [TestCase("https://evil.example/" + Host + "acme/app" + File, false)]
    [TestCase(Host + "acme/app" + File + "\n", false)]
    [TestCase(Host + "acme/\u0430pp" + File, false)]
    [TestCase(Host + "acme/app/.github/workflows/relea\u200bse.yml@refs/heads/main", false)]
    public void Any_workflow_of_the_repository_may_have_signed(string name, bool accepted) =>
        Assert.That(Keyless.Refusal(AnyWorkflow, Keyless.Named(name)), Is.EqualTo(accepted ? null : "identity-mismatch"));

    [TestCase("release.yml@refs/heads/main", true)]
    [TestCase("release.yml@refs/tags/v1", true)]
    [TestCase("release.yml@0123456789abcdef0123456789abcdef01234567", true)]
    [TestCase("Release.yml@refs/heads/main", false)]
    [TestCase("release.yaml@refs/heads/main", false)]
    [TestCase("my-release.yml@refs/heads/main", false)]
    [TestCase("release.yml.yml@refs/heads/main", false)]
    [TestCase("release.yml@evil.yml@refs/heads/main", false)]
    [TestCase("release.yml@refs@refs/heads/main", false)]
    [TestCase("sub/release.yml@refs/heads/main", false)]
    [TestCase("release.yml", false)]
    public void A_workflow_is_its_file_at_any_ref(string file, bool accepted) =>
        Assert.That(Keyless.Refusal(Release, Keyless.Named($"{Host}acme/app/.github/workflows/{file}")), Is.EqualTo(accepted ? null : "identity-mismatch"));

    [Test]
    public void A_reusable_workflow_signs_for_the_repository_that_calls_it()
    {
        Action<SignerBuilder> called = signer => signer.GitHubActions("acme/app", workflow: "other/ci/.github/workflows/build.yml");

        Assert.That(Keyless.Refusal(called, Keyless.Named(Reusable)), Is.Null);
        Assert.That(Keyless.Refusal(called, Keyless.Named("https://github.com/Other/CI/.github/workflows/build.yml@refs/heads/main")), Is.Null);
        Assert.That(Keyless.Refusal(called, Keyless.RunCertificate), Is.EqualTo("identity-mismatch"), "the repository's own workflow is another");
        Assert.That(Keyless.Refusal(called, Keyless.Named("https://github.com/other/ci2/.github/workflows/build.yml@refs/heads/main")), Is.EqualTo("identity-mismatch"));
        Assert.That(Keyless.Refusal(called, Keyless.Named("https://github.com/acme/app/.github/workflows/build.yml@refs/heads/main")), Is.EqualTo("identity-mismatch"));
        Assert.That(Keyless.Refusal(AnyWorkflow, Keyless.Named(Reusable)), Is.EqualTo("identity-mismatch"));
    }

    // A reusable workflow of the right name signs for whoever calls it.
    [TestCase("https://github.com/acme/app", null)]
    [TestCase("https://github.com/ACME/App", null)]
    [TestCase("https://github.com/evil/app", "certificate-extension-mismatch")]
    [TestCase("https://github.com/acme/app-evil", "certificate-extension-mismatch")]
    [TestCase("https://github.com/acme/app/", "certificate-extension-mismatch")]
    [TestCase("https://github.com/acme/app.git", "certificate-extension-mismatch")]
    [TestCase("https://GITHUB.com/acme/app", "certificate-extension-mismatch")]
    [TestCase("https://github.com/acme/\u212App", "certificate-extension-mismatch")]
    [TestCase("acme/app", "certificate-extension-mismatch")]
    [TestCase("", "certificate-extension-mismatch")]
    [TestCase(null, "certificate-extension-mismatch")]
    public void The_source_repository_is_the_one_that_is_named(string? source, string? code)
    {
        Assert.That(Keyless.Refusal(AnyWorkflow, Keyless.Saying(FulcioExtension.SourceRepositoryUri, source)), Is.EqualTo(code));
        Assert.That(Keyless.Refusal(signer => signer.GitHubActions("acme/app", workflow: "acme/app/.github/workflows/release.yml"), Keyless.Saying(FulcioExtension.SourceRepositoryUri, source)), Is.EqualTo(code));
    }

    [TestCase("acme/app", null)]
    [TestCase("Acme/app", null)]
    [TestCase("evil/app", "certificate-extension-mismatch")]
    [TestCase("https://github.com/acme/app", "certificate-extension-mismatch")]
    public void Of_an_old_certificate_the_old_extensions_are_read(string repository, string? code)
    {
        var old = new Dictionary<FulcioExtension, string>
        {
            [FulcioExtension.IssuerV1] = Keyless.GitHub,
            [FulcioExtension.GitHubWorkflowRepository] = repository,
            [FulcioExtension.GitHubWorkflowRef] = "refs/heads/main",
            [FulcioExtension.GitHubWorkflowTrigger] = "push",
        };

        Assert.That(Keyless.Refusal(signer => signer.GitHubActions("acme/app", @ref: "refs/heads/main", trigger: "push"), new(Keyless.Workflow, SubjectNameKind.Uri, Keyless.GitHub, old)), Is.EqualTo(code));
    }

    [Test]
    public void An_old_extension_does_not_stand_in_for_a_new_one_that_says_otherwise()
    {
        var both = Keyless.With(Keyless.With(Keyless.Run, FulcioExtension.SourceRepositoryUri, "https://github.com/evil/app"), FulcioExtension.GitHubWorkflowRepository, "acme/app");
        var refs = Keyless.With(Keyless.With(Keyless.Run, FulcioExtension.SourceRepositoryRef, "refs/heads/evil"), FulcioExtension.GitHubWorkflowRef, "refs/heads/main");

        Assert.That(Keyless.Refusal(AnyWorkflow, new(Keyless.Workflow, SubjectNameKind.Uri, Keyless.GitHub, both)), Is.EqualTo("certificate-extension-mismatch"));
        Assert.That(Keyless.Refusal(signer => signer.GitHubActions("acme/app", @ref: "refs/heads/main"), new(Keyless.Workflow, SubjectNameKind.Uri, Keyless.GitHub, refs)), Is.EqualTo("certificate-extension-mismatch"));
    }

    private static IEnumerable<TestCaseData> Conditions()
    {
        static TestCaseData Row(Action<SignerBuilder> signer, FulcioExtension extension, string other) => new TestCaseData(signer, extension, other).SetName($"{{m}}: {extension}");

        yield return Row(signer => signer.GitHubActions("acme/app", @ref: "refs/heads/main"), FulcioExtension.SourceRepositoryRef, "refs/heads/main2");
        yield return Row(signer => signer.GitHubActions("acme/app", trigger: "push"), FulcioExtension.BuildTrigger, "pull_request_target");
        yield return Row(signer => signer.GitHubActions("acme/app", runner: "github-hosted"), FulcioExtension.RunnerEnvironment, "self-hosted");
        yield return Row(signer => signer.GitHubActions("acme/app", ownerId: "222"), FulcioExtension.SourceRepositoryOwnerIdentifier, "2222");
        yield return Row(signer => signer.GitHubActions("acme/app", repositoryId: "111"), FulcioExtension.SourceRepositoryIdentifier, "112");
        yield return Row(signer => signer.GitHubActions("acme/app").WithExtension(FulcioExtension.SourceRepositoryOwnerUri, "https://github.com/acme"), FulcioExtension.SourceRepositoryOwnerUri, "https://github.com/evil");
    }

    [TestCaseSource(nameof(Conditions))]
    public void What_is_asked_besides_has_to_be_said(Action<SignerBuilder> signer, FulcioExtension extension, string other)
    {
        Assert.That(Keyless.Refusal(signer, Keyless.RunCertificate), Is.Null);
        Assert.That(Keyless.Refusal(signer, Keyless.Saying(extension, other)), Is.EqualTo("certificate-extension-mismatch"));
        Assert.That(Keyless.Refusal(signer, Keyless.Saying(extension, null)), Is.EqualTo("certificate-extension-mismatch"));
        Assert.That(Keyless.Refusal(AnyWorkflow, Keyless.Saying(extension, other)), Is.Null, "nothing of it is asked");
    }

    [Test]
    public void The_build_definition_is_the_certificates_own()
    {
        Assert.That(Keyless.Refusal(AnyWorkflow, Keyless.Saying(FulcioExtension.BuildSignerUri, Reusable)), Is.EqualTo("certificate-extension-mismatch"));
        Assert.That(Keyless.Refusal(AnyWorkflow, Keyless.Saying(FulcioExtension.BuildSignerUri, null)), Is.Null, "old certificates do not say it");
    }

    [Test]
    public void Another_issuer_knows_no_workflows_of_GitHub() =>
        Assert.That(Keyless.Refusal(AnyWorkflow, new(Keyless.Workflow, SubjectNameKind.Uri, "https://gitlab.com", Keyless.Run)), Is.EqualTo("issuer-mismatch"));

    [TestCase(SubjectNameKind.Email)]
    [TestCase(SubjectNameKind.UserName)]
    [TestCase(SubjectNameKind.Unknown)]
    public void A_workflow_is_a_URI(SubjectNameKind kind) => Assert.That(Keyless.Refusal(AnyWorkflow, Keyless.Named(Keyless.Workflow, kind)), Is.EqualTo("identity-mismatch"));

    [Test]
    public void It_says_what_is_wanted_and_what_is_there()
    {
        var refusal = Keyless.Refuse(Release, Keyless.Fact(Keyless.Named("https://github.com/evil/app/.github/workflows/x.yml@refs/heads/main")))!;

        Assert.That((refusal.Expected, refusal.Actual), Is.EqualTo(("https://github.com/acme/app/.github/workflows/release.yml@…", "https://github.com/evil/app/.github/workflows/x.yml@refs/heads/main")));
        Assert.That(Keyless.Requirement(signer => signer.GitHubActions("acme/app", "release.yml", "refs/heads/main", "push", "github-hosted", "222", "111")).Describe(), Is.EqualTo(
            "GitHub Actions of acme/app, workflow release.yml, ref refs/heads/main, trigger push, runner github-hosted, owner id 222, repository id 111, issuer https://token.actions.githubusercontent.com"));
    }
}
