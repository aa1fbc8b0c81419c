using ImageProvenance.Testing;

namespace ImageProvenance.Cli.Tests.Commands;

/// <summary>The tool against a registry that speaks HTTP on loopback.</summary>
public sealed class RegistryVerdictTests
{
    private readonly InMemoryRegistry _registry = new();
    private readonly TestKey _key = TestKey.Ecdsa();
    private readonly TemporaryFolder _folder = new();
    private RegistryServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await _registry.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        _key.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task A_signed_image_is_allowed()
    {
        _registry.Push("acme/signed:1", TestImage.FromScratch()).SignWithBundle(_key);
        var run = await Verify($"{_server.Host}/acme/signed:1");
        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    [Test]
    public async Task An_image_that_is_not_there_is_indeterminate_and_says_so_first()
    {
        var run = await Verify($"{_server.Host}/acme/nothing:1", "--output", "json");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(3));
            Assert.That(run.Json.GetProperty("decision").GetString(), Is.EqualTo("indeterminate"));
            Assert.That(run.Json.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("not-found"));
            Assert.That(run.Error, Does.Contain("acme/nothing"));
        });
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(429)]
    [TestCase(403)]
    public async Task A_registry_that_fails_is_indeterminate(int status)
    {
        _registry.Push("acme/failing:1", TestImage.FromScratch()).SignWithBundle(_key);
        using var _ = _registry.Answer(request => request.Path.Contains("acme/failing", StringComparison.Ordinal) ? new RegistryResponse(status) : null);
        Assert.That((await Verify($"{_server.Host}/acme/failing:1")).ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task A_registry_that_is_down_is_indeterminate_for_every_command()
    {
        string image = $"127.0.0.1:{FreePort()}/acme/app:1";
        var verify = await Verify(image);
        var inspect = await ToolRun.Of("inspect", image, "--provenance");
        var evidence = await ToolRun.Of("evidence", image);
        Assert.Multiple(() =>
        {
            Assert.That((verify.ExitCode, inspect.ExitCode, evidence.ExitCode), Is.EqualTo((3, 3, 3)));
            Assert.That(inspect.Output, Is.Empty);
        });
    }

    [Test]
    public async Task A_registry_that_leads_to_the_metadata_of_a_cloud_is_indeterminate_and_says_why()
    {
        using var _ = _registry.Answer(request => request.Path.Contains("acme/leading", StringComparison.Ordinal)
            ? new RegistryResponse(307).With("Location", "https://169.254.169.254/latest/meta-data/") : null);
        var run = await Verify($"{_server.Host}/acme/leading:1", "--output", "json", "--private-host", "169.254.169.254");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(3));
            Assert.That(run.Json.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("refused-address"));
            Assert.That(run.Error, Does.Contain("169.254.169.254"));
        });
    }

    [Test]
    public async Task A_private_host_that_is_none_is_a_mistake() =>
        Assert.That((await Verify($"{_server.Host}/acme/app:1", "--private-host", "https://storage.example/")).ExitCode, Is.EqualTo(2));

    [Test]
    public async Task A_registry_that_does_not_answer_in_time_is_indeterminate()
    {
        using var _ = _registry.Answer(async (request, cancellationToken) =>
        {
            if (request.Path.Contains("acme/slow", StringComparison.Ordinal))
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        });
        Assert.That((await Verify($"{_server.Host}/acme/slow:1", "--timeout", "300ms")).ExitCode, Is.EqualTo(3));
    }

    private Task<ToolRun> Verify(string image, params string[] options) =>
        ToolRun.Of(["verify", image, "--key", _folder.File("cosign.pub", _key.PublicKeyPem), .. options]);

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
