using System.Collections.ObjectModel;

namespace ImageProvenance;

/// <summary>
/// A manifest or an index, read from bytes that have been hashed. Immutable and thread-safe.
/// </summary>
/// <remarks>OCI image-spec, manifest.md and image-index.md; Docker's schema 2 and manifest list read the same.</remarks>
public abstract class ManifestDocument
{
    private protected ManifestDocument(VerifiedBytes content, string mediaType)
    {
        Content = content;
        MediaType = mediaType;
    }

    /// <summary>The bytes, as received.</summary>
    public VerifiedBytes Content { get; }

    /// <summary>The digest of the bytes.</summary>
    public Digest Digest => Content.Digest;

    /// <summary>The media type: the document's own, else the one it was served or described with.</summary>
    public string MediaType { get; }

    /// <summary>The artifact type that the document itself names, or null.</summary>
    public string? ArtifactType { get; private protected init; }

    /// <summary>The manifest that this one refers to, or null.</summary>
    public Descriptor? Subject { get; private protected init; }

    /// <summary>The annotations; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; private protected init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>A descriptor of this document.</summary>
    public Descriptor Describe() => new(MediaType, Digest, Content.Memory.Length) { ArtifactType = ArtifactType, Annotations = Annotations };

    /// <summary>Reads a manifest or an index; the document decides which it is, and must agree with what it was served as.</summary>
    /// <param name="content">The hashed bytes.</param>
    /// <param name="declaredMediaType">The media type that the place or the descriptor gave, or null if it gave none.</param>
    /// <exception cref="MalformedContentException">
    /// <c>malformed-json</c>, or <c>invalid-manifest</c>: neither manifest nor index, both at once, another type than
    /// declared, Docker schema 1, or a member that its specification does not allow.
    /// </exception>
    public static ManifestDocument Parse(VerifiedBytes content, string? declaredMediaType = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        var members = StrictJsonReader.Parse(content.Memory, "manifest or index", ManifestMembers.Read);
        string mediaType = MediaTypeOf(members, declaredMediaType);
        return MediaTypes.IsIndex(mediaType) ? ImageIndex.From(content, mediaType, members) : ImageManifest.From(content, mediaType, members);
    }

    private static string MediaTypeOf(ManifestMembers members, string? declared)
    {
        if (members.SchemaVersion != 2)
            throw Invalid("A manifest must have schema version 2; Docker schema 1 has no digest that can be trusted.", "2", members.SchemaVersion?.ToString() ?? "none");
        if (members.Manifests is not null && (members.Layers is not null || members.Config is not null))
            throw Invalid("A document is both a manifest and an index.", "either 'manifests', or 'config' and 'layers'", "both");

        // Some places serve JSON under a general type: then the document's own type decides.
        bool isDeclared = MediaTypes.IsIndex(declared) || MediaTypes.IsManifest(declared);
        if (declared is not null && !isDeclared && declared is not ("application/json" or "application/octet-stream"))
            throw Invalid("A document was served as something that is no manifest.", "an OCI or Docker manifest or index", declared);
        if (isDeclared && members.MediaType is not null && members.MediaType != declared)
            throw Invalid("A document names another media type than it was served or described with.", declared, members.MediaType);

        string mediaType = members.MediaType ?? (isDeclared ? declared! : members.Manifests is not null ? MediaTypes.OciIndex : MediaTypes.OciManifest);
        return (MediaTypes.IsIndex(mediaType), members.Manifests is not null, members.Config is not null || members.Layers is not null) switch
        {
            (true, _, false) => mediaType,
            (false, false, true) when MediaTypes.IsManifest(mediaType) && members.Config is not null => mediaType,
            _ => throw Invalid("A document's members do not fit its media type.", mediaType, members.Manifests is not null ? "an index" : members.Config is not null ? "a manifest" : "neither"),
        };
    }

    private protected static MalformedContentException Invalid(string message, string? expected = null, string? actual = null) =>
        new("invalid-manifest", message, expected, actual);
}
