using System.Collections.ObjectModel;

namespace ImageProvenance;

/// <summary>An image index: the manifests of several platforms, and what BuildKit attaches to them. Immutable and thread-safe.</summary>
/// <remarks>OCI image-spec, image-index.md.</remarks>
public sealed class ImageIndex : ManifestDocument
{
    /// <summary>The annotation by which BuildKit marks a child as no image; <see cref="AttestationManifestReference"/> is its only defined value.</summary>
    public const string ReferenceTypeAnnotation = "vnd.docker.reference.type";

    /// <summary>The annotation that names the image manifest that an attestation manifest is about.</summary>
    public const string ReferenceDigestAnnotation = "vnd.docker.reference.digest";

    /// <summary>The value of <see cref="ReferenceTypeAnnotation"/> for attestation manifests.</summary>
    public const string AttestationManifestReference = "attestation-manifest";

    private ImageIndex(VerifiedBytes content, string mediaType, ReadOnlyCollection<Descriptor> manifests)
        : base(content, mediaType) => Manifests = manifests;

    /// <summary>The children, in the order of the index.</summary>
    public IReadOnlyList<Descriptor> Manifests { get; }

    /// <summary>
    /// The children that run: whatever has a platform, since runtimes choose by that alone; and of those without one,
    /// what is neither annotated as a reference nor an artifact. What is marked <c>unknown/unknown</c> is none.
    /// </summary>
    public IEnumerable<Descriptor> RunnableManifests => Manifests.Where(IsRunnable);

    /// <summary>The attestation manifests that BuildKit lists in the index.</summary>
    /// <remarks>BuildKit, docs/attestations/attestation-storage.md: any other value of the reference type means that the child is to be ignored.</remarks>
    public IEnumerable<Descriptor> AttestationManifests => Manifests.Where(IsAttestationManifest);

    /// <summary>The digest of the image manifest that an attestation manifest of this index says it is about; null if it says none that is well-formed.</summary>
    public static Digest? ReferenceOf(Descriptor attestationManifest)
    {
        ArgumentNullException.ThrowIfNull(attestationManifest);
        return attestationManifest.Annotations.TryGetValue(ReferenceDigestAnnotation, out string? text) && Digest.TryParse(text, out var digest) ? digest : null;
    }

    private static bool IsRunnable(Descriptor child) =>
        (child.Platform is { IsUnknown: false }
            || (child.Platform is null && !child.Annotations.ContainsKey(ReferenceTypeAnnotation) && string.IsNullOrEmpty(child.ArtifactType)))
        && (MediaTypes.IsManifest(child.MediaType) || MediaTypes.IsIndex(child.MediaType));

    private static bool IsAttestationManifest(Descriptor child) =>
        child.Annotations.TryGetValue(ReferenceTypeAnnotation, out string? type) && type == AttestationManifestReference;

    internal static ImageIndex From(VerifiedBytes content, string mediaType, ManifestMembers members) =>
        new(content, mediaType, (members.Manifests ?? []).AsReadOnly())
        {
            ArtifactType = members.ArtifactType,
            Subject = members.Subject,
            Annotations = members.Annotations ?? ReadOnlyDictionary<string, string>.Empty,
        };
}
