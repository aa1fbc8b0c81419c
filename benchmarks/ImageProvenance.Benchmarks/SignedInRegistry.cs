using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Benchmarks;

/// <summary>An image signed by two bundles, behind a registry on loopback.</summary>
internal sealed class SignedInRegistry : IAsyncDisposable
{
    private readonly RegistryServer _server;

    private SignedInRegistry(InMemoryRegistry registry, RegistryServer server, ImageRequest request, VerificationPolicy policy) =>
        (Registry, _server, Request, Policy) = (registry, server, request, policy);

    public InMemoryRegistry Registry { get; }

    public ImageRequest Request { get; }

    public VerificationPolicy Policy { get; }

    public Uri Address => _server.BaseAddress;

    public static async Task<SignedInRegistry> StartAsync()
    {
        var registry = new InMemoryRegistry();
        var image = registry.Push("acme/app:1", TestImage.FromScratch());
        using var key = TestKey.Ecdsa();
        using var other = TestKey.Ecdsa();
        image.SignWithBundle(other);
        image.SignWithBundle(key);
        var server = await registry.StartAsync();
        return new(registry, server, new(ImageLocation.Parse(image.Reference(server.Host))), Samples.SignedBy(key.PublicKeyPem));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
