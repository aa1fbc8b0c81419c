namespace ImageProvenance.Testing;

/// <summary>The repositories of a registry by name. Not thread-safe: the registry's lock is held around every use.</summary>
internal sealed class RepositoryStore
{
    private readonly Dictionary<string, RepositoryContent> _repositories = new(StringComparer.Ordinal);

    public RepositoryContent? Find(string name) => _repositories.GetValueOrDefault(name);

    /// <exception cref="FormatException">The name is none that a registry has.</exception>
    public RepositoryContent FindOrCreate(string name)
    {
        if (!_repositories.TryGetValue(name, out var repository))
            _repositories[RepositoryName.Parse(name).Value] = repository = new();
        return repository;
    }
}
