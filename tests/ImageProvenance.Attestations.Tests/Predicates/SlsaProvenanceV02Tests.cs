using System.Text;
using static ImageProvenance.Attestations.Tests.Malformed;

namespace ImageProvenance.Attestations.Tests;

public sealed class SlsaProvenanceV02Tests
{
    private const string GeneratorSample = """
        {"builder":{"id":"https://b"},"buildType":"https://t",
         "invocation":{"configSource":{"uri":"git+https://github.com/o/r@refs/heads/main","digest":{"sha1":"c0ffee"},"entryPoint":"w.yml"},"parameters":null,"environment":{"github_ref":"x"}},
         "metadata":{"buildInvocationID":"7-1","completeness":{"parameters":true,"environment":false,"materials":false},"reproducible":false},
         "materials":[{"uri":"git+https://github.com/o/r@refs/heads/main","digest":{"sha1":"c0ffee"}}]}
        """;

    private const string BuildKitSample = """
        {"builder":{"id":""},"buildType":"https://mobyproject.org/buildkit@v1",
         "invocation":{"configSource":{"entryPoint":"Dockerfile"},"parameters":{"frontend":"dockerfile.v0","args":{"target":"x"}},"environment":{"platform":"linux/amd64"}},
         "metadata":{"buildInvocationID":"abc","buildStartedOn":"2024-04-19T16:25:04.209111656Z","buildFinishedOn":"2024-04-19T18:25:05+02:00",
          "completeness":{"environment":true,"materials":false,"parameters":true},"reproducible":true,
          "https://mobyproject.org/buildkit@v1#hermetic":true,
          "https://mobyproject.org/buildkit@v1#metadata":{"vcs":{"source":"git@github.com:o/r.git","revision":"5914df-dirty"}}},
         "materials":[{"uri":"pkg:docker/alpine@3","digest":{"sha256":"aa"}}]}
        """;

    [Test]
    public void The_generators_provenance_is_read_with_its_capital_D()
    {
        var provenance = Parse(GeneratorSample);
        Assert.Multiple(() =>
        {
            Assert.That(provenance.BuilderId, Is.EqualTo("https://b"));
            Assert.That(provenance.BuildType, Is.EqualTo("https://t"));
            Assert.That(provenance.Source, Is.EqualTo("git+https://github.com/o/r@refs/heads/main"));
            Assert.That(provenance.SourceRef, Is.EqualTo("refs/heads/main"));
            Assert.That(provenance.Revision, Is.EqualTo("c0ffee"));
            Assert.That(provenance.SourceIsClaimedByClient, Is.False);
            Assert.That(provenance.InvocationId, Is.EqualTo("7-1"));
            Assert.That(provenance.ExternalParameters.IsEmpty);
            Assert.That(Encoding.UTF8.GetString(provenance.InternalParameters.Span), Is.EqualTo("""{"github_ref":"x"}"""));
            Assert.That(provenance.Dependencies.Single().Digest["sha1"], Is.EqualTo("c0ffee"));
            Assert.That(provenance.BuildKit, Is.Null);
        });
    }

    [Test]
    public void BuildKits_provenance_of_a_local_directory_has_the_source_that_the_client_claims()
    {
        var provenance = Parse(BuildKitSample);
        var details = provenance.BuildKit!;
        Assert.Multiple(() =>
        {
            Assert.That(provenance.BuilderId, Is.Null, "an empty id is none");
            Assert.That(provenance.Source, Is.EqualTo("git@github.com:o/r.git"));
            Assert.That(provenance.Revision, Is.EqualTo("5914df-dirty"));
            Assert.That(provenance.SourceIsClaimedByClient);
            Assert.That(provenance.StartedOn, Is.EqualTo(new DateTimeOffset(2024, 4, 19, 16, 25, 4, TimeSpan.Zero).AddTicks(2091116)));
            Assert.That(provenance.FinishedOn, Is.EqualTo(new DateTimeOffset(2024, 4, 19, 16, 25, 5, TimeSpan.Zero)));
            Assert.That(details.Mode, Is.EqualTo(BuildKitMode.Min));
            Assert.That((details.VcsSource, details.VcsRevision), Is.EqualTo(("git@github.com:o/r.git", "5914df-dirty")));
            Assert.That((details.IsRequestComplete, details.AreDependenciesComplete), Is.EqualTo(((bool?)true, (bool?)false)));
            Assert.That((details.Reproducible, details.Hermetic), Is.EqualTo(((bool?)true, (bool?)true)));
            Assert.That((details.BuilderPlatform, details.Frontend), Is.EqualTo(("linux/amd64", "dockerfile.v0")));
        });
    }

