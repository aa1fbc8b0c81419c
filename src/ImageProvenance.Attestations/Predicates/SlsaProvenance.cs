namespace ImageProvenance.Attestations;

/// <summary>
/// SLSA provenance, the same view of versions 0.2 and 1: who says to have built from what. What it says is only as good
/// as whoever signed it. Where a version leaves a value out, writes null or writes it empty, it is null here. Immutable
/// and thread-safe.
/// </summary>
/// <remarks>slsa.dev/spec/v1.0/provenance and slsa.dev/provenance/v0.2; BuildKit, docs/attestations/slsa-definitions.md.</remarks>
public sealed class SlsaProvenance
{
    /// <summary>The most dependencies that are read.</summary>
    public const int MaxDependencies = 10_000;

    internal SlsaProvenance(string predicateType) => PredicateType = predicateType;

    /// <summary>The predicate's type: <see cref="PredicateTypes.SlsaProvenanceV02"/> or <see cref="PredicateTypes.SlsaProvenanceV1"/>.</summary>
    public string PredicateType { get; }

    /// <summary>The builder's id, or null. BuildKit takes any text from its caller.</summary>
    public string? BuilderId { get; internal init; }

    /// <summary>The kind of build, a URI that says what the parameters mean; or null.</summary>
    public string? BuildType { get; internal init; }

    /// <summary>
    /// The URI of the source that the build was configured from, as written (<c>git+https://…@refs/heads/main</c>,
    /// <c>https://….git#main</c>); or null. Where it stands depends on <see cref="BuildType"/>.
    /// </summary>
    public string? Source { get; internal init; }

    /// <summary>The git reference of the source, such as <c>refs/tags/v1.2</c>, or a commit where the source's URI has one; or null.</summary>
    public string? SourceRef { get; internal init; }

    /// <summary>The commit of the source in hexadecimal (a client's claim may end in <c>-dirty</c>), or null.</summary>
    public string? Revision { get; internal init; }

    /// <summary>
    /// Whether source and revision are what the build's client said of its working copy (BuildKit's <c>vcs</c>), and not
    /// what the builder fetched.
    /// </summary>
    public bool SourceIsClaimedByClient { get; internal init; }

    /// <summary>The parameters under the control of whoever asked for the build, JSON as it stands; empty if there are none.</summary>
    public ReadOnlyMemory<byte> ExternalParameters { get; internal init; }

    /// <summary>The parameters under the control of the builder, JSON as it stands; empty if there are none.</summary>
    public ReadOnlyMemory<byte> InternalParameters { get; internal init; }

    /// <summary>What went into the build, as far as the builder says: materials, or resolved dependencies.</summary>
    public IReadOnlyList<ResourceDescriptor> Dependencies { get; internal init; } = [];

    /// <summary>The id of the run of the build, or null.</summary>
    public string? InvocationId { get; internal init; }

    /// <summary>When the build started, or null.</summary>
    public DateTimeOffset? StartedOn { get; internal init; }

    /// <summary>When the build finished, or null.</summary>
    public DateTimeOffset? FinishedOn { get; internal init; }

    /// <summary>What only BuildKit says; null for other kinds of build.</summary>
    public BuildKitDetails? BuildKit { get; internal init; }

    /// <summary>Whether a predicate of this type can be read here.</summary>
    public static bool IsSlsaProvenance(string predicateType) =>
        predicateType is PredicateTypes.SlsaProvenanceV02 or PredicateTypes.SlsaProvenanceV1;

    /// <summary>Reads the provenance of a statement.</summary>
    /// <param name="predicateType">The statement's predicate type.</param>
    /// <param name="predicate">The statement's predicate; empty reads as an object without members.</param>
    /// <exception cref="MalformedContentException">
    /// <c>malformed-json</c>; <c>too-many</c> dependencies or digests; <c>unknown-predicate-type</c>; <c>invalid-provenance</c>:
    /// a time that is none, or two spellings of one member.
    /// </exception>
    public static SlsaProvenance Parse(string predicateType, ReadOnlyMemory<byte> predicate)
    {
        if (predicate.IsEmpty)
            predicate = "{}"u8.ToArray();
        return predicateType switch
        {
            PredicateTypes.SlsaProvenanceV02 => SlsaProvenanceV02Reader.Read(predicate),
            PredicateTypes.SlsaProvenanceV1 => SlsaProvenanceV1Reader.Read(predicate),
            _ => throw new MalformedContentException("unknown-predicate-type", "A predicate is no SLSA provenance that is read.",
                $"{PredicateTypes.SlsaProvenanceV02} or {PredicateTypes.SlsaProvenanceV1}", predicateType),
        };
    }
}
