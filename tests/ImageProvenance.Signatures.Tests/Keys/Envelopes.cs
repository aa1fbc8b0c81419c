using System.Text.Json.Nodes;
using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Envelopes and bundles, put together so that a test can put something false in.</summary>
internal static class Envelopes
{
    /// <summary>An SBOM's statement about an image.</summary>
    public static byte[] Statement(Digest image, string predicateType = Some.Sbom, string name = "registry.test/app") =>
        CosignArtifacts.Statement(image, predicateType, """{"spdxVersion":"SPDX-2.3"}""", name);

    /// <summary>An envelope with a signature of each key.</summary>
    public static byte[] SignedBy(byte[] payload, params IEnumerable<TestKey> keys)
    {
        var signatures = keys.Select(key => Parse(CosignArtifacts.Envelope(key, payload))["signatures"]![0]!.DeepClone());
        var envelope = Parse(CosignArtifacts.Envelope(Some.Key, payload));
        envelope["signatures"] = new JsonArray([.. signatures]);
        return Bytes(envelope);
    }

    /// <summary>The layer of an <c>.att</c> manifest.</summary>
    public static TestContent Layer(byte[] envelope) => new(MediaTypes.Dsse, envelope);

    /// <summary>The layer that holds a bundle of a statement, which may be changed.</summary>
    public static TestContent Bundle(TestKey key, byte[] statement, Action<JsonNode>? change = null)
    {
        var bundle = Parse(CosignArtifacts.Bundle(key, CosignArtifacts.Envelope(key, statement)));
        change?.Invoke(bundle);
        return new(MediaTypes.SigstoreBundle, Bytes(bundle));
    }

    /// <summary>The layer that holds a bundle of a signature over content itself.</summary>
    public static TestContent MessageBundle(TestKey key, byte[] content, byte[]? claimedSha256 = null, string algorithm = "SHA2_256") =>
        new(MediaTypes.SigstoreBundle, Some.Utf8($$$"""
            { "mediaType": "{{{MediaTypes.SigstoreBundle}}}",
              "verificationMaterial": { "publicKey": { "hint": "" } },
              "messageSignature": {
                "messageDigest": { "algorithm": "{{{algorithm}}}", "digest": "{{{Convert.ToBase64String(claimedSha256 ?? System.Security.Cryptography.SHA256.HashData(content))}}}" },
                "signature": "{{{Convert.ToBase64String(key.Sign(content))}}}" } }
            """));

    private static JsonNode Parse(byte[] json) => JsonNode.Parse(json)!;

    private static byte[] Bytes(JsonNode json) => Some.Utf8(json.ToJsonString());
}
