using ImageProvenance.Attestations;

namespace ImageProvenance.Policies;

/// <summary>What authenticated provenance has to say: builder, build type, source, revision. Immutable and thread-safe.</summary>
/// <remarks>SLSA 1.2, "Verifying artifacts", step 2: the expectations. Compared exactly; a source by its repository.</remarks>
public sealed record ProvenanceConstraints
{
    /// <summary>The builder id, exactly; null for any.</summary>
    public string? BuilderId { get; init; }

    /// <summary>The build type, exactly; null for any.</summary>
    public string? BuildType { get; init; }

    /// <summary>The source repository, such as <c>https://github.com/acme/app</c>; null for any.</summary>
    public string? Source { get; init; }

    /// <summary>The source revision: the whole commit digest in lower-case hexadecimal; null for any.</summary>
    public string? Revision { get; init; }

    internal bool IsEmpty => (BuilderId ?? BuildType ?? Source ?? Revision) is null;

    internal string Describe() => string.Join(", ", new[]
    {
        BuilderId is null ? null : $"built by {BuilderId}",
        BuildType is null ? null : $"build type {BuildType}",
        Source is null ? null : $"built from {Source}",
        Revision is null ? null : $"at {Revision}",
    }.Where(part => part is not null));

    internal Failure? Refuse(InTotoStatement statement)
    {
        SlsaProvenance provenance;
        try
        {
            provenance = SlsaProvenance.Parse(statement.PredicateType, statement.Predicate);
        }
        catch (MalformedContentException e)
        {
            return e.Failure;
        }

        if (BuilderId is not null && provenance.BuilderId != BuilderId)
            return new("builder-mismatch", "The provenance names another builder.", BuilderId, provenance.BuilderId ?? "none");
        if (BuildType is not null && provenance.BuildType != BuildType)
            return new("build-type-mismatch", "The provenance names another build type.", BuildType, provenance.BuildType ?? "none");
        if ((Source ?? Revision) is not null && provenance.SourceIsClaimedByClient)
            return new("source-claimed-by-client", "The source is only what the build's client said of its working copy; the builder did not fetch it.", Source ?? Revision, provenance.Source ?? provenance.Revision);
        if (Source is not null && (provenance.Source is null || !SourceRepository.AreSame(Source, provenance.Source)))
            return new("source-mismatch", "The provenance names another source repository.", Source, provenance.Source ?? "none");
        if (Revision is not null && provenance.Revision != Revision)
            return new("revision-mismatch", "The provenance names another source revision.", Revision, provenance.Revision ?? "none");
        return null;
    }
}
