using System.Text;
using static ImageProvenance.Attestations.Tests.Malformed;

namespace ImageProvenance.Attestations.Tests;

public sealed class SlsaProvenanceV1Tests
{
    private const string GitHubSample = """
        {"buildDefinition":{"buildType":"https://actions.github.io/buildtypes/workflow/v1",
          "externalParameters":{"workflow":{"ref":"refs/tags/v1","repository":"https://github.com/o/r","path":".github/workflows/w.yml"}},
          "internalParameters":{"github":{"event_name":"push"}},
          "resolvedDependencies":[{"uri":"git+https://github.com/o/r2@refs/tags/v1","digest":{"gitCommit":"bad"}},{"uri":"git+https://github.com/o/r@refs/tags/v1","digest":{"gitCommit":"c0ffee"}}]},
         "runDetails":{"builder":{"id":"https://b"},"metadata":{"invocationId":"run/1","startedOn":"2024-01-01T00:00:00Z"}}}
        """;

    private const string BuildKitSample = """
        {"buildDefinition":{"buildType":"https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md",
          "externalParameters":{"configSource":{"uri":"https://github.com/o/r.git#refs/heads/main:sub","digest":{"sha1":"aa11"},"path":"Dockerfile"},"request":{"frontend":"gateway.v0"}},
          "internalParameters":{"builderPlatform":"linux/arm64","github_ref":"x"},"resolvedDependencies":[]},
         "runDetails":{"builder":{"id":""},"metadata":{"invocationID":"abc","buildkit_metadata":{"vcs":{"source":"s","revision":"r"}},
          "buildkit_completeness":{"request":true,"resolvedDependencies":false},"buildkit_reproducible":false,"buildkit_hermetic":true}}}
        """;

    [Test]
    public void A_GitHub_workflow_is_the_source_with_its_own_commit()
    {
        var provenance = Parse(GitHubSample);
        Assert.Multiple(() =>
        {
            Assert.That((provenance.Source, provenance.SourceRef, provenance.Revision), Is.EqualTo(("https://github.com/o/r", "refs/tags/v1", "c0ffee")));
            Assert.That(provenance.BuilderId, Is.EqualTo("https://b"));
            Assert.That(provenance.InvocationId, Is.EqualTo("run/1"));
            Assert.That(provenance.StartedOn, Is.EqualTo(DateTimeOffset.UnixEpoch.AddYears(54)));
            Assert.That(provenance.FinishedOn, Is.Null);
            Assert.That(Encoding.UTF8.GetString(provenance.InternalParameters.Span), Does.StartWith("""{"github":"""));
            Assert.That(provenance.BuildKit, Is.Null);
        });
    }

    [Test]
    public void The_commit_of_another_repository_is_not_taken_for_the_workflows() =>
        Assert.That(Parse(GitHubSample.Replace("git+https://github.com/o/r@", "git+https://github.com/o/r3@")).Revision, Is.Null);

    [Test]
    public void BuildKits_provenance_is_read_in_its_own_spelling()
    {
        var provenance = Parse(BuildKitSample);
        var details = provenance.BuildKit!;
        Assert.Multiple(() =>
        {
            Assert.That((provenance.Source, provenance.SourceRef, provenance.Revision), Is.EqualTo(("https://github.com/o/r.git#refs/heads/main:sub", "refs/heads/main", "aa11")));
            Assert.That(provenance.SourceIsClaimedByClient, Is.False);
            Assert.That((provenance.BuilderId, provenance.InvocationId), Is.EqualTo(((string?)null, "abc")));
            Assert.That(details.Mode, Is.EqualTo(BuildKitMode.Min));
            Assert.That((details.IsRequestComplete, details.AreDependenciesComplete, details.Reproducible, details.Hermetic), Is.EqualTo(((bool?)true, (bool?)false, (bool?)false, (bool?)true)));
            Assert.That((details.BuilderPlatform, details.Frontend, details.VcsSource, details.VcsRevision), Is.EqualTo(("linux/arm64", "gateway.v0", "s", "r")));
        });
    }

