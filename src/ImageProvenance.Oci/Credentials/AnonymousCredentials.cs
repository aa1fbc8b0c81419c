namespace ImageProvenance.Oci;

/// <summary>Reads every registry anonymously. Immutable and thread-safe.</summary>
public sealed class AnonymousCredentials : ICredentialStore
{
    private AnonymousCredentials()
    {
    }

    /// <summary>The one instance.</summary>
    public static AnonymousCredentials Instance { get; } = new();

    /// <inheritdoc />
    public string Name => "no credentials in use";

    /// <summary>Always null.</summary>
    public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) => default;
}
