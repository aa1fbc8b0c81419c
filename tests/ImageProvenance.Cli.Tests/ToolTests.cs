namespace ImageProvenance.Cli.Tests;

public sealed class ToolTests
{
    [Test]
    public async Task Help_names_the_commands_that_are_there()
    {
        var run = await ToolRun.Of("--help");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero);
            foreach (string command in new[] { "verify", "inspect", "evidence", "policy", "trust" })
                Assert.That(run.Output, Does.Contain(command));
        });
    }

    [TestCase("judge")]
    [TestCase("policy frobnicate")]
    [TestCase("verify")]
    public async Task An_unknown_or_unfinished_command_is_two(string line)
    {
        var run = await ToolRun.Of(line.Split(' '));
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")), run.Error);
    }
}
