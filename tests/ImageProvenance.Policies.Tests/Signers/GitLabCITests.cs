using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests.Signers;

/// <summary>Pipelines of GitLab CI, on gitlab.com and elsewhere.</summary>
public sealed class GitLabCITests
{
    private const string Pipeline = "https://gitlab.com/acme/team/app//.gitlab-ci.yml@refs/heads/main";

    private static readonly Action<SignerBuilder> AnyConfig = signer => signer.GitLabCI("acme/team/app");
    private static readonly Action<SignerBuilder> Config = signer => signer.GitLabCI("acme/team/app", config: ".gitlab-ci.yml");

    [TestCase(Pipeline, true, true)]
    [TestCase("https://gitlab.com/acme/team/app//.gitlab-ci.yml@refs/tags/v1", true, true)]
    [TestCase("https://gitlab.com/acme/team/app//ci/build.yml@refs/heads/main", true, false)]
    [TestCase("https://gitlab.com/acme/team/app//.gitlab-ci.yml.yml@refs/heads/main", true, false)]
    [TestCase("https://gitlab.com/acme/team/app//x/.gitlab-ci.yml@refs/heads/main", true, false)]
    [TestCase("https://gitlab.com/acme/team/app//.gitlab-ci.yml@refs/heads/x.yml@refs/heads/main", false, false)]
    [TestCase("https://gitlab.com/acme/team/app//@refs/heads/main", false, false)]
    [TestCase("https://gitlab.com/acme/team/app//.gitlab-ci.yml", false, false)]
    [TestCase("https://gitlab.com/acme/team/app//.gitlab-ci.yml@main", false, false)]
    [TestCase("https://gitlab.com/acme/team/app//.gitlab-ci.yml@refs/", false, false)]
    [TestCase("https://gitlab.com/acme/team/app/.gitlab-ci.yml@refs/heads/main", false, false)]
    [TestCase("https://gitlab.com/acme/team/app-evil//.gitlab-ci.yml@refs/heads/main", false, false)]
    [TestCase("https://gitlab.com/acme/team//.gitlab-ci.yml@refs/heads/main", false, false)]
    [TestCase("https://gitlab.com/evil/acme/team/app//.gitlab-ci.yml@refs/heads/main", false, false)]
    [TestCase("https://gitlab.com/Acme/team/app//.gitlab-ci.yml@refs/heads/main", false, false)]
    [TestCase("https://gitlab.com.evil.example/acme/team/app//.gitlab-ci.yml@refs/heads/main", false, false)]
    [TestCase(Pipeline + "\n", false, false)]
    [TestCase("https://gitlab.com/acme/team/\u0430pp//.gitlab-ci.yml@refs/heads/main", false, false)]
    public void The_pipeline_is_the_projects(string name, bool any, bool config)
    {
        Assert.That(Keyless.Refusal(AnyConfig, Certificate(name)), Is.EqualTo(any ? null : "identity-mismatch"));
        Assert.That(Keyless.Refusal(Config, Certificate(name)), Is.EqualTo(config ? null : "identity-mismatch"));
    }

    private static IEnumerable<TestCaseData> Conditions()
    {
        static TestCaseData Row(Action<SignerBuilder> signer, FulcioExtension extension, string other) => new TestCaseData(signer, extension, other).SetName($"{{m}}: {extension}");

        yield return Row(AnyConfig, FulcioExtension.SourceRepositoryUri, "https://gitlab.com/acme/team/app2");
        yield return Row(signer => signer.GitLabCI("acme/team/app", @ref: "refs/heads/main"), FulcioExtension.SourceRepositoryRef, "refs/tags/main");
        yield return Row(signer => signer.GitLabCI("acme/team/app", trigger: "push"), FulcioExtension.BuildTrigger, "web");
        yield return Row(signer => signer.GitLabCI("acme/team/app", runner: "gitlab-hosted"), FulcioExtension.RunnerEnvironment, "self-hosted");
        yield return Row(signer => signer.GitLabCI("acme/team/app", namespaceId: "222"), FulcioExtension.SourceRepositoryOwnerIdentifier, "22");
        yield return Row(signer => signer.GitLabCI("acme/team/app", projectId: "111"), FulcioExtension.SourceRepositoryIdentifier, "0111");
    }

