namespace ImageProvenance.Testing;

/// <summary>Writes the manifests behind cosign's tags.</summary>
/// <remarks>cosign, pkg/oci/mutate and specs/SIGNATURE_SPEC.md.</remarks>
internal static class CosignTag
{
    public static TestContent Append(PushedImage image, string suffix, IReadOnlyList<TestContent> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var tag = TagName.CosignTagOf(image.Digest, suffix) ?? throw new ArgumentException("cosign has no tag for this digest and suffix.", nameof(suffix));
        var present = image.Registry.FindManifest(image.Repository, tag.Value) is { } manifest
            && ManifestDocument.Parse(VerifiedBytes.Hash(manifest.Bytes)) is ImageManifest read ? read.Layers : [];
        List<Descriptor> all = [.. present, .. layers.Select(layer => layer.Descriptor)];

        var config = new TestContent(MediaTypes.OciConfig, WriteConfig(all));
        foreach (var blob in layers.Append(config))
            image.Registry.PutBlob(image.Repository, blob.Bytes);
        var written = ManifestJson.WriteArtifact(config.Descriptor, all, TestContent.Empty.Annotations, subject: null, artifactType: null);
        image.Registry.PutManifest(image.Repository, written, tag.Value);
        return written;
    }

    private static byte[] WriteConfig(List<Descriptor> layers) => JsonText.Write(json =>
    {
        const string zeroTime = "0001-01-01T00:00:00Z";
        json.WriteStartObject();
        json.WriteString("architecture", "");
        json.WriteString("created", zeroTime);
        json.WriteStartArray("history");
        foreach (var _ in layers)
        {
            json.WriteStartObject();
            json.WriteString("created", zeroTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("os", "");
        json.WriteStartObject("rootfs");
        json.WriteString("type", "layers");
        json.WriteStartArray("diff_ids");
        foreach (var layer in layers)
            json.WriteStringValue(layer.Digest.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("config");
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
