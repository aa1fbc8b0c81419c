using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageProvenance.Attestations;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Entries of real images and releases in the public log, over years and from different clients.</summary>
public sealed class RealEntryTests
{
    private static IEnumerable<TestCaseData> Bundles()
    {
        foreach (string file in (string[])[
            "1-public.ecr.aws/blobs/sha256/2b4c5c9d02679447fac16423a8f30512d32779434b4cd09ec4e37c370fca72f8",
            "2-ghcr.io/blobs/sha256/ecb58f9176a603e8800a1e7669b96a58717eb8201f775ae3de20265139cc4ad7",
            "3-docker.io/blobs/sha256/3417fe347c7333c5f6e46f507ebd6fe83ef14417676c67827d148c2679e3ab45"])
            yield return new TestCaseData("docker/docker-actions-toolkit/signed-attestation-manifests/" + file, "dsse 0.0.1").SetArgDisplayNames(file[..12]);
        yield return new TestCaseData("github-attestations/sigstore-js-2.1.0-bundle.json", "intoto 0.0.2").SetArgDisplayNames("sigstore-js");
        yield return new TestCaseData("github-attestations/sigstore-js-2.1.0-bundle-v0.1.json", "intoto 0.0.2").SetArgDisplayNames("sigstore-js v0_1");
        foreach (string version in (string[])["v1.7.0", "v1.9.0", "v2.0.0"])
            yield return new TestCaseData($"slsa-verifier/gha_container-based/{version}/binary-linux-amd64-workflow_dispatch.intoto.{(version == "v1.7.0" ? "sigstore" : "build.slsa")}", "intoto 0.0.2")
                .SetArgDisplayNames($"slsa {version.Replace('.', '_')}");
    }

    [TestCaseSource(nameof(Bundles))]
    public void The_entry_of_a_real_bundle_holds(string file, string kind)
    {
        // The oldest bundle has the root in its chain, for which it is refused: here it is about the entry.
        var json = JsonNode.Parse(File.ReadAllBytes(SharedData.Path(file.Split('/'))))!;
        if (json["verificationMaterial"]!["x509CertificateChain"]?["certificates"] is JsonArray { Count: > 1 } chain)
            chain.RemoveRange(1, chain.Count - 1);
        var bundle = SigstoreBundle.Parse(Some.Utf8(json.ToJsonString()));

        Assert.That(RealLogs.Verdict(bundle.TlogEntries, RealLogs.PieceOf(bundle, null), RealLogs.PublicGood, out var verified), Is.Null);
        Assert.That(verified!.Entry.Kind, Is.EqualTo(kind));
        Assert.That(verified.Time, Is.Not.Null);
    }

    [TestCase("v1.4.0", "intoto 0.0.1")]
    [TestCase("v1.6.0", "intoto 0.0.1")]
    [TestCase("v1.8.0", "intoto 0.0.1")]
    [TestCase("v1.9.0", "intoto 0.0.1")]
    [TestCase("v2.0.0", "dsse 0.0.1")]
    public void The_entry_beside_a_real_attestation_holds(string version, string kind)
    {
        string blobs = SharedData.Path("slsa-verifier", "gha_generic_container", version, "container_workflow_dispatch", "blobs", "sha256");
        var (layer, annotations) = FindLayer(blobs);
        var envelope = DsseEnvelope.Parse(File.ReadAllBytes(Path.Combine(blobs, layer.Hex)));
        var piece = new SignedPiece
        {
            Carrier = PieceCarrier.Annotations,
            Message = SignedMessage.Of(envelope.SignedBytes),
            Signature = envelope.Signatures[0].Signature,
            Certificate = Certificate.Parse(Convert.FromBase64String(string.Concat(annotations.Certificate!.Split('\n').Where(line => !line.StartsWith('-'))))),
            Envelope = envelope,
            EnvelopeSignature = envelope.Signatures[0],
            LayerDigest = layer,
        };
        var entry = RekorBundle.Parse(annotations.RekorBundle!)!;

        Assert.That(RealLogs.Verdict([entry], piece, RealLogs.PublicGood, out var verified), Is.Null);
        Assert.That(verified!.Entry.Kind, Is.EqualTo(kind));
        Assert.That(verified.Time!.Time, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(entry.IntegratedTime!.Value)));
        Assert.That(piece.Certificate!.Validity.Contains(verified.Time.Time), Is.True);
    }

    private static (Digest Layer, CosignAnnotations Annotations) FindLayer(string blobs)
    {
        foreach (string file in Directory.GetFiles(blobs))
        {
            byte[] content = File.ReadAllBytes(file);
            if (!Encoding.UTF8.GetString(content).Contains(CosignAnnotations.RekorBundleKey, StringComparison.Ordinal))
                continue;
            using var manifest = JsonDocument.Parse(content);
            var layer = manifest.RootElement.GetProperty("layers")[0];
            var annotations = layer.GetProperty("annotations").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
            return (Digest.Parse(layer.GetProperty("digest").GetString()!), CosignAnnotations.ReadBesideEnvelope(annotations));
        }

        throw new AssertionException($"No layer in {blobs} has a log entry.");
    }
}
