using System.Text.Json.Nodes;

namespace ImageProvenance.Interop.Tests;

/// <summary>What we show of BuildKit's provenance is what <c>docker buildx imagetools inspect</c> shows, always in one shape.</summary>
internal sealed class ProvenanceTests
{
    private static TestImages Images => Stage.Current.Images;

    [Test]
    public async Task It_equals_imagetools(
        [Values("v0.2", "v1")] string version,
        [Values("min", "max")] string mode,
        [Values("linux/amd64", "linux/amd64,linux/arm64")] string platforms,
        [Values] bool ociArtifact)
    {
        var request = Request(version, mode, platforms, ociArtifact);
        string image = await Images.BuiltAsync(request);

        var ours = await InspectAsync(image);

        Assert.That(ours.Select(platform => platform.Key), Is.EquivalentTo(platforms.Split(',')));
        var theirs = await ImagetoolsAsync(image, platforms);
        foreach (string platform in platforms.Split(','))
        {
            var said = ours[platform]!.AsArray().Single()!.AsObject();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(said.Select(member => member.Key), Is.EqualTo(new[] { "predicateType", "predicate", "location", "digest" }));
                Assert.That(said["predicateType"]!.GetValue<string>(), Is.EqualTo($"https://slsa.dev/provenance/{version}"));
                Assert.That(JsonNode.DeepEquals(said["predicate"], theirs[platform]), Is.True, $"{platform}\n{said["predicate"]}\n{theirs[platform]}");
            }
        }
    }

    [Test]
    public Task It_equals_imagetools_for_platforms_with_a_variant() => It_equals_imagetools("v1", "min", "linux/arm/v7,linux/arm64,linux/amd64", ociArtifact: true);

    [Test]
    public async Task Copies_and_archives_say_the_same([Values("v0.2", "v1")] string version, [Values] bool ociArtifact)
    {
        const string Platforms = "linux/amd64,linux/arm64";
        var request = Request(version, "max", Platforms, ociArtifact);
        var inRegistry = await InspectAsync(await Images.BuiltAsync(request));
        var inOtherRegistry = await InspectAsync(await Images.CopyAsync(RegistryKind.WithReferrersApi, request));
        string layout = Stage.Current.NewPath();
        (await Stage.Current.RunAsync("crane", "pull", "--format=oci", await Images.BuiltAsync(request), layout)).Required();

        Assert.That(JsonNode.DeepEquals(inOtherRegistry, inRegistry), Is.True, $"{inOtherRegistry}\n{inRegistry}");
        foreach (string name in await Layouts.NamesAsync(layout))
        {
            var inLayout = await InspectAsync(name);
            Assert.That(JsonNode.DeepEquals(inLayout, inRegistry), Is.True, $"{name}\n{inLayout}\n{inRegistry}");
        }
    }

    [Test]
    public async Task What_is_attested_of_an_index_stands_under_index([Values] RegistryKind registry, [Values] EvidenceForm form)
    {
        string image = await Images.ReleaseAsync(registry);
        await Cosign.AttestAsync(image, await Stage.Current.Keys.ReleaseAsync(), form);

        var ours = await InspectAsync(image);

        Assert.That(ours.Select(platform => platform.Key), Is.EquivalentTo(new[] { "linux/amd64", "linux/arm64", "index" }));
        Assert.That(ours["index"]!.AsArray().Single()!["predicate"]!["runDetails"]!["builder"]!["id"]!.GetValue<string>(), Is.EqualTo("https://builder.example/release"));
    }

    [Test]
    public async Task Where_there_is_none_it_is_an_empty_object()
    {
        string image = await Images.PlainAsync(RegistryKind.Distribution);
        var required = await Imageprov.RunAsync("inspect", image, "--provenance", "--require-provenance");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await InspectAsync(image), Is.Empty);
            Assert.That(required.ExitCode, Is.EqualTo(Verdicts.Denied), required.ToString());
        }
    }

    private static BuildRequest Request(string version, string mode, string platforms, bool ociArtifact) =>
        new($"{version}-{mode}-{platforms.Split(',').Length}-{ociArtifact}", $"mode={mode},version={version}") { Platforms = platforms, OciArtifact = ociArtifact };

    private static async Task<JsonObject> InspectAsync(string image) =>
        JsonNode.Parse((await Imageprov.RunAsync("inspect", image, "--provenance")).Required().Output)!.AsObject();

    // imagetools has the platforms as keys only where there are several.
    private static async Task<IReadOnlyDictionary<string, JsonNode?>> ImagetoolsAsync(string image, string platforms)
    {
        var result = (await Stage.Current.RunAsync("docker", "buildx", "imagetools", "inspect", image, "--format", "{{json .Provenance}}")).Required();
        var said = JsonNode.Parse(result.Output)!.AsObject();
        return platforms.Contains(',', StringComparison.Ordinal)
            ? said.ToDictionary(platform => platform.Key, platform => platform.Value!["SLSA"])
            : new Dictionary<string, JsonNode?> { [platforms] = said["SLSA"] };
    }
}
