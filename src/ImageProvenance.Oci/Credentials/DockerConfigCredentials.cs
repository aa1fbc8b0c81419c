namespace ImageProvenance.Oci;

/// <summary>
/// The logins that Docker knows: those in <c>config.json</c>, and those of the credential helpers that it names. The file
/// is read again when it changes. Thread-safe.
/// </summary>
/// <remarks>
/// docker/cli, cli/config/configfile, <c>GetCredentialsStore</c>: the helper in <c>credHelpers</c> for the registry, else the
/// one in <c>credsStore</c>, else <c>auths</c>. Where a helper is in charge, a password in <c>auths</c> is not used, even if
/// the helper has none (a <c>registrytoken</c> is); a helper of an empty name means <c>auths</c>.
/// </remarks>
public sealed class DockerConfigCredentials : ICredentialStore
{
    private readonly CredentialFileReader _file;
    private readonly CredentialHelpers _helpers;

    /// <summary>Creates the store over a folder.</summary>
    /// <param name="folder">
    /// The folder of <c>config.json</c>, which must be there; null for Docker's own (<c>$DOCKER_CONFIG</c>, else
    /// <c>~/.docker</c>), whose absence means that there are no logins.
    /// </param>
    /// <param name="helpers">How credential helpers are run; null for <see cref="CredentialHelperOptions.Default"/>.</param>
    public DockerConfigCredentials(string? folder = null, CredentialHelperOptions? helpers = null)
    {
        _file = new(Path.Combine(folder ?? CredentialPlaces.Current.DockerFolder, "config.json"), isRequired: folder is not null);
        _helpers = new(helpers ?? CredentialHelperOptions.Default);
    }

    /// <inheritdoc />
    public string Name => _file.Path;

    /// <inheritdoc />
    /// <exception cref="CredentialException">The file is malformed or unreadable, or a helper that it names fails.</exception>
    public async ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken)
    {
        var file = _file.Read();
        var login = file.Logins.GetValueOrDefault(CredentialKey.Of(registry));
        string? helper = file.Helpers.GetValueOrDefault(registry.CanonicalName, file.Store ?? "");
        return helper.Length == 0 || login?.RegistryToken is not null
            ? login
            : await _helpers.AskAsync(helper, registry, _file.Path, cancellationToken).ConfigureAwait(false);
    }
}
