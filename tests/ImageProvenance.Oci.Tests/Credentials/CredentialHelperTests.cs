using System.Globalization;

namespace ImageProvenance.Oci.Tests;

[Platform(Exclude = "Win", Reason = "The helpers of these tests are shell scripts.")]
public sealed class CredentialHelperTests
{
    private const string StoreIsTest = """{"credsStore":"test"}""";
    private HelperFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private CredentialException Fails(DockerConfigCredentials store) => Assert.ThrowsAsync<CredentialException>(() => store.FindAsync("ghcr.io"))!;

    [Test]
    public async Task A_helper_is_asked_for_the_server_and_gives_the_login()
    {
        var credential = (await _folder.Knows("test", "me", "s3cret").Docker(StoreIsTest).FindAsync("ghcr.io:8443"))!;
        Assert.Multiple(() =>
        {
            Assert.That((credential.Username, credential.Password), Is.EqualTo(("me", "s3cret")));
            Assert.That(credential.Source, Is.EqualTo($"the login of the credential helper docker-credential-test (named in {_folder.In("config.json")})"));
            Assert.That(_folder.Servers, Is.EqualTo(new[] { "ghcr.io:8443" }));
        });
    }

    [Test]
    public async Task Docker_Hub_is_asked_for_by_its_old_address()
    {
        await _folder.Knows("test", "me", "p").Docker(StoreIsTest).FindAsync("docker.io");
        Assert.That(_folder.Servers, Is.EqualTo(new[] { "https://index.docker.io/v1/" }));
    }

    [Test]
    public async Task A_helper_of_the_registry_comes_before_the_store_and_the_store_before_logins()
    {
        var store = _folder.Knows("one", "one", "p").Knows("two", "two", "p").Docker("""
            {"auths":{"a.example":{"username":"file","password":"p"},"b.example":{"username":"file","password":"p"},"c.example":{"username":"file","password":"p"},"d.example":{"registrytoken":"r"} },
             "credHelpers":{"a.example":"one","c.example":""},"credsStore":"two"}
            """);
        Assert.That(await store.UserAsync("a.example"), Is.EqualTo("one"));
        Assert.That(await store.UserAsync("b.example"), Is.EqualTo("two"));
        Assert.That(await store.UserAsync("c.example"), Is.EqualTo("file"), "a helper without a name means the file");
        Assert.That((await store.FindAsync("d.example"))!.RegistryToken, Is.EqualTo("r"));
    }

    [Test]
    public async Task A_helper_is_for_a_whole_registry() =>
        Assert.That(await _folder.Knows("test", "me", "p").Docker("""{"credHelpers":{"ghcr.io/acme":"test"}}""").FindAsync("ghcr.io"), Is.Null);

    [Test]
    public async Task A_login_in_the_file_is_not_used_where_the_store_has_none() =>
        Assert.That(await _folder.Helper("test", "echo credentials not found in native keychain; exit 1")
            .Docker("""{"auths":{"ghcr.io":{"username":"file","password":"p"} },"credsStore":"test"}""").FindAsync("ghcr.io"), Is.Null);

    [Test]
    public async Task The_user_token_means_an_identity_token() =>
        Assert.That((await _folder.Knows("test", "<token>", "t").Docker(StoreIsTest).FindAsync("ghcr.io"))!.IdentityToken, Is.EqualTo("t"));

    [TestCase("echo credentials not found in native keychain; exit 1")]
    [TestCase("""echo '{"ServerURL":"ghcr.io","Username":"","Secret":""}'""")]
    [TestCase("echo '{}'")]
    public async Task A_helper_may_have_no_login(string script) =>
        Assert.That(await _folder.Helper("test", script).Docker(StoreIsTest).FindAsync("ghcr.io"), Is.Null);

    [TestCase("echo s3cret; echo s3cret >&2; exit 7", "exit code 7")]
    [TestCase("echo s3cret", "no login")]
    [TestCase("exit 0", "no login")]
    [TestCase("""echo '{"Username":"u","Secret":"s3cret"'""", "no login")]
    [TestCase("""echo '{"Username":"u","Secret":"s3cret","Secret":"s3cret"}'""", "no login")]
    [TestCase("""echo '{"Username":"u","secret":"s3cret"}'""", "no login")]
    [TestCase("""echo '{"Username":"","Secret":"s3cret"}'""", "half a login")]
    [TestCase("""echo '{"Username":"s3cret","Secret":""}'""", "half a login")]
    [TestCase("echo s3cret credentials not found in native keychain; exit 1", "exit code 1")]
    // Red without CredentialHelperAnswer's own messages (with the output, or the parser's exception, in them).
    public void CVE_2025_15558_a_helper_that_fails_is_named_and_its_output_is_not(string script, string problem)
    {
        var error = Fails(_folder.Helper("test", script).Docker(StoreIsTest));
        Assert.That(error.Message, Does.Contain(problem).And.Contain("docker-credential-test").And.Contain(_folder.In("config.json")));
        Assert.That(error.ToString(), Does.Not.Contain("s3cret"));
    }

