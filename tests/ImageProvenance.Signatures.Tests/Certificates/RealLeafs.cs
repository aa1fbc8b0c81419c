using System.Text.Json;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Signers' certificates of real bundles, read straight from their JSON.</summary>
internal static class RealLeafs
{
    /// <summary>Cases of the Sigstore conformance suite that are signed under the public good instance.</summary>
    public static readonly string[] Cases =
    [
        "happy-path-v0.1", "happy-path-v0.2", "happy-path-v0.3-new-mediaType", "dsse-mismatch-envelope_fail", "invalid-inclusion-proof_fail",
        "checkpoint-wrong-roothash_fail", "rekor2-checkpoint-cosigned", "rekor2-dsse-happy-path", "rekor2-timestamp-with-embedded-cert",
    ];

    public static Certificate Of(string name) => Read("sigstore-conformance", "bundle-verify", name, "bundle.sigstore.json");

    public static string[] RootOf(string name) => name.StartsWith("rekor2-", StringComparison.Ordinal) || name.StartsWith("intoto-", StringComparison.Ordinal)
        ? ["sigstore-conformance", "bundle-verify", name, "trusted_root.json"]
        : RealRoots.PublicGood;

    public static Certificate Read(params string[] path)
    {
        string text = File.ReadAllText(SharedData.Path(path));
        using var bundle = JsonDocument.Parse(path[^1].EndsWith(".jsonl", StringComparison.Ordinal) ? text.Split('\n')[0] : text);
        var material = bundle.RootElement.GetProperty("verificationMaterial");
        var certificate = material.TryGetProperty("certificate", out var single) ? single : material.GetProperty("x509CertificateChain").GetProperty("certificates")[0];
        return Certificate.Parse(certificate.GetProperty("rawBytes").GetBytesFromBase64());
    }
}
