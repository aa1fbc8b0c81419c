using System.Text;
using ImageProvenance.Testing;

namespace ImageProvenance.Cli.Tests.Commands;

/// <summary>Logins of <c>--docker-config</c>, and that nothing the tool writes shows them.</summary>
public sealed class RegistryLoginTests
{
    private const string Password = "s3cret/pass+word";
    private static readonly string Basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Password}"));

    private TemporaryFolder _folder = null!;
    private InMemoryRegistry _registry = null!;
    private RegistryServer _server = null!;

    private string Image => $"{_server.Host}/acme/app:1";

    [SetUp]
    public async Task Start()
    {
        _folder = new();
        _registry = new();
        _registry.Push("acme/app:1", TestImage.FromScratch()).SignWithBundle(TestKey.Ecdsa());
        _server = await _registry.StartAsync();
        _folder.File("config.json", $$"""{"auths":{"{{_server.Host}}":{"auth":"{{Basic}}"} } }""");
    }

    [TearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private Task<ToolRun> RunAsync(string command, string output) => ToolRun.Of(
        [command, Image, "--docker-config", _folder.Path, "--output", output, .. command == "verify" ? (string[])["--key", ToolRun.ReleaseKey] : []]);

    [Test]
    public async Task The_login_of_the_folder_is_used([Values("basic", "bearer")] string kind)
    {
        if (kind == "basic")
            _registry.RequireBasic("me", Password);
        else
            _registry.RequireBearer("me", Password);
        Assert.That((await RunAsync("inspect", "text")).ExitCode, Is.Zero);
        Assert.That((await RunAsync("verify", "text")).ExitCode, Is.EqualTo(1), "read, and signed by another key");
    }

    [Test]
    // Red without SecretsInUse.CutFrom in RemoteText.Clean.
    public async Task A_registry_or_token_server_that_repeats_secrets_does_not_get_them_into_the_output(
        [Values("verify", "inspect", "evidence")] string command, [Values("text", "json")] string output, [Values("basic", "bearer", "token server")] string kind)
    {
        string? token = null;
        if (kind == "basic")
            _registry.RequireBasic("me", Password);
        else
            _registry.RequireBearer("me", Password);
        using var _ = _registry.Alter((request, answer) =>
        {
            bool isToken = request.Path == "/token";
            if (isToken && kind == "bearer")
                token = System.Text.Json.JsonDocument.Parse(answer.Body).RootElement.GetProperty("token").GetString();
            return request.Header("Authorization") is { } sent && isToken == (kind == "token server")
                ? RegistryResponse.Error(403, "DENIED", $"You sent {sent} and {Uri.EscapeDataString(sent)}, which is me:{Password}.")
                : answer;
        });

        var run = await RunAsync(command, output);
        Assert.That(run.ExitCode, Is.EqualTo(3), run.Error);
        string said = run.Output + run.Error;
        Assert.That(said, Does.Contain("DENIED: You sent").And.Contain("***").And.Contain($"the login in {Path.Combine(_folder.Path, "config.json")}"));
        foreach (string secret in new[] { Password, Basic, Uri.EscapeDataString(Password), Uri.EscapeDataString(Basic), token ?? Password })
            Assert.That(said, Does.Not.Contain(secret).And.Not.Contain(secret.Replace("+", "\\u002B", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_credential_file_that_is_malformed_is_two_and_not_quoted()
    {
        _folder.File("config.json", $$"""{"auths":{"{{_server.Host}}":{"auth":"{{Password}}"}""");
        var run = await RunAsync("verify", "json");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("config.json").And.Not.Contain("s3cret"));
    }
}
