namespace ImageProvenance.Oci;

/// <summary>Where the repositories beneath a prefix are read. Immutable; change one with <c>with</c>.</summary>
/// <param name="Prefix">The repositories, by the names that images have.</param>
/// <remarks>containers-registries.conf(5), <c>[[registry]]</c> and <c>[[registry.mirror]]</c> with <c>pull-from-mirror = "digest-only"</c>.</remarks>
public sealed record LocationRule(RepositoryPrefix Prefix)
{
    /// <summary>
    /// What takes the prefix's place for everything, tags and lists of evidence too; null, the default, for the registry
    /// itself. Whoever runs that place decides what a tag means: set it for a copy of your own only, such as one beside
    /// machines that reach nothing else.
    /// </summary>
    public RepositoryPrefix? Location { get; init; }

    /// <summary>
    /// What takes the prefix's place for content by digest, tried in this order before the source. Default: none. A
    /// mirror that lacks content, fails or lies costs time and nothing else. Each is read with its own credentials.
    /// </summary>
    public IReadOnlyList<RepositoryPrefix> Mirrors { get; init; } = [];
}
