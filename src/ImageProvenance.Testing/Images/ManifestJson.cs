using System.Text.Json;

namespace ImageProvenance.Testing;

/// <summary>Writes manifests, indexes and descriptors.</summary>
/// <remarks>
/// OCI image-spec. Members stand in the order of the Go types that the programs imitated here are built on: BuildKit
/// uses OCI's (digest before size, indented), cosign go-containerregistry's (size before digest, compact).
/// </remarks>
internal static class ManifestJson
{
    public static byte[] WriteIndex(IEnumerable<Descriptor> manifests, bool indented = false) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.OciIndex);
        json.WriteStartArray("manifests");
        foreach (var manifest in manifests)
            WriteDescriptor(json, manifest, sizeFirst: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }, indented);

    /// <summary>A manifest as BuildKit writes it.</summary>
    public static TestContent WriteImage(Descriptor config, IEnumerable<Descriptor> layers, string? artifactType = null, Descriptor? subject = null) =>
        new(MediaTypes.OciManifest, JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 2);
            json.WriteString("mediaType", MediaTypes.OciManifest);
            if (artifactType is not null)
                json.WriteString("artifactType", artifactType);
            WriteBody(json, config, layers, sizeFirst: false);
            if (subject is not null)
            {
                json.WritePropertyName("subject");
                WriteDescriptor(json, subject, sizeFirst: false);
            }

            json.WriteEndObject();
        }, indented: true));

    /// <summary>A manifest as cosign writes it.</summary>
    public static TestContent WriteArtifact(Descriptor config, IEnumerable<Descriptor> layers, IReadOnlyDictionary<string, string> annotations, Descriptor? subject, string? artifactType) =>
        new(MediaTypes.OciManifest, JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 2);
            json.WriteString("mediaType", MediaTypes.OciManifest);
            WriteBody(json, config, layers, sizeFirst: true);
            if (annotations.Count > 0)
                json.WriteMap("annotations", annotations);
            if (subject is not null)
            {
                json.WritePropertyName("subject");
                WriteDescriptor(json, subject, sizeFirst: true);
            }

            if (artifactType is not null)
                json.WriteString("artifactType", artifactType);
            json.WriteEndObject();
        }));

    private static void WriteBody(Utf8JsonWriter json, Descriptor config, IEnumerable<Descriptor> layers, bool sizeFirst)
    {
        json.WritePropertyName("config");
        WriteDescriptor(json, config, sizeFirst);
        json.WriteStartArray("layers");
        foreach (var layer in layers)
            WriteDescriptor(json, layer, sizeFirst);
        json.WriteEndArray();
    }

    private static void WriteDescriptor(Utf8JsonWriter json, Descriptor descriptor, bool sizeFirst)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", descriptor.MediaType);
        if (sizeFirst)
            json.WriteNumber("size", descriptor.Size);
        json.WriteString("digest", descriptor.Digest.ToString());
        if (!sizeFirst)
            json.WriteNumber("size", descriptor.Size);
        if (descriptor.Annotations.Count > 0)
            json.WriteMap("annotations", descriptor.Annotations);
        if (descriptor.Data is { Length: > 0 } data)
            json.WriteBase64String("data", data.Span);
        if (descriptor.Platform is { } platform)
            WritePlatform(json, platform);
        if (descriptor.ArtifactType is { } artifactType)
            json.WriteString("artifactType", artifactType);
        json.WriteEndObject();
    }

    private static void WritePlatform(Utf8JsonWriter json, Platform platform)
    {
        json.WriteStartObject("platform");
        json.WriteString("architecture", platform.Architecture);
        json.WriteString("os", platform.Os);
        if (platform.OsVersion is { } version)
            json.WriteString("os.version", version);
        if (platform.Variant is { } variant)
            json.WriteString("variant", variant);
        json.WriteEndObject();
    }
}
