namespace ImageProvenance.Oci;

/// <summary>What a login is for, by the key that a file keeps it under: a registry, or a part of one.</summary>
/// <param name="Registry">The registry's canonical name.</param>
/// <param name="Path">The namespace or repository, without slashes around it; empty for the whole registry.</param>
/// <remarks>
/// docker/cli, cli/config/credentials: keys may have a scheme and end in the version of the API.
/// containers-auth.json(5): keys are <c>host[:port][/namespace…][/repository]</c>.
/// </remarks>
internal readonly record struct CredentialKey(string Registry, string Path)
{
    /// <summary>The key of a whole registry.</summary>
    public static CredentialKey Of(RegistryName registry) => new(registry.CanonicalName, "");

    /// <summary>Reads a key; null where it names no registry.</summary>
    public static CredentialKey? Parse(string key)
    {
        int scheme = key.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? key : key[(scheme + 3)..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string path = slash < 0 ? "" : rest[slash..];

        // Written as an address, "v1" is the version of the API; otherwise it could be somebody's namespace.
        bool isApi = path is "/v1/" or "/v2/" || (scheme >= 0 && path is "/v1" or "/v2");
        return RegistryName.TryParse(slash < 0 ? rest : rest[..slash], out var registry)
            ? new(registry.CanonicalName, isApi ? "" : path.Trim('/'))
            : null;
    }

    /// <summary>The keys that a repository's login may be under, the most specific first.</summary>
    public static IEnumerable<CredentialKey> PrefixesOf(RegistryName registry, RepositoryName repository)
    {
        string path = repository.Value;
        for (int end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
            yield return new(registry.CanonicalName, path[..end]);
        yield return Of(registry);
    }
}
