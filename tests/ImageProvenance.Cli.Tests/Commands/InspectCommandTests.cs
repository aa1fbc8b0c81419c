using System.Text.Json;

namespace ImageProvenance.Cli.Tests.Commands;

public sealed class InspectCommandTests
{
    [TestCase("signed")]
    [TestCase("unsigned")]
    [TestCase("other-key")]
    [TestCase("tampered")]
    public async Task Looking_at_an_image_that_reads_is_zero_whatever_it_says(string sample)
    {
        var text = await ToolRun.Of("inspect", ToolRun.Sample(sample));
        var json = await ToolRun.Of("inspect", ToolRun.Sample(sample), "--output", "json");
        Assert.Multiple(() =>
        {
            Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((0, 0)), text.Error);
            Assert.That(text.Output, Does.Contain("Nothing here was verified"));
            Assert.That(json.Json.GetProperty("platforms").GetArrayLength(), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Provenance_is_keyed_by_platform_and_index()
    {
        var run = await ToolRun.Of("inspect", ToolRun.Sample("signed"), "--provenance");
        Assert.Multiple(() =>
        {
            Assert.That(run.Json.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[] { "linux/amd64", "linux/arm64", "index" }));
            Assert.That(run.Json.GetProperty("linux/amd64")[0].EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "predicateType", "predicate", "location", "digest" }));
            Assert.That(run.Json.GetProperty("linux/amd64")[0].GetProperty("location").GetString(), Is.EqualTo("index"));
            Assert.That(run.Json.GetProperty("index").GetArrayLength(), Is.EqualTo(2), "a bundle and an .att");
        });
    }

    [Test]
    public async Task A_platform_may_be_chosen()
    {
        var run = await ToolRun.Of("inspect", ToolRun.Sample("signed"), "--provenance", "--platform", "linux/arm64");
        Assert.That(run.Json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "linux/arm64" }));
    }

    [Test]
    public async Task Without_provenance_the_document_is_empty_and_may_be_required()
    {
        using var folder = new TemporaryFolder();
        string image = ImageWithoutProvenance(folder);
        var run = await ToolRun.Of("inspect", image, "--provenance");
        var required = await ToolRun.Of("inspect", image, "--provenance", "--require-provenance");
        Assert.That((run.ExitCode, run.Json.EnumerateObject().Count(), required.ExitCode), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public async Task Warnings_fail_where_that_is_asked() =>
        Assert.That((await ToolRun.Of("inspect", ToolRun.Sample("tampered"), "--fail-on-warnings")).ExitCode, Is.EqualTo(1));

    [Test]
    public async Task Malformed_evidence_is_one_and_provenance_prints_nothing()
    {
        using var folder = new TemporaryFolder();
        CopyFolder(ToolRun.SampleFile("unsigned"), folder.Path);
        string statement = Directory.GetFiles(Path.Combine(folder.Path, "blobs", "sha256")).First(file => File.ReadAllText(file).Contains("in-toto.io/Statement", StringComparison.Ordinal));
        File.WriteAllText(statement, File.ReadAllText(statement).Replace("in-toto.io", "in-t0to.io", StringComparison.Ordinal));

        var run = await ToolRun.Of("inspect", $"oci:{folder.Path}", "--provenance");

        Assert.Multiple(() =>
        {
            Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "")));
            Assert.That(run.Error, Does.Contain("digest-mismatch").And.Contain("expected").And.Contain("found"));
        });
    }

    [Test]
    public async Task The_evidence_tree_says_what_refers_to_what()
    {
        var run = await ToolRun.Of("evidence", ToolRun.Sample("signed"), "--output", "json");
        var subjects = run.Json.GetProperty("subjects");
        Assert.Multiple(() =>
        {
            Assert.That(subjects.EnumerateArray().Select(subject => subject.GetProperty("name").GetString()), Is.EqualTo(new[] { "index", "linux/amd64", "linux/arm64" }));
            Assert.That(Locations(subjects[0]), Is.EquivalentTo(new[] { "layout", "layout", "cosign-tag", "cosign-tag" }));
            Assert.That(Locations(subjects[1]), Is.EqualTo(new[] { "index" }));
        });
    }

    private static IEnumerable<string?> Locations(JsonElement subject) =>
        subject.GetProperty("evidence").EnumerateArray().Select(piece => piece.GetProperty("location").GetString());

    private static string ImageWithoutProvenance(TemporaryFolder folder)
    {
        var registry = new Testing.InMemoryRegistry();
        registry.Push("acme/app:1", Testing.TestImage.FromScratch());
        registry.SaveLayout("acme/app", folder.Path);
        return $"oci:{folder.Path}";
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