    [TestCase("../x")]
    [TestCase("/bin/sh")]
    [TestCase("a b")]
    [TestCase("a;id")]
    [TestCase("x\\\\y")]
    [TestCase("é")]
    [TestCase("x\\n")]
    [TestCase(".")]
    [TestCase("..")]
    // Red without CredentialHelperProgram.Suffix (for the last two: without its comparison).
    public void CVE_2025_15558_a_helper_has_a_plain_name(string suffix)
    {
        Directory.CreateDirectory(_folder.In("docker-credential-.."));
        Assert.That(Fails(_folder.Docker($$"""{"credsStore":"{{suffix}}"}""")).Message, Does.Contain("whose name is none"));
    }

    [Test]
    // Red without CredentialHelperProgram's Path.IsPathFullyQualified.
    public void CVE_2025_15558_a_helper_beside_the_user_is_not_run()
    {
        _folder.Knows("test", "me", "p");
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, _folder.Path);
        foreach (string path in new[] { relative, $"{relative}{Path.PathSeparator}", ".", "" })
            Assert.That(CredentialHelperProgram.Find("docker-credential-test", path), Is.Null);
        Assert.That(CredentialHelperProgram.Find("docker-credential-test", $"{relative}{Path.PathSeparator}{_folder.Path}"), Is.EqualTo(_folder.In("docker-credential-test")));
    }

    [Test]
    public void What_cannot_be_run_is_passed_over()
    {
        File.WriteAllText(_folder.In("docker-credential-test"), "");
        Directory.CreateDirectory(_folder.In("docker-credential-folder"));
        Assert.That(CredentialHelperProgram.Find("docker-credential-test", _folder.Path), Is.Null);
        Assert.That(CredentialHelperProgram.Find("docker-credential-folder", _folder.Path), Is.Null);
        Assert.That(Fails(_folder.Docker(StoreIsTest)).Message, Does.Contain("There is no credential helper docker-credential-test"));
    }

    [Test]
    public void A_helper_that_is_no_program_is_an_error()
    {
        _folder.Helper("test", "");
        File.WriteAllText(_folder.In("docker-credential-test"), "#!/nowhere/sh\n");
        Assert.That(Fails(_folder.Docker(StoreIsTest)).Message, Does.Contain("does not start"));
    }

    [Test]
    public async Task No_shell_is_between_and_the_helper_runs_in_its_own_folder() =>
        Assert.That(await _folder.Helper("test", """[ "$#" = 1 ] && echo '{"Username":"'"$PWD"'","Secret":"p"}'""").Docker(StoreIsTest).UserAsync("ghcr.io"), Is.EqualTo(_folder.Path));

    [Test]
    public async Task A_helper_need_not_read_what_it_is_asked()
    {
        File.WriteAllText(_folder.Helper("test", "").In("docker-credential-test"), "#!/bin/sh\nexec <&-\necho '{\"Username\":\"u\",\"Secret\":\"p\"}'\n");
        Assert.That(await _folder.Docker(StoreIsTest).UserAsync("ghcr.io"), Is.EqualTo("u"));
    }

    [Test]
    // Red without the cap in CredentialHelperProcess.ReadAsync (the test then never ends), and without Kill.
    public void A_helper_that_writes_without_end_is_stopped()
    {
        var error = Fails(_folder.Helper("test", $"echo $$ > '{_folder.In("pid")}'; exec yes").Docker(StoreIsTest));
        Assert.That(error.Message, Does.Contain("64 KiB"));
        Assert.That(() => IsGone("pid"), Is.True.After(2000, 20));
    }

    [Test]
    public async Task A_helper_may_complain_at_length() =>
        Assert.That(await _folder.Helper("test", """head -c 300000 /dev/zero >&2; echo '{"Username":"u","Secret":"p"}'""").Docker(StoreIsTest).UserAsync("ghcr.io"), Is.EqualTo("u"));

    [Test]
    // Red without the timer in CredentialHelpers, and without entireProcessTree in Kill (the second process lives on).
    public async Task A_helper_that_hangs_is_killed_with_all_that_it_started()
    {
        var clock = new ManualClock();
        var find = _folder.Helper("test", $"sleep 60 & echo $! > '{_folder.In("child")}'; echo $$ > '{_folder.In("pid")}'; wait").Docker(StoreIsTest, clock).FindAsync("ghcr.io");
        while (!File.Exists(_folder.In("pid")) || new FileInfo(_folder.In("pid")).Length == 0)
            await Task.Delay(10);
        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.That(IsGone("pid"), Is.False);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.That(Assert.ThrowsAsync<CredentialException>(() => find)!.Message, Does.Contain("within 10 s"));
        Assert.That(() => IsGone("pid"), Is.True.After(2000, 20));
        Assert.That(() => IsGone("child"), Is.True.After(2000, 20));
    }

    [Test]
    // Red without the bound on the rest in CredentialHelperProcess (time is up instead), and without the cancelled reads (pipes stay open).
    public async Task A_helper_that_leaves_a_process_with_its_pipes_has_answered_when_it_ends()
    {
        var clock = new ManualClock();
        int pipes = Pipes();
        var find = _folder.Helper("test", $$"""sleep 60 & echo $! > '{{_folder.In("child")}}'; echo '{"Username":"u","Secret":"p"}'; echo $$ > '{{_folder.In("pid")}}'""").Docker(StoreIsTest, clock).UserAsync("ghcr.io");
        try
        {
            for (int second = 0; second < 8 && !find.IsCompleted; second++)
            {
                Assert.That(() => File.Exists(_folder.In("pid")) && IsGone("pid"), Is.True.After(5000, 20));
                await Task.Delay(50);
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            Assert.That(() => find.IsCompleted, Is.True.After(3000, 10));
            Assert.That(await find, Is.EqualTo("u"));
            Assert.That(IsGone("child"), Is.False, "it is not the helper any more, and may be an agent of the user's");
            Assert.That(() => Pipes(), Is.EqualTo(pipes).After(2000, 20));
        }
        finally
        {
            System.Diagnostics.Process.GetProcessById(int.Parse(File.ReadAllText(_folder.In("child")), CultureInfo.InvariantCulture)).Kill();
        }
    }

    [Test]
    public async Task Those_who_ask_at_once_start_one_process_and_the_answer_is_kept_for_a_while()
    {
        var clock = new ManualClock();
        var store = _folder.Knows("test", "me", "p").Docker(StoreIsTest, clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.FindAsync("ghcr.io")));
        clock.Advance(TimeSpan.FromMinutes(4.9));
        await store.FindAsync("ghcr.io");
        Assert.That(_folder.Servers, Has.Count.EqualTo(1));
        clock.Advance(TimeSpan.FromMinutes(0.2));
        await store.FindAsync("ghcr.io");
        Assert.That(_folder.Servers, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_failure_is_not_kept()
    {
        var store = _folder.Helper("test", "exit 1").Docker(StoreIsTest, new ManualClock());
        Fails(store);
        _folder.Knows("test", "me", "p");
        Assert.That(await store.UserAsync("ghcr.io"), Is.EqualTo("me"));
    }

    [Test]
    public async Task Who_gives_up_ends_only_his_own_wait()
    {
        var store = _folder.Helper("test", $$"""while [ ! -e '{{_folder.In("go")}}' ]; do sleep 0.01; done; echo '{"Username":"u","Secret":"p"}'""").Docker(StoreIsTest);
        using var patience = new CancellationTokenSource();
        var first = store.FindAsync(RegistryName.Parse("ghcr.io"), RepositoryName.Parse("a/b"), patience.Token).AsTask();
        while (_folder.Servers.Count == 0)
            await Task.Delay(10);
        var second = store.UserAsync("ghcr.io");
        await patience.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        File.WriteAllText(_folder.In("go"), "");
        Assert.That(await second, Is.EqualTo("u"));
        Assert.That(_folder.Servers, Has.Count.EqualTo(1));
    }

    private bool IsGone(string pidFile)
    {
        // A killed process whose parent has not asked for its end yet is still in the list, as a zombie.
        string status = $"/proc/{int.Parse(File.ReadAllText(_folder.In(pidFile)), CultureInfo.InvariantCulture)}/stat";
        try
        {
            return File.ReadAllText(status).Split(") ")[1][0] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static int Pipes() => Directory.GetFileSystemEntries("/proc/self/fd").Count(IsPipe);

    private static bool IsPipe(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name.StartsWith("pipe:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
