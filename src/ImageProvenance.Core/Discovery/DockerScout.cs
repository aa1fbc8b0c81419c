namespace ImageProvenance;

/// <summary>Where Docker keeps the attestations of Docker Hardened Images, and their signatures: in Docker Scout's registry, beside no image.</summary>
/// <remarks>
/// moby/policy-helpers: the repository has the image's path, also for a mirror in an organisation of one's own. Docker's
/// documentation of hardened images: what Docker signs for <c>dhi.io/python</c> names <c>registry.scout.docker.com/dhi/python</c>.
/// </remarks>
public static class DockerScout
{
    /// <summary>The word for it in options; a repository of that name would be written <c>docker.io/library/docker-scout</c>.</summary>
    public const string Keyword = "docker-scout";

    private static readonly RegistryName Scout = RegistryName.Parse("registry.scout.docker.com");

    /// <summary>The repository of Docker Scout's for an image of <c>docker.io</c> or <c>dhi.io</c>; null for an image from elsewhere.</summary>
    public static ImageRepository? EvidenceOf(ImageRepository image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Registry.CanonicalName switch
        {
            "docker.io" => new(Scout, image.Path),
            "dhi.io" => new(Scout, RepositoryName.Parse($"dhi/{image.Path}")),
            _ => null,
        };
    }
}
