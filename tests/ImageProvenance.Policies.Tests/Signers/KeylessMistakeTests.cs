using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests.Signers;

/// <summary>Signers that cannot be meant, each with its path.</summary>
public sealed class KeylessMistakeTests
{
    private static IEnumerable<TestCaseData> Signers()
    {
        static TestCaseData Row(string name, string path, Action<SignerBuilder> signer) => new TestCaseData(path, signer).SetName(name);

        yield return Row("An issuer that is empty", ".keyless.issuer", signer => signer.Keyless("", "x"));
        yield return Row("An issuer without its scheme", ".keyless.issuer", signer => signer.Keyless("token.actions.githubusercontent.com", "x"));
        yield return Row("An issuer that is any", ".keyless.issuer", signer => signer.Keyless(SubjectMatch.Pattern(".+"), SubjectMatch.Exact("x")));
        yield return Row("An identity that is empty", ".keyless.identity", signer => signer.Keyless(Keyless.GitHub, ""));
        yield return Row("An identity of white space", ".keyless.identity", signer => signer.Keyless(Keyless.GitHub, " "));
        yield return Row("An identity with a line break", ".keyless.identity", signer => signer.Keyless(Keyless.GitHub, "a\nb"));
        yield return Row("An identity that is anybody", ".keyless.identity", signer => signer.Keyless(Keyless.GitHub, SubjectMatch.Pattern(".*")));
        yield return Row("An identity that is a scheme", ".keyless.identity", signer => signer.Keyless(Keyless.GitHub, SubjectMatch.Prefix("https://")));
        yield return Row("Two keyless signers", "", signer => signer.Keyless(Keyless.GitHub, "x").Google("me@acme.example"));
        yield return Row("The same keyless signer twice", "", signer => signer.Google("me@acme.example").Google("me@acme.example"));
        yield return Row("A key and a keyless signer", "", signer => signer.Keys(Some.Public(Some.A)).Google("me@acme.example"));
        yield return Row("A keyless signer by its name only", "", signer => signer.Other("keyless", Keyless.Workflow));
        yield return Row("An extension of a key", ".extensions", signer => signer.Keys(Some.Public(Some.A)).WithExtension(FulcioExtension.BuildTrigger, "push"));
        yield return Row("An extension of others", ".extensions", signer => signer.Other("gpg", "x").WithExtension(FulcioExtension.BuildTrigger, "push"));
        yield return Row("An extension that is empty", ".google.extensions.buildTrigger", signer => signer.Google("me@acme.example").WithExtension(FulcioExtension.BuildTrigger, ""));
        yield return Row("An extension twice", ".google.extensions", signer => signer.Google("me@acme.example").WithExtension(FulcioExtension.BuildTrigger, "push").WithExtension(FulcioExtension.BuildTrigger, "push"));
        yield return Row("No extension", ".google.extensions", signer => signer.Google("me@acme.example").WithExtension(FulcioExtension.Unknown, "x"));
        yield return Row("An extension that there is not", ".google.extensions", signer => signer.Google("me@acme.example").WithExtension((FulcioExtension)7, "x"));
        yield return Row("No log entries", ".google.logEntries", signer => signer.Google("me@acme.example").RequireLogEntries(0));
        yield return Row("No times", ".google.times", signer => signer.Google("me@acme.example").RequireTimes(0));
        yield return Row("Fewer SCTs than none", ".google.scts", signer => signer.Google("me@acme.example").RequireScts(-1));
        yield return Row("A log and none", ".google.withoutLogUnsafe", signer => signer.Google("me@acme.example").RequireLogEntries(1).WithoutLogUnsafe());
        yield return Row("An SCT and none", ".google.withoutSctUnsafe", signer => signer.Google("me@acme.example").WithoutSctUnsafe().RequireScts(1));
        yield return Row("No log entries of a key", ".logEntries", signer => signer.Keys(Some.Public(Some.A)).RequireLogEntries(0));
        yield return Row("SCTs of a key", ".scts", signer => signer.Keys(Some.Public(Some.A)).RequireScts(1));
        yield return Row("A key without a log", ".withoutLogUnsafe", signer => signer.Keys(Some.Public(Some.A)).WithoutLogUnsafe());
        yield return Row("A key without an SCT", ".withoutSctUnsafe", signer => signer.Keys(Some.Public(Some.A)).WithoutSctUnsafe());
        yield return Row("Others without a log", ".other.withoutLogUnsafe", signer => signer.Other("gpg", "x").WithoutLogUnsafe());
        yield return Row("No times of others", ".other.times", signer => signer.Other("gpg", "x").RequireTimes(0));
        foreach (string repository in new[] { "", "acme", "acme/", "/app", "acme/app/x", "https://github.com/acme/app", "acme/app.git", "acme/app@main", "acme/..", "acme/*", "acme/\u0430pp", "acme/app\n", "ac me/app" })
            yield return Row($"The repository '{repository.Trim('\n')}'{(repository.EndsWith('\n') ? " and a line break" : "")}", ".gitHubActions.repository", signer => signer.GitHubActions(repository));
        foreach (string workflow in new[] { "", "release", "x/release.yml", ".github/workflows/", "other/ci/release.yml", "other/ci/.github/workflow/x.yml", "other/.github/workflows/x.yml", "release.yml@refs/heads/main", "r\u0435lease.yml", "release.yml\n" })
            yield return Row($"The workflow '{workflow.Trim('\n')}'{(workflow.EndsWith('\n') ? " and a line break" : "")}", ".gitHubActions.workflow", signer => signer.GitHubActions("acme/app", workflow));
        yield return Row("A branch that is no ref", ".gitHubActions.ref", signer => signer.GitHubActions("acme/app", @ref: "main"));
        yield return Row("A folder of refs", ".gitHubActions.ref", signer => signer.GitHubActions("acme/app", @ref: "refs/"));
        yield return Row("A trigger that is empty", ".gitHubActions.trigger", signer => signer.GitHubActions("acme/app", trigger: ""));
        yield return Row("A runner that is empty", ".gitHubActions.runner", signer => signer.GitHubActions("acme/app", runner: " "));
        yield return Row("An owner's id that is a name", ".gitHubActions.ownerId", signer => signer.GitHubActions("acme/app", ownerId: "acme"));
        yield return Row("A repository's id that is empty", ".gitHubActions.repositoryId", signer => signer.GitHubActions("acme/app", repositoryId: ""));
        foreach (string project in new[] { "", "acme", "acme/", "/acme/app", "acme//app", "https://gitlab.com/acme/app", "acme/app@main", "acme/../app", "acme/\u0430pp" })
            yield return Row($"The project '{project}'", ".gitLabCI.project", signer => signer.GitLabCI(project));
        foreach (string server in new[] { "", "gitlab.com", "http://gitlab.com", "https://", "https://gitlab.com/", "https://user@gitlab.com", "https://gitlab.com?x" })
            yield return Row($"The server '{server}'", ".gitLabCI.server", signer => signer.GitLabCI("acme/app", server: server));
        yield return Row("A config that is empty", ".gitLabCI.config", signer => signer.GitLabCI("acme/app", config: ""));
        yield return Row("A config of another project", ".gitLabCI.config", signer => signer.GitLabCI("acme/app", config: ".gitlab-ci.yml@evil/app"));
        yield return Row("A config that climbs", ".gitLabCI.config", signer => signer.GitLabCI("acme/app", config: "../x.yml"));
        yield return Row("A ref of GitLab that is none", ".gitLabCI.ref", signer => signer.GitLabCI("acme/app", @ref: "v1"));
        yield return Row("A trigger of GitLab that is empty", ".gitLabCI.trigger", signer => signer.GitLabCI("acme/app", trigger: ""));
        yield return Row("A runner of GitLab that is empty", ".gitLabCI.runner", signer => signer.GitLabCI("acme/app", runner: ""));
        yield return Row("A namespace's id that is a name", ".gitLabCI.namespaceId", signer => signer.GitLabCI("acme/app", namespaceId: "acme"));
        yield return Row("A project's id that is a name", ".gitLabCI.projectId", signer => signer.GitLabCI("acme/app", projectId: "app"));
        foreach (string email in new[] { "", "me", "@acme.example", "me@", "a@b@c", "me@acme.example\n", " me@acme.example" })
            yield return Row($"The address '{email.Trim('\n')}'{(email.EndsWith('\n') ? " and a line break" : "")}", ".google.email", signer => signer.Google(email));
    }

