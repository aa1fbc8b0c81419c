namespace ImageProvenance.Oci;

/// <summary>
/// Knows as whom registries are read. It is asked for every fetch, so that an answer may depend on who is calling and
/// may change over time; implementations keep what is costly to find. Thread-safe.
/// </summary>
public interface ICredentialStore
{
    /// <summary>The credential for a registry; null to read it anonymously.</summary>
    /// <exception cref="CredentialException">The store itself cannot be read.</exception>
    ValueTask<RegistryCredential?> FindAsync(RegistryName registry, CancellationToken cancellationToken);
}
