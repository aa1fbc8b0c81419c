namespace ImageProvenance.Oci.Tests;

public sealed class DockerConfigCredentialsTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("docker-config-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private DockerConfigCredentials Store(string json)
    {
        File.WriteAllText(Path.Combine(_folder, "config.json"), json);
        return new(_folder);
    }

    private static Task<RegistryCredential?> FindAsync(DockerConfigCredentials store, string registry) => store.FindAsync(registry);

    [TestCase("https://index.docker.io/v1/", "docker.io", true)]
    [TestCase("ghcr.io", "ghcr.io", true)]
    [TestCase("https://ghcr.io", "ghcr.io", true)]
    [TestCase("https://ghcr.io/v2/", "GHCR.io", true)]
    [TestCase("localhost:5000", "localhost:5000", true)]
    [TestCase("localhost:5000", "localhost:5001", false)]
    [TestCase("ghcr.io", "ghcr.io.evil.example", false)]
    [TestCase("ghcr.io/acme", "ghcr.io", false)]
    [TestCase("ghcr.io/v2", "ghcr.io", false)]
    [TestCase("https://ghcr.io/v2", "ghcr.io", true)]
    [TestCase("docker.io", "docker.io", true)]
    [TestCase("https://registry-1.docker.io/v2/", "docker.io", true)]
    [TestCase("index.docker.io", "registry-1.docker.io", true)]
    [TestCase("https://index.docker.io/v1/access-token", "docker.io", false)]
    [TestCase("ghcr.io:443", "ghcr.io", true)]
    [TestCase("no host", "ghcr.io", false)]
    public async Task A_login_is_for_the_registry_that_its_key_names(string key, string registry, bool found)
    {
        string auth = Convert.ToBase64String("me:pass:word"u8);
        var credential = await FindAsync(Store($$"""{"auths":{"{{key}}":{"auth":"{{auth}}"} },"HttpTimeout":1,"HttpHeaders":{} }"""), registry);
        Assert.That((credential?.Username, credential?.Password), Is.EqualTo(found ? ("me", "pass:word") : ((string?)null, (string?)null)));
    }

    [Test]
    public async Task Tokens_and_split_logins_are_read()
    {
        var store = Store($$"""{"auths":{"a.example":{"username":"u","password":"p"},"b.example":{"auth":"","identitytoken":"i"},"c.example":{"registrytoken":"r"},"d.example":{"auth":"{{Convert.ToBase64String("<token>:i2"u8)}}"},"e.example":{} } }""");
        Assert.That((await FindAsync(store, "a.example"))!.Username, Is.EqualTo("u"));
        Assert.That((await FindAsync(store, "b.example"))!.IdentityToken, Is.EqualTo("i"));
        Assert.That((await FindAsync(store, "c.example"))!.RegistryToken, Is.EqualTo("r"));
        Assert.That((await FindAsync(store, "d.example"))!.IdentityToken, Is.EqualTo("i2"));
        Assert.That(await FindAsync(store, "e.example"), Is.Null);
    }

    [Test]
    public async Task Of_several_spellings_the_one_that_docker_writes_is_used()
    {
        var store = Store("""{"auths":{"docker.io":{"username":"old","password":"p"},"https://index.docker.io/v1/":{"username":"new","password":"p"},"https://a.example":{"username":"old","password":"p"},"a.example":{"username":"new","password":"p"} }}""");
        Assert.That(await store.UserAsync("docker.io"), Is.EqualTo("new"));
        Assert.That(await store.UserAsync("a.example"), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_file_that_changes_is_read_again()
    {
        var store = Store("""{"auths":{"a.example":{"username":"u","password":"p"} }}""");
        Assert.That((await FindAsync(store, "a.example"))!.Username, Is.EqualTo("u"));
        Store("""{"auths":{"a.example":{"username":"other","password":"p"} }}""");
        Assert.That((await FindAsync(store, "a.example"))!.Username, Is.EqualTo("other"));
    }

    [TestCase("{")]
    [TestCase("""{"auths":{"a.example":{"registrytoken":"two\nlines"}}}""")]
    [TestCase("""{"credHelpers":{"a.example":1}}""")]
    [TestCase("""{"auths":{"a.example":{"auth":"!!!"}}}""")]
    [TestCase("""{"auths":{"a.example":{"auth":"bm9jb2xvbg=="}}}""")]
    [TestCase("""{"auths":{"a.example":{},"a.example":{}}}""")]
    public void A_malformed_file_is_an_error_and_does_not_read_as_anonymous(string json)
    {
        var error = Assert.ThrowsAsync<CredentialException>(() => FindAsync(Store(json), "ghcr.io"))!;
        Assert.That(error.Message, Does.Contain("config.json"));
    }

    [TestCase("""{"auths":{"a.example":"s3cret"}}""")]
    [TestCase("""{"auths":{"a.example":{"auth":"s3cret"}}}""")]
    [TestCase("""{"auths":{"a.example":{"password":"s3cret" "x"}}}""")]
    [TestCase("""{"auths":{"a.example":{"identitytoken":"s3cret","identitytoken":"s3cret"}}}""")]
    [TestCase("""{"auths":{"a.example":{"registrytoken":"s3cret\n"}}}""")]
    [TestCase("""{"credHelpers":{"a.example":["s3cret"]}}""")]
    public void A_malformed_file_is_not_quoted(string json)
    {
        var error = Assert.ThrowsAsync<CredentialException>(() => FindAsync(Store(json), "a.example"))!;
        Assert.That(error.ToString(), Does.Not.Contain("s3cret"));
    }

    [Test]
    public void A_file_over_its_cap_is_not_read() =>
        Assert.That(Assert.ThrowsAsync<CredentialException>(() => FindAsync(Store(new string(' ', 1 << 20) + "{}"), "a.example"))!.Message, Does.Contain("has more than"));

    [Test]
    public void A_folder_that_is_named_must_have_the_file() =>
        Assert.ThrowsAsync<CredentialException>(() => FindAsync(new(_folder), "ghcr.io"));
}
