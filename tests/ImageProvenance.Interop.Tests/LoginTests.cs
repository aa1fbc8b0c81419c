using System.Text;
using System.Text.Json;

namespace ImageProvenance.Interop.Tests;

/// <summary>
/// Real registries that want a login, by password and by token, read with the logins that real clients write down. The
/// tool runs as a program of its own, so that environment, files and helpers are a user's.
/// </summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class LoginTests(bool withTokens)
{
    private JwtTokenServer? _tokens;
    private GuardedRegistry _registry = null!;
    private CosignKey _key = null!;
    private string _home = null!;

    private string Host => _registry.Host;

    private string Private => $"{Host}/demo/app:1";

    private string Public => $"{Host}/public/app:1";

    [OneTimeSetUp]
    public async Task Fill()
    {
        _tokens = withTokens ? await JwtTokenServer.StartAsync() : null;
        _registry = _tokens is null ? await GuardedRegistry.StartWithPasswordAsync() : await GuardedRegistry.StartWithTokensAsync(_tokens);
        _home = Folder();
        _key = await Stage.Current.Keys.ReleaseAsync();
        string plain = await Stage.Current.Images.PlainAsync(RegistryKind.Distribution);
        string config = await CraneLoginAsync(Folder());
        string digest = await Crane.DigestAsync(plain);
        foreach (string image in new[] { Private, Public })
        {
            (await RunAsync([$"DOCKER_CONFIG={config}"], "crane", "copy", plain, image)).Required();
            (await RunAsync([$"DOCKER_CONFIG={config}"], "cosign", "sign", "--key", _key.Private, "--new-bundle-format=true", "--use-signing-config=false", "--tlog-upload=false", "--yes", $"{Crane.RepositoryOf(image)}@{digest}")).Required();
        }
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _registry.DisposeAsync();
        if (_tokens is not null)
            await _tokens.DisposeAsync();
    }

    [Test]
    public async Task A_login_of_crane_is_used()
    {
        string config = await CraneLoginAsync(Folder());
        await AllowsAsync(VerifyAsync(Private, [], "--docker-config", config));
        await AllowsAsync(VerifyAsync(Private, [$"DOCKER_CONFIG={config}"]));
    }

    [Test]
    public async Task A_login_of_oras_is_used_as_a_file_of_podmans()
    {
        string file = Path.Combine(Folder(), "auth.json");
        (await RunAsync([], "oras", "login", "--plain-http", "--username", GuardedRegistry.User, "--password", GuardedRegistry.Password, "--registry-config", file, Host)).Required();
        await AllowsAsync(VerifyAsync(Private, [$"REGISTRY_AUTH_FILE={file}"]));
    }

    [Test]
    public async Task A_login_for_a_namespace_is_for_that_namespace()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder(), "containers")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "auth.json"), Auths($"{Host}/demo"));
        string environment = $"XDG_RUNTIME_DIR={Path.GetDirectoryName(folder)}";
        await AllowsAsync(VerifyAsync(Private, [environment]));
        var elsewhere = await VerifyAsync($"{Host}/other/app:1", [environment]);
        Assert.That(elsewhere.ExitCode, Is.EqualTo(Verdicts.Indeterminate), elsewhere.ToString());
        Assert.That(elsewhere.Output, Does.Contain($"no login for {Host} in {_home}/.docker/config.json, {folder}/auth.json, {_home}/.config/containers/auth.json"));
    }

    [Test]
    public async Task A_credential_helper_is_asked_once()
    {
        string folder = Folder();
        string config = await WriteConfigAsync($$"""{"credHelpers":{"{{Host}}":"test"} }""");
        await HelperAsync(folder, $$"""[ "$1" = get ] && cat >> '{{folder}}/asked' && echo >> '{{folder}}/asked' && echo '{"ServerURL":"{{Host}}","Username":"{{GuardedRegistry.User}}","Secret":"{{GuardedRegistry.Password}}"}'""");
        await AllowsAsync(VerifyAsync(Private, [WithPath(folder)], "--docker-config", config));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(folder, "asked")), Is.EqualTo(new[] { Host }));
    }

    [Test]
    public async Task A_credential_helper_that_fails_is_2()
    {
        string folder = Folder();
        string config = await WriteConfigAsync("""{"credsStore":"test"}""");
        await HelperAsync(folder, $"echo {GuardedRegistry.Password}; echo {GuardedRegistry.Password} >&2; exit 5");
        var result = await VerifyAsync(Private, [WithPath(folder)], "--docker-config", config);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((Verdicts.NotJudged, "")), result.ToString());
        Assert.That(result.Error, Does.Contain("docker-credential-test").And.Contain(config).And.Contain("exit code 5").And.Not.Contain(GuardedRegistry.Password));
        Assert.That((await VerifyAsync(Private, [], "--docker-config", config)).ExitCode, Is.EqualTo(Verdicts.NotJudged), "a helper that is not there");
    }

    [Test]
    public async Task A_wrong_password_is_3_with_the_registrys_answer_and_the_logins_source()
    {
        string config = await WriteConfigAsync(Auths(Host, "wrong-horse"));
        var result = await VerifyAsync(Private, [], "--docker-config", config);
        Assert.That(result.ExitCode, Is.EqualTo(Verdicts.Indeterminate), result.ToString());
        string said = result.Output + result.Error;
        Assert.That(said, Does.Contain($"the login in {config}/config.json").And.Contain("UNAUTHORIZED"));
        Assert.That(said, Does.Not.Contain("wrong-horse").And.Not.Contain(Base64("wrong-horse")).And.Not.Contain(Base64("wrong-horse")[..12]));
    }

    [Test]
    public async Task Anonymous_readers_see_what_is_public()
    {
        var result = await VerifyAsync(Private, []);
        Assert.That(result.ExitCode, Is.EqualTo(Verdicts.Indeterminate), result.ToString());
        Assert.That(result.Output, Does.Contain($"an anonymous reader (no login for {Host} in {_home}/.docker/config.json"));
        Assert.That((await VerifyAsync(Public, [])).ExitCode, Is.EqualTo(withTokens ? Verdicts.Allowed : Verdicts.Indeterminate));
    }

    [Test]
    public async Task An_identity_token_is_exchanged()
    {
        string config = await WriteConfigAsync($$"""{"auths":{"{{Host}}":{"identitytoken":"{{JwtTokenServer.IdentityToken}}"} } }""");
        var result = await VerifyAsync(Private, [], "--docker-config", config);
        Assert.That(result.ExitCode, Is.EqualTo(withTokens ? Verdicts.Allowed : Verdicts.Indeterminate), result.ToString());
        Assert.That(result.Output, Does.Not.Contain(JwtTokenServer.IdentityToken));
    }

    [Test]
    public async Task Where_a_store_has_no_login_crane_and_we_leave_the_files_own()
    {
        string folder = Folder();
        await HelperAsync(folder, "echo credentials not found in native keychain; exit 1");
        foreach (var (more, isUsed) in new[] { ("\"credsStore\":\"test\"", false), ($"\"credHelpers\":{{\"{Host}\":\"test\"}}", false), ($"\"credsStore\":\"test\",\"credHelpers\":{{\"{Host}\":\"\"}}", true) })
        {
            string config = await WriteConfigAsync($"{Auths(Host)[..^1]},{more}}}");
            var crane = await RunAsync([WithPath(folder), $"DOCKER_CONFIG={config}"], "crane", "digest", Private);
            var ours = await VerifyAsync(Private, [WithPath(folder)], "--docker-config", config);
            Assert.That((crane.IsSuccess, ours.ExitCode), Is.EqualTo((isUsed, isUsed ? Verdicts.Allowed : Verdicts.Indeterminate)), $"{config}\n{crane}\n{ours}");
        }
    }

    private static async Task AllowsAsync(Task<ProgramResult> verification)
    {
        var result = await verification;
        Assert.That(result.ExitCode, Is.EqualTo(Verdicts.Allowed), result.ToString());
    }

    private Task<ProgramResult> VerifyAsync(string image, string[] environment, params string[] options) =>
        RunAsync(environment, "dotnet", [Imageprov.Assembly, "verify", image, "--key", _key.Public, .. options]);

    // Nothing of whoever runs the tests: a home of our own, and no variables that name files.
    private Task<ProgramResult> RunAsync(string[] environment, string program, params string[] arguments) => Stage.Current.RunAsync("env",
        ["-u", "REGISTRY_AUTH_FILE", "-u", "XDG_RUNTIME_DIR", "-u", "XDG_CONFIG_HOME", "-u", "DOCKER_CONFIG", $"HOME={_home}", "DOTNET_NOLOGO=1", .. environment, program, .. arguments]);

    private async Task<string> CraneLoginAsync(string folder)
    {
        (await RunAsync([$"DOCKER_CONFIG={folder}"], "crane", "auth", "login", "--username", GuardedRegistry.User, "--password", GuardedRegistry.Password, Host)).Required();
        return folder;
    }

    private static async Task<string> WriteConfigAsync(string json)
    {
        string folder = Folder();
        await File.WriteAllTextAsync(Path.Combine(folder, "config.json"), json);
        return folder;
    }

    private static async Task HelperAsync(string folder, string script)
    {
        string path = Path.Combine(folder, "docker-credential-test");
        await File.WriteAllTextAsync(path, $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static string Auths(string key, string password = GuardedRegistry.Password) =>
        JsonSerializer.Serialize(new { auths = new Dictionary<string, object> { [key] = new { auth = Base64(password) } } });

    private static string Base64(string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GuardedRegistry.User}:{password}"));

    private static string WithPath(string folder) => $"PATH={folder}:{Stage.Current.Peers.Programs.SearchPath}";

    private static string Folder() => Directory.CreateDirectory(Stage.Current.NewPath()).FullName;
}
