namespace ImageProvenance;

/// <summary>Which nodes of an image evidence is sought for.</summary>
[Flags]
public enum EvidenceNodes
{
    /// <summary>None; the value of <c>default</c>.</summary>
    None = 0,

    /// <summary>The digest that is judged: the one named, or the chosen platform's.</summary>
    Judged = 1,

    /// <summary>Every runnable platform manifest of the index.</summary>
    Platforms = 2,

    /// <summary>BuildKit's attestation manifests, which may be signed themselves.</summary>
    AttestationManifests = 4,

    /// <summary>Manifests that refer to the image by their subject and hold unsigned statements, as Docker Hardened Images are attested, which may be signed themselves.</summary>
    AttestationReferrers = 8,
}

/// <summary>What to look for and where. Immutable and thread-safe.</summary>
public sealed record DiscoveryPlan
{
    /// <summary>Look for nothing: what a rule needs that asks for no evidence.</summary>
    public static DiscoveryPlan Nothing { get; } = new();

    /// <summary>For which nodes to look for attached evidence: referrers, and cosign's tags.</summary>
    public EvidenceNodes Nodes { get; init; }

    /// <summary>
    /// The media types of layers that are opened: exact, or a prefix that ends in <c>*</c>. What has another type is
    /// listed and left closed.
    /// </summary>
    public IReadOnlyList<string> MediaTypes { get; init; } = [];

    /// <summary>Whether BuildKit's unsigned statements in the index are read, for every platform that is judged.</summary>
    public bool IndexStatements { get; init; }

    /// <summary>
    /// Predicate types whose statements in the index are opened, exact or a prefix that ends in <c>*</c>; null for all.
    /// The manifest's annotation decides what is opened, and proves nothing.
    /// </summary>
    public IReadOnlyList<string>? StatementTypes { get; init; }

    /// <summary>Whether the manifest and the configuration of every platform that is judged are read.</summary>
    public bool PlatformConfigs { get; init; }

    /// <summary>Whether a layer of this media type is opened.</summary>
    public bool Opens(string mediaType) => Matches(MediaTypes, mediaType);

    /// <summary>Whether a statement whose annotation names this predicate type (null: names none) is opened.</summary>
    public bool OpensStatement(string? predicateType) =>
        StatementTypes is null || predicateType is null || Matches(StatementTypes, predicateType);

    private static bool Matches(IReadOnlyList<string> patterns, string value)
    {
        foreach (string pattern in patterns)
        {
            if (pattern.EndsWith('*') ? value.AsSpan().StartsWith(pattern.AsSpan(..^1), StringComparison.Ordinal) : value == pattern)
                return true;
        }

        return false;
    }
}
