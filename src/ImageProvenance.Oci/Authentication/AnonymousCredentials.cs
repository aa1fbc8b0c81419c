namespace ImageProvenance.Oci;

/// <summary>Reads every registry anonymously. Immutable and thread-safe.</summary>
public sealed class AnonymousCredentials : ICredentialStore
{
    private AnonymousCredentials()
    {
    }

    /// <summary>The one instance.</summary>
    public static AnonymousCredentials Instance { get; } = new();

    /// <summary>Always null.</summary>
    public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, CancellationToken cancellationToken) => default;
}
