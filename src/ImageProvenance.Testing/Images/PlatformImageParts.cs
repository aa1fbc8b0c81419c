namespace ImageProvenance.Testing;

/// <summary>The image of one platform: its layer, its configuration and its manifest.</summary>
internal sealed record PlatformImageParts(Platform Platform, TestContent Layer, TestContent Config, TestContent Manifest)
{
    public Descriptor Listed => new(Manifest.MediaType, Manifest.Digest, Manifest.Bytes.Length) { Platform = Platform };

    public static PlatformImageParts Create(Platform platform, IReadOnlyDictionary<string, string> labels)
    {
        var layer = TestLayer.OfFile("platform", $"{platform}\n");
        var config = new TestContent(MediaTypes.OciConfig, WriteConfig(platform, layer.DiffId, labels));
        return new(platform, layer.Content, config, ManifestJson.WriteImage(config.Descriptor, [layer.Content.Descriptor]));
    }

    /// <remarks>OCI image-spec, config.md.</remarks>
    private static byte[] WriteConfig(Platform platform, Digest diffId, IReadOnlyDictionary<string, string> labels) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("created", "1970-01-01T00:00:00Z");
        json.WriteString("architecture", platform.Architecture);
        if (platform.Variant is { } variant)
            json.WriteString("variant", variant);
        json.WriteString("os", platform.Os);
        if (platform.OsVersion is { } version)
            json.WriteString("os.version", version);
        json.WriteStartObject("config");
        if (labels.Count > 0)
            json.WriteMap("Labels", labels);
        json.WriteEndObject();
        json.WriteStartObject("rootfs");
        json.WriteString("type", "layers");
        json.WriteStartArray("diff_ids");
        json.WriteStringValue(diffId.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("history");
        json.WriteStartObject();
        json.WriteString("created", "1970-01-01T00:00:00Z");
        json.WriteString("created_by", "COPY platform /platform # buildkit");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
