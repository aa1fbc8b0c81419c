using System.Text.Json;

namespace ImageProvenance.Cli.Tests.Commands;

public sealed class PolicyCommandTests
{
    internal static string Document(string keyFile, string mode = "enforce") => $$"""
        { "version": 1, "name": "production",
          "rules": [
            { "name": "acme", "images": [ "ghcr.io/acme/**" ], "mode": "{{mode}}",
              "require": { "type": "signature", "by": { "keys": [ { "file": {{JsonSerializer.Serialize(keyFile)}} } ] } } },
            { "name": "legacy", "images": [ "old.example/**" ], "deny": "moved to ghcr.io/acme" } ],
          "otherwise": "deny" }
        """;

    [Test]
    public async Task A_policy_without_mistakes_is_silent()
    {
        using var folder = new TemporaryFolder();
        var run = await ToolRun.Of("policy", "check", folder.File("policy.json", Document(ToolRun.ReleaseKey)));
        Assert.That((run.ExitCode, run.Output, run.Error), Is.EqualTo((0, "", "")));
    }

    [Test]
    public async Task Every_mistake_is_a_line_with_its_path()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("policy.json", """
            { "version": 2, "name": "", "extra": 1,
              "rules": [ { "images": [ "ghcr.io/acme" ], "images": [], "require": { "type": "signature", "by": { "keys": [ { "file": "no-such.pub" } ] } } } ] }
            """);

        var run = await ToolRun.Of("policy", "check", file);

        Assert.Multiple(() =>
        {
            Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
            foreach (string path in new[] { "$.version:", "$.name:", "$.extra:", "$.rules[0].images:", "$.rules[0].require.by.keys[0].file:" })
                Assert.That(run.Error, Does.Contain(path));
        });
    }

    [TestCase("ghcr.io/acme/app:1", "rule 'acme'", "signed by key")]
    [TestCase("old.example/app", "rule 'legacy'", "moved to ghcr.io/acme")]
    [TestCase("docker.io/library/alpine", "rule 'otherwise'", "denies")]
    public async Task The_rule_that_applies_is_explained(string image, string rule, string says)
    {
        using var folder = new TemporaryFolder();
        var run = await ToolRun.Of("policy", "explain", folder.File("policy.json", Document(ToolRun.ReleaseKey)), image);
        Assert.That(run.Output, Does.Contain(rule).And.Contain(says));
    }
}
