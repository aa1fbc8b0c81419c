using System.Collections.ObjectModel;

namespace ImageProvenance;

/// <summary>An image manifest: one platform's image, or an artifact such as a signature. Immutable and thread-safe.</summary>
/// <remarks>OCI image-spec, manifest.md.</remarks>
public sealed class ImageManifest : ManifestDocument
{
    private ImageManifest(VerifiedBytes content, string mediaType, Descriptor config, ReadOnlyCollection<Descriptor> layers)
        : base(content, mediaType)
    {
        Config = config;
        Layers = layers;
    }

    /// <summary>The configuration.</summary>
    public Descriptor Config { get; }

    /// <summary>The layers, base first; for an artifact its parts.</summary>
    public IReadOnlyList<Descriptor> Layers { get; }

    /// <summary>
    /// What kind of artifact this is, as the manifest decides: its artifact type, else the configuration's media type,
    /// else (OCI's empty configuration) the first layer's media type.
    /// </summary>
    public string EffectiveArtifactType =>
        !string.IsNullOrEmpty(ArtifactType) && ArtifactType != MediaTypes.OciEmpty ? ArtifactType
        : Config.MediaType != MediaTypes.OciEmpty || Layers.Count == 0 ? Config.MediaType
        : Layers[0].MediaType;

    internal static ImageManifest From(VerifiedBytes content, string mediaType, ManifestMembers members) =>
        new(content, mediaType, members.Config!, (members.Layers ?? []).AsReadOnly())
        {
            ArtifactType = members.ArtifactType,
            Subject = members.Subject,
            Annotations = members.Annotations ?? ReadOnlyDictionary<string, string>.Empty,
        };
}
