namespace ImageProvenance.Oci.Tests;

public sealed class CredentialStoreTests
{
    private static FixedCredentials For(string registry, string user) => new(RegistryName.Parse(registry), RegistryCredential.Basic(user, "p", $"the login of {user}"));

    [Test]
    public async Task The_first_store_that_has_a_credential_gives_it()
    {
        var chain = new CredentialChain([For("a.example", "first"), For("a.example", "second"), For("b.example", "third"), AnonymousCredentials.Instance]);
        Assert.That(await chain.UserAsync("a.example"), Is.EqualTo("first"));
        Assert.That(await chain.UserAsync("b.example"), Is.EqualTo("third"));
        Assert.That(await chain.UserAsync("c.example"), Is.Null);
        Assert.That(chain.Name, Is.EqualTo("the login of first, the login of second, the login of third, no credentials in use"));
    }

    [Test]
    public void A_store_that_fails_is_not_passed_over()
    {
        var broken = new DelegateCredentials("the vault", (_, _, _) => throw new CredentialException("The vault is shut."));
        Assert.ThrowsAsync<CredentialException>(() => new CredentialChain([broken, For("a.example", "me")]).FindAsync("a.example"));
    }

    [Test]
    public void A_chain_of_nothing_is_a_mistake() => Assert.Throws<ArgumentException>(() => _ = new CredentialChain([]));

    [TestCase("a.example:5000", "a.example:5000", true)]
    [TestCase("a.example:5000", "A.example:5000", true)]
    [TestCase("a.example:5000", "a.example", false)]
    [TestCase("a.example", "a.example:443", true)]
    [TestCase("docker.io", "registry-1.docker.io", true)]
    [TestCase("a.example", "b.a.example", false)]
    public async Task A_fixed_credential_is_for_one_host_and_port(string own, string asked, bool isFound) =>
        Assert.That(await For(own, "me").FindAsync(asked) is not null, Is.EqualTo(isFound));

    [Test]
    public async Task A_function_is_asked_for_registry_and_repository()
    {
        var store = new DelegateCredentials("the vault", (registry, repository, _) => new(RegistryCredential.Basic($"{registry}/{repository}", "p", "the vault")));
        Assert.That(await store.UserAsync("a.example", "x/y"), Is.EqualTo("a.example/x/y"));
    }

    [Test]
    public void The_default_is_dockers_logins_and_then_those_of_podman() =>
        Assert.That(CredentialChain.CreateDefault().Name, Does.Match("config\\.json, .*\\.json"));
}
