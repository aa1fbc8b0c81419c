namespace ImageProvenance.Cli.Tests.Commands;

public sealed class VerifyCommandTests
{
    [TestCase("signed", new string[0], 0)]
    [TestCase("signed", new[] { "--attestation", "slsa-provenance" }, 0)]
    [TestCase("signed", new[] { "--attestation", "slsa-provenance", "--signature" }, 0)]
    [TestCase("signed", new[] { "--attestation", "sbom" }, 1)]
    [TestCase("unsigned", new string[0], 1)]
    [TestCase("unsigned", new[] { "--attestation", "slsa-provenance" }, 1)]
    [TestCase("other-key", new string[0], 1)]
    [TestCase("tampered", new string[0], 1)]
    public async Task The_exit_code_is_the_verdict_on_the_sample_images(string sample, string[] options, int exitCode)
    {
        var run = await ToolRun.Of(["verify", ToolRun.Sample(sample), "--key", ToolRun.ReleaseKey, .. options]);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
            Assert.That(run.Output, Does.StartWith(exitCode == 0 ? "ALLOWED" : "DENIED"));
            Assert.That(run.Error, Is.Empty);
        });
    }

    [Test]
    public async Task Any_of_several_keys_may_have_signed() =>
        Assert.That((await ToolRun.Of("verify", ToolRun.Sample("other-key"), "--key", ToolRun.ReleaseKey, "--key", ToolRun.OtherKey)).ExitCode, Is.Zero);

    [Test]
    public async Task Json_is_one_document_and_nothing_else_also_when_denied()
    {
        var run = await ToolRun.Of("verify", ToolRun.Sample("unsigned"), "--key", ToolRun.ReleaseKey, "--output", "json");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(run.Json.GetProperty("decision").GetString(), Is.EqualTo("denied"));
            Assert.That(run.Json.GetProperty("tree").GetProperty("children")[0].GetProperty("code").GetString(), Is.EqualTo("signature-missing"));
        });
    }

    [TestCase("nothing is required", new string[0], "Nothing is required")]
    [TestCase("a key that is not there", new[] { "--key", "no-such.pub" }, "no-such.pub")]
    [TestCase("a policy that is not there", new[] { "--policy", "no-such.json" }, "no-such.json")]
    [TestCase("an option that is unknown", new[] { "--kye", "x" }, "--kye")]
    [TestCase("a time that is none", new[] { "--timeout", "soon", "--key", "KEY" }, "--timeout 'soon'")]
    [TestCase("a name with a tag", new[] { "--as", "ghcr.io/acme/app:1", "--key", "KEY" }, "'ghcr.io/acme/app:1' is no name")]
    [TestCase("no time at all", new[] { "--timeout", "0s", "--key", "KEY" }, "--timeout leaves no time")]
    [TestCase("a wait that is no time", new[] { "--wait-for-evidence", "-1s", "--key", "KEY" }, "--wait-for-evidence '-1s'")]
    [TestCase("a platform that is none", new[] { "--platform", "linux", "--key", "KEY" }, "'linux' is not a platform")]
    [TestCase("an attestation type that is none", new[] { "--attestation", "provenance", "--key", "KEY" }, "'provenance' is no predicate type")]
    [TestCase("an output that is unknown", new[] { "--output", "xml", "--key", "KEY" }, "xml")]
    public async Task Misuse_is_two_with_one_line_and_an_empty_output(string misuse, string[] options, string says)
    {
        var run = await ToolRun.Of(["verify", ToolRun.Sample("signed"), .. options.Select(option => option == "KEY" ? ToolRun.ReleaseKey : option)]);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2), misuse);
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.Contain(says));
            Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        });
    }

    [TestCase("oci:no-such-folder")]
    [TestCase("oci-archive:no-such-file.tar")]
    [TestCase("UPPER/case:tag:tag")]
    public async Task An_image_that_cannot_be_named_is_two(string image)
    {
        var run = await ToolRun.Of("verify", image, "--key", ToolRun.ReleaseKey);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")), run.Error);
    }

    [Test]
    public async Task A_policy_and_a_key_contradict_each_other()
    {
        using var folder = new TemporaryFolder();
        string policy = folder.File("policy.json", PolicyCommandTests.Document(ToolRun.ReleaseKey));
        var run = await ToolRun.Of("verify", ToolRun.Sample("signed"), "--policy", policy, "--key", ToolRun.ReleaseKey);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
    }

    [TestCase("not a key", TestName = "A_key_of_garbage_is_two")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n", TestName = "A_private_key_is_two")]
    public async Task An_unusable_key_is_two(string pem)
    {
        using var folder = new TemporaryFolder();
        var run = await ToolRun.Of("verify", ToolRun.Sample("signed"), "--key", folder.File("bad.pub", pem));
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")), run.Error);
    }

    [Test]
    public async Task A_name_chooses_the_rule_for_a_layout()
    {
        using var folder = new TemporaryFolder();
        string policy = folder.File("policy.json", PolicyCommandTests.Document(ToolRun.ReleaseKey));

        var named = await ToolRun.Of("verify", ToolRun.Sample("signed"), "--policy", policy, "--as", "ghcr.io/acme/hello");
        var nameless = await ToolRun.Of("verify", ToolRun.Sample("signed"), "--policy", policy);

        Assert.That((named.ExitCode, nameless.ExitCode), Is.EqualTo((0, 1)), "names inside a layout are claims, and choose no rule");
    }

    [Test]
    public async Task A_warning_allows_unless_warnings_fail()
    {
        using var folder = new TemporaryFolder();
        string policy = folder.File("policy.json", PolicyCommandTests.Document(ToolRun.ReleaseKey, mode: "warn"));
        string[] arguments = ["verify", ToolRun.Sample("unsigned"), "--policy", policy, "--as", "ghcr.io/acme/hello"];

        var allowed = await ToolRun.Of(arguments);
        var failed = await ToolRun.Of([.. arguments, "--fail-on-warnings"]);

        Assert.Multiple(() =>
        {
            Assert.That((allowed.ExitCode, failed.ExitCode), Is.EqualTo((0, 1)));
            Assert.That(failed.Output, Does.StartWith("ALLOWED WITH WARNINGS"), "the decision stays");
        });
    }

    [Test]
    public async Task Offline_a_registry_reference_is_two_and_a_layout_is_judged()
    {
        var registry = await ToolRun.Of("verify", "localhost:1/acme/app:1", "--key", ToolRun.ReleaseKey, "--offline");
        var layout = await ToolRun.Of("verify", ToolRun.Sample("signed"), "--key", ToolRun.ReleaseKey, "--offline");
        Assert.That((registry.ExitCode, layout.ExitCode), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task A_platform_that_the_index_does_not_have_is_one()
    {
        var run = await ToolRun.Of("verify", ToolRun.Sample("signed"), "--key", ToolRun.ReleaseKey, "--platform", "linux/riscv64");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(run.Error, Does.Contain("platform-not-found").And.Contain("linux/amd64"));
        });
    }
}
