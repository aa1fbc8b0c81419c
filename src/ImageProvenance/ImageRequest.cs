namespace ImageProvenance;

/// <summary>Which image is asked about. Immutable and thread-safe.</summary>
/// <param name="Location">Where the image is.</param>
public sealed record ImageRequest(ImageLocation Location)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The platform to judge instead of the index that the location names; null to judge what is named.</summary>
    public Platform? Platform { get; init; }

    /// <summary>
    /// How long to look again for evidence where the verdict is not satisfied: registries show what was just pushed a little
    /// later. Added to the time that a verification may take; an hour at most. Zero, the default, looks once. An inspection never waits.
    /// </summary>
    public TimeSpan WaitForEvidence
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= LongestWait ? value
            : throw new ArgumentOutOfRangeException(nameof(WaitForEvidence), value, $"A wait is zero or more, and {LongestWait.TotalHours:0} h at most.");
    }

    /// <summary>
    /// The name, <c>registry/repository</c>, that chooses the rule for a layout or archive. Names written inside of it
    /// are claims and never used. Ignored for registry references, which have their own; normalised as they are.
    /// </summary>
    /// <exception cref="ArgumentException">It is no name, or has a tag or digest: no pattern would ever match it.</exception>
    public string? Name
    {
        get;
        init => field = value is null ? null : Normalise(value);
    }

    /// <summary>The name that chooses the rule; null where there is none.</summary>
    public string? PolicyName => Location is RegistryLocation registry ? registry.Reference.Name : Name;

    /// <summary>
    /// Repositories that may hold evidence of the image besides its own place: what is attached to its digest there counts
    /// as much. They choose no rule. Where the same piece is in several, the first is reported.
    /// </summary>
    /// <remarks>What cosign writes to <c>COSIGN_REPOSITORY</c>. A repository that does not exist holds no evidence.</remarks>
    public IReadOnlyList<ImageRepository> EvidenceFrom { get; init; } = [];

    private static string Normalise(string name) => ImageRepository.TryParse(name, out var repository)
        ? repository.Name
        : throw new ArgumentException($"'{name}' is no name of an image: write registry/repository, without tag or digest.", nameof(name));
}
