using System.Text.Json.Nodes;

namespace ImageProvenance.Attestations.Tests;

/// <summary>Found pieces of evidence, made as locators make them: a manifest with one layer, and its bytes.</summary>
internal static class Found
{
    public static readonly Digest Subject = Digest.Of("the image"u8);

    public static DiscoveredEvidence Layer(string mediaType, string content, params (string Key, string Value)[] annotations) =>
        In(Carrier(mediaType, content, annotations), content);

    public static DiscoveredEvidence In(ImageManifest carrier, string? content, Failure? failure = null, Digest? subject = null, int layer = 0) =>
        new(subject ?? Subject, carrier.Digest, EvidenceLocation.Index, "the index")
        {
            Carrier = carrier,
            LayerIndex = layer,
            Content = content is null ? null : VerifiedBytes.Hash(Malformed.Utf8(content)),
            Failure = failure,
        };

    public static ImageManifest Carrier(string mediaType, string content, (string Key, string Value)[] annotations, Descriptor? subject = null) =>
        Manifest(subject, Descriptor(mediaType, Malformed.Utf8(content), annotations));

    public static ImageManifest Manifest(Descriptor? subject, params JsonObject[] layers)
    {
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.OciManifest,
            ["config"] = Descriptor(MediaTypes.OciEmpty, "{}"u8.ToArray(), []),
            ["layers"] = new JsonArray([.. layers]),
        };
        if (subject is not null)
            manifest["subject"] = new JsonObject { ["mediaType"] = subject.MediaType, ["digest"] = subject.Digest.ToString(), ["size"] = subject.Size };
        return (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(Malformed.Utf8(manifest.ToJsonString())));
    }

    public static JsonObject Descriptor(string mediaType, ReadOnlyMemory<byte> content, (string Key, string Value)[] annotations) => new()
    {
        ["mediaType"] = mediaType,
        ["digest"] = Digest.Of(content.Span).ToString(),
        ["size"] = content.Length,
        ["annotations"] = new JsonObject(annotations.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
    };
}
