namespace ImageProvenance.Oci;

/// <summary>Who reads a repository: what decides which challenge and which token are theirs.</summary>
/// <param name="Registry">The registry.</param>
/// <param name="Repository">The repository.</param>
/// <param name="Credential">The credential, or null for an anonymous reader.</param>
/// <param name="Sought">Why there is no credential, for messages: where it was sought.</param>
internal sealed record RegistryReader(RegistryName Registry, RepositoryName Repository, RegistryCredential? Credential, string Sought)
{
    /// <summary>The reader for messages; never a secret.</summary>
    public string Name => Credential?.Source ?? $"an anonymous reader ({Sought})";
}
