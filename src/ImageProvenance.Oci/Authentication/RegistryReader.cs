namespace ImageProvenance.Oci;

/// <summary>Who reads a repository: what decides which challenge and which token are theirs.</summary>
internal sealed record RegistryReader(RegistryName Registry, RepositoryName Repository, RegistryCredential? Credential)
{
    public const string Anonymous = "an anonymous reader";

    /// <summary>The reader for messages; never a secret.</summary>
    public string Name => Credential?.Source ?? Anonymous;
}
