namespace ImageProvenance.Oci;

/// <summary>
/// A registry, or the repositories of one beneath a path: <c>docker.io</c>, <c>mirror.example:5000/hub</c>. Paths end at
/// a component: <c>acme/app</c> holds <c>acme/app/tools</c> and not <c>acme/application</c>. Immutable and thread-safe.
/// </summary>
/// <remarks>containers-registries.conf(5), <c>prefix</c> and <c>location</c>, without wildcards.</remarks>
public sealed record RepositoryPrefix
{
    private RepositoryPrefix(RegistryName registry, RepositoryName? path) => (Registry, Path) = (registry, path);

    /// <summary>The registry.</summary>
    public RegistryName Registry { get; }

    /// <summary>The path within it; null for the whole registry.</summary>
    public RepositoryName? Path { get; }

    /// <summary>Reads a registry with an optional path; the registry is always written, Docker Hub as <c>docker.io</c>.</summary>
    /// <exception cref="FormatException">No registry, or no path of repositories.</exception>
    public static RepositoryPrefix Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/');
        return slash < 0
            ? new(RegistryName.Parse(text), null)
            : new(RegistryName.Parse(text[..slash]), RepositoryName.Parse(text[(slash + 1)..]));
    }

    /// <summary>What of an image's repository is beneath this prefix, empty where they are the same; null where it is elsewhere.</summary>
    internal string? Below(ImageReference image)
    {
        if (image.Registry.CanonicalName != Registry.CanonicalName)
            return null;
        string repository = image.Repository.Value;
        return Path is not { } path ? repository
            : repository == path.Value ? ""
            : repository.StartsWith($"{path}/", StringComparison.Ordinal) ? repository[(path.Value.Length + 1)..]
            : null;
    }

    /// <summary>The image at a path beneath this prefix, with its tag and digest; null where it can have no name there.</summary>
    internal ImageReference? Place(ImageReference image, string below)
    {
        string path = string.Join('/', new[] { Path?.Value ?? "", below }.Where(part => part.Length > 0));
        return RepositoryName.TryParse(path, out var repository) ? image.At(Registry, repository) : null;
    }

    /// <summary>The prefix as it is written.</summary>
    public override string ToString() => Path is null ? Registry.ToString() : $"{Registry}/{Path}";
}