    [TestCaseSource(nameof(Signers))]
    public void A_signer_that_cannot_be_meant_has_its_path(string path, Action<SignerBuilder> signer) =>
        Mistakes.OnlyInRule($".require.allOf[0].by{path}", rule => rule.SignedBy(signer));

    [Test]
    public void Every_mistake_is_named_at_once() => Assert.That(
        Mistakes.InRule(rule => rule.SignedBy(signer => signer.GitHubActions("acme", "x", "y", ownerId: "z").RequireScts(0).WithoutSctUnsafe())).Select(mistake => mistake.Path),
        Is.EqualTo(new[] { "repository", "workflow", "ref", "ownerId", "scts", "withoutSctUnsafe" }.Select(member => $"$.rules[0].require.allOf[0].by.gitHubActions.{member}")));

    [Test]
    public void A_broken_signer_beside_is_one_mistake_and_not_two() =>
        Mistakes.OnlyInRule(".require.allOf[0].by.google.email", rule => rule.SignedBy(signer => signer.Google("me")).HasProvenance(_ => { }));

    [Test]
    public void What_is_missing_in_a_configuration_does_not_become_any()
    {
        foreach (Action<SignerBuilder> missing in new Action<SignerBuilder>[]
        {
            signer => signer.Keyless(null!, "x"), signer => signer.Keyless("https://a.example", (string)null!), signer => signer.Keyless("https://a.example", (SubjectMatch)null!),
            signer => signer.GitHubActions(null!), signer => signer.GitLabCI(null!), signer => signer.GitLabCI("acme/app", server: null!), signer => signer.Google(null!),
            signer => signer.WithExtension(FulcioExtension.Issuer, (string)null!), signer => signer.WithExtension(FulcioExtension.Issuer, (SubjectMatch)null!),
        })
        {
            Assert.Throws<ArgumentNullException>(() => VerificationPolicy.Require(rule => rule.SignedBy(missing)));
        }
    }

    [TestCase("release.yml")]
    [TestCase("my release.yaml")]
    [TestCase("other/ci/.github/workflows/x.yml")]
    public void A_workflow_is_a_file_or_a_reusable_one(string workflow) => Assert.That(() => VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.GitHubActions("acme/my.app_x-1", workflow))), Throws.Nothing);
}
