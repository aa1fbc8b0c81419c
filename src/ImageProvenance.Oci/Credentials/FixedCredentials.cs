namespace ImageProvenance.Oci;

/// <summary>One credential for one registry, and none for any other. Immutable and thread-safe.</summary>
public sealed class FixedCredentials : ICredentialStore
{
    private readonly RegistryName _registry;
    private readonly RegistryCredential _credential;

    /// <summary>Creates the store.</summary>
    /// <param name="registry">The registry, host and port: the one place that the credential is for.</param>
    /// <param name="credential">The credential.</param>
    public FixedCredentials(RegistryName registry, RegistryCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        (_registry, _credential) = (registry, credential);
    }

    /// <inheritdoc />
    public string Name => _credential.Source;

    /// <inheritdoc />
    public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) =>
        new(registry.CanonicalName == _registry.CanonicalName ? _credential : null);
}
