using ImageProvenance.Cli.Commands;
using ImageProvenance.Testing;

namespace ImageProvenance.Cli.Tests.Commands;

/// <summary><c>--evidence-from</c> against a registry on loopback.</summary>
public sealed class EvidenceFromTests
{
    private readonly InMemoryRegistry _registry = new();
    private readonly TestKey _key = TestKey.Ecdsa();
    private readonly TemporaryFolder _folder = new();
    private RegistryServer _server = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await _registry.StartAsync();
        _registry.Push("acme/app:1", TestImage.FromScratch());
        _registry.Push("acme/signatures:1", TestImage.FromScratch()).SignWithBundle(_key);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        _key.Dispose();
        _folder.Dispose();
    }

    private string Image => $"{_server.Host}/acme/app:1";

    private string Elsewhere => $"{_server.Host}/acme/signatures";

    private Task<ToolRun> Verify(string image, params string[] options) =>
        ToolRun.Of(["verify", image, "--key", _folder.File("cosign.pub", _key.PublicKeyPem), .. options]);

    [Test]
    public async Task Evidence_in_another_repository_counts_where_it_is_named()
    {
        var without = await Verify(Image);
        var with = await Verify(Image, "--evidence-from", $"{_server.Host}/acme/none", "--evidence-from", Elsewhere);
        Assert.That((without.ExitCode, with.ExitCode), Is.EqualTo((1, 0)), with.Output + with.Error);
    }

    [Test]
    public async Task Inspect_and_evidence_look_there_too([Values("inspect", "evidence")] string command)
    {
        var run = await ToolRun.Of(command, Image, "--evidence-from", Elsewhere);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, run.Output)), run.Error);
        Assert.That(run.Output, Does.Contain($"the list of referrers of {Elsewhere}"));
    }

    [Test]
    public async Task A_layout_may_have_its_evidence_there_but_not_offline()
    {
        _registry.SaveLayout("acme/app", _folder.Path);
        string layout = $"oci:{_folder.Path}";
        var online = await Verify(layout, "--evidence-from", Elsewhere);
        int asked = _registry.RequestCount;
        var offline = await Verify(layout, "--offline", "--evidence-from", Elsewhere);
        Assert.That((online.ExitCode, offline.ExitCode, offline.Output), Is.EqualTo((0, 2, "")), online.Error);
        Assert.That(offline.Error, Does.Contain("--offline"));
        Assert.That(_registry.RequestCount, Is.EqualTo(asked));
    }

    [TestCase("acme/app:1")]
    [TestCase("acme/app@sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")]
    [TestCase("https://registry.example/acme")]
    [TestCase("")]
    public async Task What_is_no_repository_is_a_mistake_of_usage(string repository)
    {
        var run = await Verify(Image, "--evidence-from", repository);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("no repository"));
    }

    [Test]
    public async Task Docker_scout_is_for_images_that_Docker_may_have_hardened()
    {
        var elsewhere = await Verify(Image, "--evidence-from", "docker-scout");
        var nameless = await Verify(ToolRun.Sample("signed"), "--evidence-from", "docker-scout");
        Assert.That((elsewhere.ExitCode, nameless.ExitCode), Is.EqualTo((2, 2)));
        Assert.That(elsewhere.Error, Does.Contain("docker.io and dhi.io"));
    }

    [TestCase("oci:anywhere", "acme/dhi-python", "registry.scout.docker.com/acme/dhi-python")]
    [TestCase("acme/dhi-python:3", null, "registry.scout.docker.com/acme/dhi-python")]
    [TestCase("dhi.io/python:3", null, "registry.scout.docker.com/dhi/python")]
    public void Docker_scout_is_the_repository_of_the_images_path(string image, string? name, string repository)
    {
        var command = new System.CommandLine.Command("verify");
        var options = new ImageOptions(command);
        var request = options.Request(command.Parse([image, "--evidence-from", "docker-scout"]), name is null ? null : $"docker.io/{name}");
        Assert.That(request.EvidenceFrom.Single().Name, Is.EqualTo(repository));
    }
}
