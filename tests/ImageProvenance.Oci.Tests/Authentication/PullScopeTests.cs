using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

/// <summary>Registries say which scope they want; a reader asks for what it needs.</summary>
public sealed class PullScopeTests
{
    private const string Own = "repository:acme/app:pull";

    [TestCase(null, Own)]
    [TestCase("", Own)]
    [TestCase("repository:acme/app:pull", Own)]
    [TestCase("repository:acme/app:pull,push,delete", Own)]
    [TestCase("repository:acme/app:*", Own)]
    [TestCase("repository:acme/app:push", Own)]
    [TestCase("repository:acme/app:pull repository:victim/app:pull,push", Own)]
    [TestCase("repository:victim/app:push", Own)]
    [TestCase("repository:acme/app2:pull", Own)]
    [TestCase("repository:user/image:pull", Own)]
    [TestCase("registry:catalog:*", Own)]
    [TestCase("aws", Own)]
    [TestCase("repository:acme/app:pull:push", Own)]
    [TestCase("repository(plugin):acme/app:pull,push", "repository(plugin):acme/app:pull")]
    [TestCase("registry:catalog:* repository(plugin):acme/app:pull", "repository(plugin):acme/app:pull")]
    [TestCase("repository(a:b):acme/app:pull", Own)]
    [TestCase("repository(a\tb):acme/app:pull", Own)]
    [TestCase("repository():acme/app:pull", Own)]
    public void Only_a_pull_of_the_own_repository_is_asked_for(string? wanted, string asked) =>
        Assert.That(PullScope.Of(RepositoryName.Parse("acme/app"), wanted), Is.EqualTo(asked));

    [Test]
    // Red without PullScope: the registry is given a token to push to the other one, which shares its token server.
    public async Task A_registry_cannot_have_a_token_fetched_for_another_repository_or_for_more_than_a_pull()
    {
        using var registry = Protected();
        registry.On("https://registry.example/v2/acme/app/manifests/1", request => request.Headers.Authorization is null
            ? ScriptedRegistry.Challenge($"Bearer realm=\"{Realm}\",service=\"s\",scope=\"repository:victim/app:pull,push repository:acme/app:pull,push\"")
            : ScriptedRegistry.Answer(System.Net.HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest));
        await ResolveAsync(Source(registry, Login));
        Assert.That(registry.Requests[1].Uri.Query, Is.EqualTo($"?service=s&scope={Scope}"));
    }
}
