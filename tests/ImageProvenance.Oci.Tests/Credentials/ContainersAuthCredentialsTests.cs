using System.Text.Json;

namespace ImageProvenance.Oci.Tests;

public sealed class ContainersAuthCredentialsTests
{
    private HelperFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // Each login has its key as the user.
    private static string Logins(params string[] keys) =>
        $$"""{"auths":{{JsonSerializer.Serialize(keys.ToDictionary(key => key, key => new { username = key, password = "p" }))}} }""";

    [TestCase("quay.io", "acme/team/app", "quay.io/acme/team/app")]
    [TestCase("quay.io", "acme/team/other", "quay.io/acme/team")]
    [TestCase("quay.io", "acme/teams", "quay.io/acme")]
    [TestCase("quay.io", "acme/teams/app", "quay.io/acme")]
    [TestCase("quay.io", "acme", "quay.io/acme")]
    [TestCase("quay.io", "acmes/app", "quay.io")]
    [TestCase("quay.io", "v2/app", "quay.io/v2")]
    [TestCase("quay.io:8443", "acme/app", null)]
    [TestCase("docker.io", "library/alpine", "docker.io/library")]
    [TestCase("ghcr.io", "acme/app", null)]
    public async Task The_longest_key_that_the_repository_is_in_decides(string registry, string repository, string? key)
    {
        var store = _folder.Containers(Logins("quay.io", "quay.io/acme", "quay.io/acme/team", "quay.io/acme/team/app", "quay.io/v2", "docker.io/library"));
        Assert.That(await store.UserAsync(registry, repository), Is.EqualTo(key));
    }

    [Test]
    public async Task A_helper_of_the_registry_comes_before_its_logins()
    {
        var store = _folder.Knows("test", "helped", "s").Containers("""{"auths":{"quay.io/acme":{"username":"u","password":"p"} },"credHelpers":{"quay.io":"test"} }""");
        Assert.That(await store.UserAsync("quay.io"), Is.EqualTo("helped"));
    }

    [Test]
    public async Task A_store_for_all_registries_is_dockers_alone() =>
        Assert.That(await _folder.Containers("""{"auths":{"quay.io":{"username":"u","password":"p"} },"credsStore":"absent"}""").UserAsync("quay.io"), Is.EqualTo("u"));

    [Test]
    public void A_file_that_is_named_must_be_there() =>
        Assert.ThrowsAsync<CredentialException>(() => new ContainersAuthCredentials(_folder.In("auth.json")).FindAsync("quay.io"));
}
