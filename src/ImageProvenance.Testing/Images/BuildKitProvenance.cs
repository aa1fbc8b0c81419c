namespace ImageProvenance.Testing;

/// <summary>
/// What the provenance of a <see cref="TestImage"/> says. The defaults are true and consistent with the image; what a
/// negative test sets to something else is a lie of exactly that kind. Immutable.
/// </summary>
/// <remarks>BuildKit, docs/attestations: attestation-storage.md and slsa-provenance.md; mode <c>min</c>.</remarks>
public sealed record BuildKitProvenance
{
    /// <summary>How the attestation manifest is written.</summary>
    public AttestationForm Form { get; init; }

    /// <summary>The version of the predicate.</summary>
    public ProvenanceVersion Version { get; init; }

    /// <summary>The builder's id; BuildKit's own default is empty.</summary>
    public string BuilderId { get; init; } = "";

    /// <summary>The git URL that the build read its context from.</summary>
    public string Source { get; init; } = "https://github.com/acme/app.git#refs/heads/main";

    /// <summary>The commit, 40 hexadecimal characters.</summary>
    public string Revision { get; init; } = "1111111111111111111111111111111111111111";

    /// <summary>The base images and sources that the build read, with their SHA-256.</summary>
    public IReadOnlyDictionary<string, Digest> Dependencies { get; init; } = new Dictionary<string, Digest>();

    /// <summary>The image's name for the subject's package URL, such as <c>acme/app@1</c>; null for BuildKit's <c>_</c>.</summary>
    public string? ImageName { get; init; }

    /// <summary>When the build started; it took a minute.</summary>
    public DateTimeOffset StartedOn { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>The platforms that have provenance; null for all.</summary>
    public IReadOnlyCollection<Platform>? Platforms { get; init; }

    /// <summary>The statement's subject, where it is not to be the platform's manifest.</summary>
    public Digest? SubjectDigest { get; init; }

    /// <summary>The name of the statement's subject, where it is not to be made from <see cref="ImageName"/> and the platform.</summary>
    public string? SubjectName { get; init; }

    /// <summary>The manifest that the index and the attestation manifest's subject name, where it is not to be the platform's.</summary>
    public Descriptor? Reference { get; init; }

    /// <summary>The predicate as JSON, where it is not to be made from the members above.</summary>
    public string? PredicateJson { get; init; }

    /// <summary>The predicate type in the statement, where it is not to be that of <see cref="Version"/>.</summary>
    public string? PredicateType { get; init; }

    /// <summary>The predicate type in the layer's annotation, where it is not to be that in the statement.</summary>
    public string? AnnotatedPredicateType { get; init; }

    internal string EffectivePredicateType => PredicateType ?? (Version == ProvenanceVersion.V02 ? "https://slsa.dev/provenance/v0.2" : "https://slsa.dev/provenance/v1");

    internal bool IsFor(Platform platform) => Platforms is null || Platforms.Contains(platform);

    internal string SubjectNameFor(Platform platform) => SubjectName
        ?? (ImageName is null ? "_" : $"pkg:docker/{ImageName}?platform={Uri.EscapeDataString(platform.ToString())}");
}
