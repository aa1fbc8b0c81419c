using System.Diagnostics.CodeAnalysis;

namespace ImageProvenance;

/// <summary>A repository of images or of evidence: registry and path, without tag and digest, normalised as Docker does. Immutable and thread-safe.</summary>
/// <param name="Registry">The registry.</param>
/// <param name="Path">The repository within the registry.</param>
/// <remarks>distribution/reference, normalize.go.</remarks>
public sealed record ImageRepository(RegistryName Registry, RepositoryName Path)
{
    /// <summary>Registry and repository, the registry in its one spelling: what policies match.</summary>
    public string Name => $"{Registry.CanonicalName}/{Path}";

    /// <summary>The repository of a reference.</summary>
    public static ImageRepository Of(ImageReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new(reference.Registry, reference.Repository);
    }

    /// <summary>Reads a repository such as <c>ghcr.io/acme/signatures</c>; <c>acme/app</c> is one of Docker Hub's.</summary>
    /// <exception cref="FormatException">It is no repository, or has a tag or digest.</exception>
    public static ImageRepository Parse(string text) => TryParse(text, out var repository)
        ? repository
        : throw new FormatException($"'{text}' is no repository: write registry/repository, without tag or digest.");

    /// <summary>Reads a repository as <see cref="Parse"/> does, without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageRepository? repository)
    {
        bool isNameOnly = text is not null && !text.Contains('@', StringComparison.Ordinal) && !text.AsSpan(text.LastIndexOf('/') + 1).Contains(':');
        repository = isNameOnly && ImageReference.TryParse(text, out var reference) ? Of(reference) : null;
        return repository is not null;
    }

    /// <summary>A place in the repository, for reading what it holds by digest, by tag, or as referrers.</summary>
    public ImageLocation ToLocation() => new RegistryLocation(ImageReference.LatestOf(this));

    /// <inheritdoc />
    public override string ToString() => Name;
}
