namespace ImageProvenance.Oci.Tests;

/// <summary>The same credential for every registry.</summary>
internal sealed class OneCredential(RegistryCredential? credential) : ICredentialStore
{
    public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, CancellationToken cancellationToken) => new(credential);
}
