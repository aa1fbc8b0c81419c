namespace ImageProvenance.Oci;

/// <summary>Several stores: the first that has a credential for the repository gives it. Immutable and thread-safe.</summary>
public sealed class CredentialChain : ICredentialStore
{
    private readonly IReadOnlyList<ICredentialStore> _stores;

    /// <summary>Creates a chain.</summary>
    /// <exception cref="ArgumentException">There is no store; anonymous reading is <see cref="AnonymousCredentials"/>.</exception>
    public CredentialChain(IEnumerable<ICredentialStore> stores)
    {
        ArgumentNullException.ThrowIfNull(stores);
        _stores = [.. stores];
        if (_stores.Count == 0)
            throw new ArgumentException("A chain needs a store.", nameof(stores));
    }

    /// <inheritdoc />
    public string Name => string.Join(", ", _stores.Select(store => store.Name));

    /// <summary>
    /// The logins that the tools of this user have: Docker's (<see cref="DockerConfigCredentials"/>), then those of podman
    /// and its relatives (<see cref="ContainersAuthCredentials"/>), each in its default place, as far as it is there.
    /// </summary>
    /// <param name="helpers">How credential helpers are run; null for <see cref="CredentialHelperOptions.Default"/>.</param>
    public static CredentialChain CreateDefault(CredentialHelperOptions? helpers = null) =>
        new([new DockerConfigCredentials(null, helpers), new ContainersAuthCredentials(null, helpers)]);

    /// <inheritdoc />
    /// <exception cref="CredentialException">A store that is asked cannot be read; those after it are not asked then.</exception>
    public async ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken)
    {
        foreach (var store in _stores)
            if (await store.FindAsync(registry, repository, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
        return null;
    }
}
