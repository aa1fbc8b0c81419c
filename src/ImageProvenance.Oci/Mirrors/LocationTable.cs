namespace ImageProvenance.Oci;

/// <summary>Locations by prefix; the longest prefix that fits decides alone. Immutable and thread-safe.</summary>
/// <example><code>
/// new LocationTable([
///     new(RepositoryPrefix.Parse("docker.io")) { Mirrors = [RepositoryPrefix.Parse("mirror.example/hub")] },
/// ])
/// </code></example>
public sealed class LocationTable : IRepositoryLocations
{
    private readonly LocationRule[] _rules;

    /// <summary>Creates a table.</summary>
    /// <exception cref="ArgumentException">Two rules have the same prefix.</exception>
    public LocationTable(IEnumerable<LocationRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = [.. rules.OrderByDescending(rule => rule.Prefix.Path?.Value.Length ?? 0)];
        if (_rules.GroupBy(rule => (rule.Prefix.Registry.CanonicalName, rule.Prefix.Path)).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"There are two rules for '{twice.First().Prefix}'.", nameof(rules));
    }

    /// <summary>Every repository is read at its own registry.</summary>
    public static LocationTable Empty { get; } = new([]);

    /// <inheritdoc />
    public RepositoryLocations Find(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        foreach (var rule in _rules)
        {
            if (rule.Prefix.Below(image) is { } below)
                return new(SourceOf(rule, image, below), [.. rule.Mirrors.Select(mirror => mirror.Place(image, below)).OfType<ImageReference>()]);
        }

        return new(image, []);
    }

    private static ImageReference SourceOf(LocationRule rule, ImageReference image, string below) =>
        rule.Location is not { } location ? image
        : location.Place(image, below) ?? throw new ImageLocationException($"{image} has no repository's name at {location}, where it would be read: it is too long, or empty.");
}
