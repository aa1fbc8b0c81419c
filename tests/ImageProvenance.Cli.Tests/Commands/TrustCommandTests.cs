using System.CommandLine;
using System.Text.Json;
using ImageProvenance.Cli.Commands;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;
using ImageProvenance.Tests;

namespace ImageProvenance.Cli.Tests.Commands;

public sealed class TrustCommandTests
{
    private static readonly string Root = Path.Combine(SharedData.RepositoryRoot, "src", "ImageProvenance.Signatures", "Trust", "PublicGood", "trusted_root.json");

    [Test]
    public async Task Without_options_the_root_of_the_release_is_shown()
    {
        var run = await ToolRun.Of("trust", "show");

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.StartWith("Sigstore public good").And.Contain($"of {PublicGoodRoot.Date:yyyy-MM-dd}").And.Contain("https://rekor.sigstore.dev"));
    }

    [Test]
    public async Task Roots_that_are_named_are_shown_in_its_place()
    {
        var run = await ToolRun.Of("trust", "show", "--trusted-root", Root, "--trusted-root", Root, "--output", "json");

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Json.GetProperty("instances").EnumerateArray().Select(instance => instance.GetProperty("path").GetString()), Is.EqualTo(new[] { Root, Root }));
        Assert.That(run.Output, Does.Not.Contain("embedded"));
    }

    [Test]
    public async Task A_file_may_have_a_root_on_each_line()
    {
        using var folder = new TemporaryFolder();
        string line = JsonSerializer.Serialize(JsonDocument.Parse(File.ReadAllText(Root)).RootElement);
        var run = await ToolRun.Of("trust", "show", "--trusted-root", folder.File("roots.jsonl", line + "\n" + line + "\n"));

        Assert.That(run.Output, Does.StartWith("roots.jsonl:1\n").And.Contain("\nroots.jsonl:2\n"));
    }

    [TestCase("{}", "invalid-trusted-root")]
    [TestCase("no JSON", "malformed-json")]
    [TestCase(null, "Could not find")]
    public async Task A_root_that_cannot_be_used_is_two(string? text, string says)
    {
        using var folder = new TemporaryFolder();
        string file = text is null ? Path.Combine(folder.Path, "absent.json") : folder.File("root.json", text);
        var run = await ToolRun.Of("trust", "show", "--trusted-root", file);

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain(file).And.Contain(says));
    }

    [TestCase("trust")]
    [TestCase("trust show --output yaml")]
    [TestCase("trust show extra")]
    public async Task What_it_does_not_know_is_two(string line) =>
        Assert.That(await ToolRun.Of(line.Split(' ')), Has.Property("ExitCode").EqualTo(2));

    [Test]
    public async Task An_old_root_is_warned_of_at_the_present_time()
    {
        using var output = new StringWriter();
        var clock = new ManualTimeProvider(new DateTimeOffset(PublicGoodRoot.Date, TimeOnly.MinValue, TimeSpan.Zero).AddDays(200));
        var command = new RootCommand { TrustCommand.Create(new Terminal(output, TextWriter.Null), clock) };

        int code = await command.Parse("trust show").InvokeAsync();

        Assert.That((code, output.ToString().Contains("embedded-root-old", StringComparison.Ordinal)), Is.EqualTo((0, true)));
    }
}
