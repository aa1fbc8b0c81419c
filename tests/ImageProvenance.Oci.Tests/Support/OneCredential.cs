namespace ImageProvenance.Oci.Tests;

/// <summary>The same credential for every registry.</summary>
internal sealed class OneCredential(RegistryCredential? credential) : ICredentialStore
{
    public string Name => "a test";

    public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) => new(credential);
}
