using System.Collections.ObjectModel;

namespace ImageProvenance.Testing;

/// <summary>An artifact that is to be attached to an image by its subject. Immutable.</summary>
/// <remarks>OCI image-spec, manifest.md, "Guidelines for Artifact Usage".</remarks>
/// <param name="ArtifactType">The artifact type.</param>
/// <param name="Layers">The layers, with the annotations that the manifest gives them.</param>
public sealed record Referrer(string ArtifactType, params IReadOnlyList<TestContent> Layers)
{
    /// <summary>The manifest's annotations, in their order.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The media type of the configuration, whose content is <c>{}</c>.</summary>
    public string ConfigMediaType { get; init; } = MediaTypes.OciEmpty;

    /// <summary>The subject, where it is to be another than the image that this is attached to.</summary>
    public Descriptor? Subject { get; init; }

    internal TestContent Write(Descriptor image)
    {
        // cosign repeats the artifact type in the configuration's descriptor.
        var config = new Descriptor(ConfigMediaType, TestContent.Empty.Digest, TestContent.Empty.Bytes.Length) { ArtifactType = ArtifactType };
        var subject = Subject ?? image;
        return ManifestJson.WriteArtifact(config, Layers.Select(layer => layer.Descriptor), Annotations, new(subject.MediaType, subject.Digest, subject.Size), ArtifactType);
    }
}
