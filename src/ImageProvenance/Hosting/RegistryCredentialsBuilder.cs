using ImageProvenance.Oci;

namespace ImageProvenance;

/// <summary>
/// Says where the credentials of registries come from. They are searched in the order in which they are named here; the
/// first that has one for the repository gives it. Not thread-safe; used while services are set up.
/// </summary>
public sealed class RegistryCredentialsBuilder
{
    private readonly List<ICredentialStore> _stores = [];

    internal RegistryCredentialsBuilder()
    {
    }

    /// <summary>Takes the logins that Docker knows, those of its credential helpers too.</summary>
    /// <param name="folder">The folder of <c>config.json</c>, which must be there; null for Docker's own.</param>
    public RegistryCredentialsBuilder FromDockerConfig(string? folder = null) => From(new DockerConfigCredentials(folder));

    /// <summary>Takes the logins of podman, buildah and skopeo.</summary>
    /// <param name="file">The <c>auth.json</c>, which must be there; null for the default ones.</param>
    public RegistryCredentialsBuilder FromContainersAuth(string? file = null) => From(new ContainersAuthCredentials(file));

    /// <summary>Takes a username and a password for one registry.</summary>
    /// <param name="registry">The registry, host and optional port: the one place that they are for.</param>
    /// <param name="username">The username.</param>
    /// <param name="password">The password, or what the registry takes for one.</param>
    /// <exception cref="FormatException">The registry is none.</exception>
    public RegistryCredentialsBuilder For(string registry, string username, string password)
    {
        var name = RegistryName.Parse(registry);
        return From(new FixedCredentials(name, RegistryCredential.Basic(username, password, $"the login that this host has for {name}")));
    }

    /// <summary>Takes what a store of your own knows.</summary>
    public RegistryCredentialsBuilder From(ICredentialStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _stores.Add(store);
        return this;
    }

    internal ICredentialStore Build() => new CredentialChain(_stores);
}