    [TestCase("\"builderPlatform\"", "\"buildConfig\":{\"llbDefinition\":[1]},\"builderPlatform\"", TestName = "Steps_mean_mode_max_in_version_1")]
    [TestCase("\"vcs\"", "\"layers\":{\"step0:0\":[]},\"vcs\"", TestName = "Layers_mean_mode_max_in_version_1")]
    public void Mode(string member, string replacement) =>
        Assert.That(Parse(BuildKitSample.Replace(member, replacement)).BuildKit!.Mode, Is.EqualTo(BuildKitMode.Max));

    [Test]
    public void A_local_directory_has_the_source_that_the_client_claims() =>
        Assert.That(Parse(BuildKitSample.Replace("uri", "x")), Has.Property("Source").EqualTo("s").And.Property("Revision").EqualTo("r").And.Property("SourceIsClaimedByClient").True);

    [TestCase("""{"uri":"pkg:x","digest":{"sha256":"11"}},{"uri":"git+https://h/r@main","digest":{"gitCommit":"22"}}""", "git+https://h/r@main", "main", "22", TestName = "Another_kind_of_build_has_its_first_commit_as_source")]
    [TestCase("""{"uri":"file","digest":{"sha1":"11"}},{"uri":"git+https://h/r","digest":{"sha1":"22"}}""", "git+https://h/r", null, "22", TestName = "A_sha1_of_a_file_is_no_commit")]
    [TestCase("""{"uri":"git+ssh://git@h/r.git","digest":{"sha256":"33"}}""", "git+ssh://git@h/r.git", null, "33", TestName = "A_sha256_of_a_repository_is_a_commit")]
    [TestCase("""{"uri":"pkg:x","digest":{"sha256":"11"}}""", null, null, null, TestName = "Without_a_commit_there_is_no_source")]
    public void Fallback(string dependencies, string? source, string? reference, string? revision)
    {
        var provenance = Parse($$$"""{"buildDefinition":{"buildType":"https://t","resolvedDependencies":[{{{dependencies}}}]}}""");
        Assert.That((provenance.Source, provenance.SourceRef, provenance.Revision), Is.EqualTo((source, reference, revision)));
    }

    [Test]
    public void A_container_based_build_names_its_source_among_its_parameters() =>
        Assert.That(Parse("""{"buildDefinition":{"buildType":"https://slsa.dev/container-based-build/v0.1?draft","externalParameters":{"source":{"uri":"git+https://h/r@refs/heads/main","digest":{"sha1":"22"}}}}}"""),
            Has.Property("Revision").EqualTo("22").And.Property("SourceRef").EqualTo("refs/heads/main"));

    [Test]
    public void Parameters_of_an_unknown_kind_of_build_may_have_any_shape() =>
        Assert.That(Parse("""{"buildDefinition":{"buildType":"https://t","externalParameters":[1],"internalParameters":"x"}}""").ExternalParameters.Length, Is.EqualTo(3));

    [Test]
    public void An_invocation_id_in_both_spellings_is_refused() =>
        IsRefused("invalid-provenance", () => Parse("""{"runDetails":{"metadata":{"invocationId":"1","invocationID":"1"}}}"""));

    [Test]
    public void Another_predicate_type_is_refused([Values("https://slsa.dev/provenance/v0.1", "https://slsa.dev/provenance/v1/", "https://spdx.dev/Document")] string type) =>
        IsRefused("unknown-predicate-type", () => SlsaProvenance.Parse(type, "{}"u8.ToArray()));

    [Test]
    public void Changed_or_truncated_provenance_parses_or_is_refused()
    {
        foreach (string sample in (string[])[GitHubSample, BuildKitSample])
            NeverEscapes(bytes => SlsaProvenance.Parse(PredicateTypes.SlsaProvenanceV1, bytes), Utf8(sample));
    }

    private static SlsaProvenance Parse(string json) => SlsaProvenance.Parse(PredicateTypes.SlsaProvenanceV1, Utf8(json));
}
