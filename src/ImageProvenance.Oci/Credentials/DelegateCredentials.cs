namespace ImageProvenance.Oci;

/// <summary>Credentials that a function knows. As thread-safe as the function, which is called for every fetch.</summary>
public sealed class DelegateCredentials : ICredentialStore
{
    private readonly Func<RegistryName, RepositoryName, CancellationToken, ValueTask<RegistryCredential?>> _find;

    /// <summary>Creates the store.</summary>
    /// <param name="name">Where the function looks, for messages: <c>the vault</c>. No secret.</param>
    /// <param name="find">Finds the credential for a repository; null to read it anonymously.</param>
    public DelegateCredentials(string name, Func<RegistryName, RepositoryName, CancellationToken, ValueTask<RegistryCredential?>> find)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(find);
        (Name, _find) = (name, find);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) =>
        _find(registry, repository, cancellationToken);
}
