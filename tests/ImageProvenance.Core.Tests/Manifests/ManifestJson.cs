namespace ImageProvenance.Core.Tests;

/// <summary>Manifests, indexes and descriptors as JSON, to be bent by tests.</summary>
internal static class ManifestJson
{
    public const string Digest = "sha256:" + Some.Sha256Hex;

    public const string Config = $$"""{"mediaType":"{{MediaTypes.OciConfig}}","digest":"{{Digest}}","size":2}""";

    public const string Layer = $$"""{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{{Digest}}","size":3}""";

    public static byte[] Manifest(string mediaType = MediaTypes.OciManifest, string more = "") =>
        Some.Utf8($$"""{"schemaVersion":2,"mediaType":"{{mediaType}}","config":{{Config}},"layers":[{{Layer}}]{{more}}}""");

    /// <summary>An index that lists the given manifests.</summary>
    public static byte[] Index(params byte[][] manifests) => Some.Utf8(
        $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[{{string.Join(",", manifests.Select(Describe))}}]}""");

    /// <summary>A manifest whose one layer is the given descriptor.</summary>
    public static byte[] WithLayer(string descriptor) =>
        Some.Utf8($$"""{"schemaVersion":2,"config":{{Config}},"layers":[{{descriptor}}]}""");

    private static string Describe(byte[] manifest) =>
        $$"""{"mediaType":"{{MediaTypes.OciManifest}}","digest":"{{ImageProvenance.Digest.Of(manifest)}}","size":{{manifest.Length}}}""";
}
