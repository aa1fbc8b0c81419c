namespace ImageProvenance.Attestations;

/// <summary>What BuildKit's provenance says beyond SLSA's. Immutable and thread-safe.</summary>
/// <remarks>BuildKit, docs/attestations/slsa-definitions.md and solver/llbsolver/provenance.</remarks>
public sealed class BuildKitDetails
{
    /// <summary>The kind of build of BuildKit's provenance in SLSA 0.2.</summary>
    public const string BuildTypeV02 = "https://mobyproject.org/buildkit@v1";

    /// <summary>The kind of build of BuildKit's provenance in SLSA 1.</summary>
    public const string BuildTypeV1 = "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md";

    internal BuildKitDetails()
    {
    }

    /// <summary>How much was written: max if the build's steps or layers are there.</summary>
    public BuildKitMode Mode { get; internal init; }

    /// <summary>The repository that the client says its working copy is of, which BuildKit does not check; or null.</summary>
    public string? VcsSource { get; internal init; }

    /// <summary>The commit that the client says its working copy is at, perhaps with <c>-dirty</c>; or null.</summary>
    public string? VcsRevision { get; internal init; }

    /// <summary>Whether the request is recorded whole; null where BuildKit does not say.</summary>
    public bool? IsRequestComplete { get; internal init; }

    /// <summary>Whether the dependencies are recorded whole, which a local directory prevents; null where BuildKit does not say.</summary>
    public bool? AreDependenciesComplete { get; internal init; }

    /// <summary>Whether the caller says that the build can be reproduced; null where it does not say.</summary>
    public bool? Reproducible { get; internal init; }

    /// <summary>Whether dependencies were complete and no step had a network; null where BuildKit does not say.</summary>
    public bool? Hermetic { get; internal init; }

    /// <summary>The platform that the builder ran on, which need not be the image's; or null.</summary>
    public string? BuilderPlatform { get; internal init; }

    /// <summary>The frontend, such as <c>dockerfile.v0</c>; or null.</summary>
    public string? Frontend { get; internal init; }

    /// <summary>The source of a BuildKit build: what it fetched, else what its client claims.</summary>
    internal static ProvenanceSource? SourceOf(ProvenanceSource? fetched, BuildKitDetails details) =>
        fetched ?? (details.VcsSource is { } claimed ? new(claimed, null, details.VcsRevision, IsClaimedByClient: true) : null);
}
