using System.Text;
using System.Text.Json;
using ImageProvenance.Attestations;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests;

/// <summary>Evidence as discovery would have found it: layers of a manifest that a place attaches to a digest.</summary>
internal static class Found
{
    /// <summary>A found piece that holds one layer.</summary>
    public static DiscoveredEvidence Layer(Digest subject, TestContent layer)
    {
        string annotations = string.Join(",", layer.Annotations.Select(pair => $"\"{JsonEncodedText.Encode(pair.Key)}\":\"{JsonEncodedText.Encode(pair.Value)}\""));
        byte[] manifest = Encoding.UTF8.GetBytes($$"""
            { "schemaVersion": 2, "mediaType": "{{MediaTypes.OciManifest}}",
              "config": { "mediaType": "{{MediaTypes.OciEmpty}}", "digest": "{{TestContent.Empty.Digest}}", "size": 2 },
              "layers": [ { "mediaType": "{{layer.MediaType}}", "digest": "{{layer.Digest}}", "size": {{layer.Bytes.Length}}, "annotations": { {{annotations}} } } ] }
            """);
        var carrier = (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(manifest));
        return new(subject, carrier.Digest, EvidenceLocation.Referrer, "the test's place") { Carrier = carrier, Content = VerifiedBytes.Hash(layer.Bytes) };
    }

    /// <summary>The pieces of evidence in one layer.</summary>
    public static IReadOnlyList<Evidence> Read(Digest subject, TestContent layer) => EvidenceReader.Read(Layer(subject, layer));

    /// <summary>The only piece of evidence in one layer, which has to be readable and able to carry a signature.</summary>
    public static SignedEvidence Signed(Digest subject, TestContent layer)
    {
        var evidence = Read(subject, layer).Single();
        return evidence as SignedEvidence ?? throw new AssertionException($"No signed evidence, but {evidence}: {(evidence as UnreadableEvidence)?.Failure}");
    }
}