    [Test]
    public void What_BuildKit_fetched_wins_over_what_the_client_claims()
    {
        var provenance = Parse(BuildKitSample.Replace("\"entryPoint\"", """ "uri":"https://github.com/o/fetched.git#main","digest":{"sha1":"aa11"},"entryPoint" """));
        Assert.That((provenance.Source, provenance.SourceRef, provenance.Revision, provenance.SourceIsClaimedByClient),
            Is.EqualTo(("https://github.com/o/fetched.git#main", "main", "aa11", false)));
    }

    [TestCase("\"buildConfig\":{\"llbDefinition\":[]},", "", BuildKitMode.Max, TestName = "Steps_mean_mode_max")]
    [TestCase("", "\"layers\":{\"step0:0\":[]},", BuildKitMode.Max, TestName = "Layers_mean_mode_max")]
    [TestCase("\"buildConfig\":{ },", "\"layers\":{},", BuildKitMode.Min, TestName = "Empty_steps_and_layers_mean_mode_min")]
    [TestCase("\"buildConfig\":null,", "\"layers\":null,", BuildKitMode.Min, TestName = "Steps_and_layers_of_null_mean_mode_min")]
    public void Mode(string root, string metadata, BuildKitMode mode) =>
        Assert.That(Parse(BuildKitSample.Replace("\"builder\"", root + "\"builder\"").Replace("\"vcs\"", metadata + "\"vcs\"")).BuildKit!.Mode, Is.EqualTo(mode));

    [Test]
    public void An_absent_predicate_reads_as_one_that_says_nothing()
    {
        var provenance = SlsaProvenance.Parse(PredicateTypes.SlsaProvenanceV02, default);
        Assert.That((provenance.BuilderId, provenance.Source, provenance.StartedOn, provenance.Dependencies.Count), Is.EqualTo(((string?)null, (string?)null, (DateTimeOffset?)null, 0)));
    }

    [Test]
    public void An_invocation_id_in_both_spellings_is_refused() =>
        IsRefused("invalid-provenance", () => Parse("""{"metadata":{"buildInvocationId":"1","buildInvocationID":"2"}}"""));

    [Test]
    public void A_time_that_is_none_is_refused([Values("yesterday", "2024-04-19", "2024-13-19T16:25:04Z", "2024-04-19T16:25:04", "2024-04-19T16:25:04Z\\n")] string time) =>
        IsRefused("invalid-provenance", () => Parse($$$"""{"metadata":{"buildStartedOn":"{{{time}}}"}}"""));

    [Test]
    public void More_materials_than_the_cap_are_refused()
    {
        string Materials(int count) => $$"""{"materials":[{{string.Join(',', Enumerable.Repeat("{}", count))}}]}""";
        Assert.That(Parse(Materials(10_000)).Dependencies, Has.Count.EqualTo(10_000));
        IsRefused("too-many", () => Parse(Materials(10_001)));
    }

    [Test]
    public void Changed_or_truncated_provenance_parses_or_is_refused() =>
        NeverEscapes(bytes => SlsaProvenance.Parse(PredicateTypes.SlsaProvenanceV02, bytes), Utf8(BuildKitSample));

    private static SlsaProvenance Parse(string json) => SlsaProvenance.Parse(PredicateTypes.SlsaProvenanceV02, Utf8(json));
}
