namespace ImageProvenance.Oci;

/// <summary>
/// Knows as whom registries are read. It is asked for every fetch, so that an answer may depend on who is calling and
/// may change over time; implementations keep what is costly to find. Thread-safe.
/// </summary>
public interface ICredentialStore
{
    /// <summary>Where the store looks, for messages, when it has found nothing: <c>~/.docker/config.json</c>. No secret.</summary>
    string Name { get; }

    /// <summary>The credential for a repository; null to read it anonymously.</summary>
    /// <param name="registry">The registry that is asked: the one and only host that the credential is for.</param>
    /// <param name="repository">The repository; logins may be for a part of a registry.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="CredentialException">The store itself cannot be read.</exception>
    ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken);
}