    [TestCaseSource(nameof(Conditions))]
    public void What_is_asked_besides_has_to_be_said(Action<SignerBuilder> signer, FulcioExtension extension, string other)
    {
        Assert.That(Keyless.Refusal(signer, Certificate(Pipeline)), Is.Null);
        Assert.That(Keyless.Refusal(signer, Certificate(Pipeline, changed: extension, value: other)), Is.EqualTo("certificate-extension-mismatch"));
        Assert.That(Keyless.Refusal(signer, Certificate(Pipeline, changed: extension)), Is.EqualTo("certificate-extension-mismatch"));
    }

    [Test]
    public void The_build_definition_is_the_certificates_own() =>
        Assert.That(Keyless.Refusal(AnyConfig, Certificate(Pipeline, changed: FulcioExtension.BuildSignerUri, value: "https://gitlab.com/evil/ci//x@refs/heads/main")), Is.EqualTo("certificate-extension-mismatch"));

    [Test]
    public void A_server_of_ones_own_is_issuer_and_address()
    {
        const string Server = "https://gitlab.acme.example";
        Action<SignerBuilder> own = signer => signer.GitLabCI("acme/team/app", server: Server);
        var certificate = Certificate(Pipeline.Replace(WellKnownIssuers.GitLab, Server, StringComparison.Ordinal), Server);

        Assert.That(Keyless.Refusal(own, certificate), Is.Null);
        Assert.That(Keyless.Refusal(AnyConfig, certificate), Is.EqualTo("issuer-mismatch"));
        Assert.That(Keyless.Refusal(own, Certificate(Pipeline, Server)), Is.EqualTo("identity-mismatch"));
        Assert.That(Keyless.Refusal(own, Certificate(Pipeline)), Is.EqualTo("issuer-mismatch"));
    }

    [TestCase(SubjectNameKind.Email)]
    [TestCase(SubjectNameKind.UserName)]
    public void A_pipeline_is_a_URI(SubjectNameKind kind) => Assert.That(Keyless.Refusal(AnyConfig, new(Pipeline, kind, WellKnownIssuers.GitLab, Certificate(Pipeline).Extensions)), Is.EqualTo("identity-mismatch"));

    [Test]
    public void It_says_what_is_wanted()
    {
        Assert.That(Keyless.Refuse(AnyConfig, Keyless.Fact(Certificate("https://gitlab.com/x//y@refs/heads/z")))!.Expected, Is.EqualTo("https://gitlab.com/acme/team/app//…@refs/…"));
        Assert.That(Keyless.Requirement(signer => signer.GitLabCI("acme/app", ".gitlab-ci.yml", "refs/heads/main", "push", "gitlab-hosted", "222", "111")).Describe(), Is.EqualTo(
            "GitLab CI of acme/app, config .gitlab-ci.yml, ref refs/heads/main, trigger push, runner gitlab-hosted, namespace id 222, project id 111, issuer https://gitlab.com"));
    }

    private static CertificateIdentity Certificate(string name, string server = WellKnownIssuers.GitLab, FulcioExtension? changed = null, string? value = null)
    {
        IReadOnlyDictionary<FulcioExtension, string> extensions = new Dictionary<FulcioExtension, string>
        {
            [FulcioExtension.Issuer] = server,
            [FulcioExtension.BuildSignerUri] = name,
            [FulcioExtension.RunnerEnvironment] = "gitlab-hosted",
            [FulcioExtension.SourceRepositoryUri] = $"{server}/acme/team/app",
            [FulcioExtension.SourceRepositoryRef] = "refs/heads/main",
            [FulcioExtension.SourceRepositoryIdentifier] = "111",
            [FulcioExtension.SourceRepositoryOwnerIdentifier] = "222",
            [FulcioExtension.BuildTrigger] = "push",
        };
        return new(name, SubjectNameKind.Uri, server, changed is { } extension ? Keyless.With(extensions, extension, value) : extensions);
    }
}
