namespace ImageProvenance.Oci;

/// <summary>
/// The logins of podman, buildah and skopeo: <c>auth.json</c>, where a login may be for a part of a registry. The files are
/// read again when they change. Thread-safe.
/// </summary>
/// <remarks>
/// containers-auth.json(5): a helper in <c>credHelpers</c> for the registry, else of the keys in <c>auths</c> the longest
/// that is the repository or a namespace that it is in.
/// </remarks>
public sealed class ContainersAuthCredentials : ICredentialStore
{
    private readonly IReadOnlyList<CredentialFileReader> _files;
    private readonly CredentialHelpers _helpers;

    /// <summary>Creates the store.</summary>
    /// <param name="file">
    /// The file, which must be there; null for the default ones, as far as they are there: <c>$REGISTRY_AUTH_FILE</c> where
    /// it is set, else <c>$XDG_RUNTIME_DIR/containers/auth.json</c> and then <c>$XDG_CONFIG_HOME/containers/auth.json</c>
    /// (<c>~/.config/containers/auth.json</c>).
    /// </param>
    /// <param name="helpers">How credential helpers are run; null for <see cref="CredentialHelperOptions.Default"/>.</param>
    public ContainersAuthCredentials(string? file = null, CredentialHelperOptions? helpers = null)
    {
        _files = file is null ? [.. CredentialPlaces.Current.ContainersFiles.Select(path => new CredentialFileReader(path, isRequired: false))]
            : [new(file, isRequired: true)];
        _helpers = new(helpers ?? CredentialHelperOptions.Default);
    }

    /// <inheritdoc />
    public string Name => string.Join(", ", _files.Select(file => file.Path));

    /// <inheritdoc />
    /// <exception cref="CredentialException">A file is malformed or unreadable, or a helper that it names fails.</exception>
    public async ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken)
    {
        foreach (var file in _files)
            if (await FindAsync(file, registry, repository, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
        return null;
    }

    private async ValueTask<RegistryCredential?> FindAsync(
        CredentialFileReader reader, RegistryName registry, RepositoryName repository, CancellationToken cancellationToken)
    {
        var file = reader.Read();
        if (file.Helpers.GetValueOrDefault(registry.CanonicalName) is { Length: > 0 } helper)
            return await _helpers.AskAsync(helper, registry, reader.Path, cancellationToken).ConfigureAwait(false);
        return CredentialKey.PrefixesOf(registry, repository).Select(key => file.Logins.GetValueOrDefault(key)).FirstOrDefault(login => login is not null);
    }
}
