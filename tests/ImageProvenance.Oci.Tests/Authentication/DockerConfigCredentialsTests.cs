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

    private static async Task<RegistryCredential?> FindAsync(DockerConfigCredentials store, string registry) =>
        await store.FindAsync(RegistryName.Parse(registry), RepositoryName.Parse("acme/app"), default);

    [TestCase("https://index.docker.io/v1/", "docker.io", true)]
    [TestCase("ghcr.io", "ghcr.io", true)]
    [TestCase("https://ghcr.io", "ghcr.io", true)]
    [TestCase("https://ghcr.io/v2/", "GHCR.io", true)]
    [TestCase("localhost:5000", "localhost:5000", true)]
    [TestCase("localhost:5000", "localhost:5001", false)]
    [TestCase("ghcr.io", "ghcr.io.evil.example", false)]
    [TestCase("ghcr.io/acme", "ghcr.io", false)]
    public async Task A_login_is_for_the_registry_that_its_key_names(string key, string registry, bool found)
    {
        string auth = Convert.ToBase64String("me:pass:word"u8);
        var credential = await FindAsync(Store($$"""{"auths":{"{{key}}":{"auth":"{{auth}}"} },"credsStore":"ignored","HttpHeaders":{} }"""), registry);
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
    public async Task A_file_that_changes_is_read_again()
    {
        var store = Store("""{"auths":{"a.example":{"username":"u","password":"p"} }}""");
        Assert.That((await FindAsync(store, "a.example"))!.Username, Is.EqualTo("u"));
        Store("""{"auths":{"a.example":{"username":"other","password":"p"} }}""");
        Assert.That((await FindAsync(store, "a.example"))!.Username, Is.EqualTo("other"));
    }

    [TestCase("{")]
    [TestCase("""{"auths":{"a.example":{"auth":"!!!"}}}""")]
    [TestCase("""{"auths":{"a.example":{"auth":"bm9jb2xvbg=="}}}""")]
    [TestCase("""{"auths":{"a.example":{},"a.example":{}}}""")]
    public void A_malformed_file_is_an_error_and_does_not_read_as_anonymous(string json)
    {
        var error = Assert.ThrowsAsync<CredentialException>(() => FindAsync(Store(json), "ghcr.io"))!;
        Assert.That(error.Message, Does.Contain("config.json"));
    }

    [Test]
    public void A_folder_that_is_named_must_have_the_file() =>
        Assert.ThrowsAsync<CredentialException>(() => FindAsync(new(_folder), "ghcr.io"));
}
