using System.Collections.ObjectModel;

namespace ImageProvenance.Attestations;

/// <summary>
/// A resource that a statement speaks of: its subject, or something that went into it. Whoever wrote the statement
/// chose name and URI; only a digest names content. Immutable and thread-safe.
/// </summary>
/// <remarks>in-toto attestation 1.0, resource_descriptor.md and digest_set.md.</remarks>
public sealed class ResourceDescriptor
{
    /// <summary>The most digests that are read of one resource.</summary>
    public const int MaxDigests = 32;

    /// <summary>The name, such as a file's path or a package URL; null where it is absent, empty or <c>_</c>, which mean nothing.</summary>
    public string? Name { get; internal init; }

    /// <summary>The URI, or null where it is absent or empty.</summary>
    public string? Uri { get; internal init; }

    /// <summary>
    /// The digests by algorithm, as written: <c>sha256</c>, <c>sha512</c>, <c>gitCommit</c>, and others that nothing is
    /// matched by. Empty if there are none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Digest { get; internal init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The media type, or null where it is absent or empty.</summary>
    public string? MediaType { get; internal init; }

    /// <inheritdoc />
    public override string ToString() =>
        Uri ?? Name ?? string.Join(' ', Digest.Select(digest => $"{digest.Key}:{digest.Value}"));
}
