using System.Diagnostics.CodeAnalysis;

namespace ImageProvenance;

/// <summary>
/// A reference to an image in a registry, normalised as Docker does. It has a tag, a digest or both; with both the
/// digest decides and the tag is kept for the report. Immutable and thread-safe.
/// </summary>
/// <remarks>distribution/reference, normalize.go and regexp.go.</remarks>
public sealed record ImageReference
{
    private ImageReference(RegistryName registry, RepositoryName repository, TagName? tag, Digest? digest) =>
        (Registry, Repository, Tag, Digest) = (registry, repository, tag, digest);

    /// <summary>The registry.</summary>
    public RegistryName Registry { get; }

    /// <summary>The repository within the registry.</summary>
    public RepositoryName Repository { get; }

    /// <summary>The tag; null if the reference names a digest only.</summary>
    public TagName? Tag { get; }

    /// <summary>The digest; null if the reference names a tag only.</summary>
    public Digest? Digest { get; }

    /// <summary>Registry and repository: what policies match. The registry has its one spelling there, so that another chooses no other rule.</summary>
    public string Name => $"{Registry.CanonicalName}/{Repository}";

    /// <summary>The same image by its digest alone: <c>registry/repository@sha256:…</c>.</summary>
    public ImageReference Pin(Digest digest) => new(Registry, Repository, null, digest);

    /// <summary>The same tag and digest in another repository: a mirror's name for the image.</summary>
    public ImageReference At(RegistryName registry, RepositoryName repository) => new(registry, repository, Tag, Digest);

    internal static ImageReference LatestOf(ImageRepository repository) => new(repository.Registry, repository.Path, TagName.Latest, null);

    /// <summary>Reads a reference such as <c>alpine</c>, <c>ghcr.io/acme/app:1.2</c> or <c>app@sha256:…</c>.</summary>
    /// <exception cref="FormatException">The text is no reference; the message says which part and why.</exception>
    public static ImageReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var reference, out string? problem)
            ? reference
            : throw new FormatException($"'{text}' is no image reference: {problem}");
    }

    /// <summary>Reads a reference as <see cref="Parse"/> does, without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference) => TryParse(text, out reference, out _);

    private static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference, [NotNullWhen(false)] out string? problem)
    {
        reference = null;
        if (string.IsNullOrEmpty(text))
        {
            problem = "it is empty.";
            return false;
        }

        if (ReferenceGrammar.ImageId().IsMatch(text))
        {
            problem = $"64 hexadecimal characters are an image id, not a name; write NAME@sha256:{text[..12]}….";
            return false;
        }

        string name = text;
        Digest? digest = null;
        if (name.IndexOf('@') is >= 0 and var at)
        {
            if (!ImageProvenance.Digest.TryParse(name[(at + 1)..], out var parsed))
            {
                problem = $"'{name[(at + 1)..]}' is no digest that can be checked (sha256: and 64, or sha512: and 128 lower-case hexadecimal characters).";
                return false;
            }

            (name, digest) = (name[..at], parsed);
        }

        TagName? tag = null;
        int colon = name.LastIndexOf(':');
        if (colon > name.LastIndexOf('/'))
        {
            if (!TagName.TryParse(name[(colon + 1)..], out var parsed))
            {
                problem = $"'{name[(colon + 1)..]}' is no tag.";
                return false;
            }

            (name, tag) = (name[..colon], parsed);
        }

        var (host, path) = SplitHost(name);
        if (!RegistryName.TryParse(host, out var registry))
        {
            problem = $"'{host}' is no registry.";
            return false;
        }

        if (registry == RegistryName.DockerHub && !path.Contains('/'))
            path = "library/" + path;
        if (!RepositoryName.TryParse(path, out var repository))
        {
            problem = $"'{path}' is no repository; its letters must be lower case.";
            return false;
        }

        problem = null;
        reference = new(registry, repository, tag ?? (digest is null ? TagName.Latest : null), digest);
        return true;
    }

    // The first component is a host if it could not be a path of Docker Hub's, or is localhost.
    private static (string Host, string Path) SplitHost(string name)
    {
        int slash = name.IndexOf('/');
        string first = slash < 0 ? "" : name[..slash];
        bool isHost = first == "localhost" || first.Contains('.') || first.Contains(':') || first.Any(char.IsAsciiLetterUpper);
        return isHost ? (first, name[(slash + 1)..]) : (RegistryName.DockerHub.Value, name);
    }

    /// <summary>The reference in full: <c>registry/repository[:tag][@digest]</c>.</summary>
    public override string ToString() => $"{Registry}/{Repository}{(Tag is { } tag ? $":{tag}" : "")}{(Digest is { } digest ? $"@{digest}" : "")}";
}
