namespace ImageProvenance.Oci;

/// <summary>
/// The logins that Docker keeps: <c>auths</c> in <c>config.json</c>. The file is read again when it changes. Credential
/// helpers are not asked. Thread-safe.
/// </summary>
public sealed class DockerConfigCredentials : ICredentialStore
{
    private readonly string _file;
    private readonly bool _isRequired;
    private volatile Snapshot? _last;

    /// <summary>Creates the store over a folder.</summary>
    /// <param name="folder">
    /// The folder of <c>config.json</c>, which must be there; null for Docker's own (<c>$DOCKER_CONFIG</c>, else
    /// <c>~/.docker</c>), whose absence means that there are no logins.
    /// </param>
    public DockerConfigCredentials(string? folder = null)
    {
        _isRequired = folder is not null;
        _file = Path.Combine(folder ?? DefaultFolder(), "config.json");
    }

    /// <inheritdoc />
    public string Name => _file;

    /// <inheritdoc />
    public async ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(_file);
            if (!file.Exists)
                return _isRequired ? throw new CredentialException($"There is no credential file {_file}.") : null;
            if (_last is not { } logins || logins.Written != file.LastWriteTimeUtc || logins.Length != file.Length)
                _last = logins = new(file.LastWriteTimeUtc, file.Length, await DockerConfigFile.ReadAsync(_file, cancellationToken).ConfigureAwait(false));
            return logins.Credentials.GetValueOrDefault(registry);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"The credential file {_file} cannot be read: {e.Message}", e);
        }
        catch (MalformedContentException e)
        {
            throw new CredentialException($"The credential file {_file} is malformed. {e.Failure.Message}", e);
        }
    }

    private static string DefaultFolder() => Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");

    private sealed record Snapshot(DateTime Written, long Length, IReadOnlyDictionary<RegistryName, RegistryCredential> Credentials);
}
