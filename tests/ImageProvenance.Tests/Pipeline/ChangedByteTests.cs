using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>A changed byte in anything that the verdict read is refused: in layouts, where nobody stands between.</summary>
public class ChangedByteTests
{
    private const int BytesOfSmallFile = 4096;

    [Test]
    public async Task A_changed_byte_in_image_carrier_or_bundle_is_refused()
    {
        using var scene = new TestScene();
        var carrier = scene.Image.SignWithBundle(TestScene.Key);
        await RefuseEveryChangeAsync(scene, TestScene.Signed, [scene.Image.Digest, .. Contents(carrier)]);
    }

    [Test]
    public async Task A_changed_byte_in_image_sig_manifest_or_payload_is_refused()
    {
        using var scene = new TestScene();
        var carrier = scene.Image.SignWithTag(TestScene.Key);
        await RefuseEveryChangeAsync(scene, TestScene.Signed, [scene.Image.Digest, .. Contents(carrier)]);
    }

    [Test]
    public async Task A_changed_byte_in_image_att_manifest_or_envelope_is_refused()
    {
        using var scene = new TestScene();
        var carrier = scene.Image.AttestWithTag(TestScene.Key, TestScene.SlsaV02, TestScene.Provenance);
        await RefuseEveryChangeAsync(scene, TestScene.Attested, [scene.Image.Digest, .. Contents(carrier)]);
    }

    [Test]
    public async Task A_changed_byte_in_index_platforms_configurations_or_statements_is_refused([Values] AttestationForm form)
    {
        var image = TestImage.FromScratch(new Platform("linux", "amd64"), new Platform("linux", "arm64")).WithBuildKitProvenance(new() { Form = form });
        using var scene = new TestScene(image);
        Digest[] configs = [.. image.PlatformManifests.Values.Select(manifest => ((ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(manifest.Bytes))).Config.Digest)];
        Digest[] statements = [.. image.AttestationManifests.Values.SelectMany(Contents)];
        await RefuseEveryChangeAsync(scene, TestScene.Consistent, [image.Digest, .. image.PlatformManifests.Values.Select(manifest => manifest.Digest), .. configs, .. statements], stride: 17);
    }

    [Test]
    public async Task A_layers_bytes_are_never_read()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        string layout = scene.SaveLayout();
        var manifest = (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(scene.Registry.FindManifest(TestScene.Repository, "1")!.Bytes));
        File.Delete(FileOf(layout, manifest.Layers[0].Digest));
        File.Delete(FileOf(layout, manifest.Config.Digest));
        Verdict.IsAllowed(await scene.Verifier.VerifyAsync($"oci:{layout}@{scene.Image.Digest}", TestScene.Signed));
    }

    [Test]
    public async Task A_file_that_is_missing_or_empty_is_refused()
    {
        using var scene = new TestScene();
        var carrier = scene.Image.SignWithBundle(TestScene.Key);
        foreach (var digest in Contents(carrier))
        {
            string layout = scene.SaveLayout();
            File.WriteAllBytes(FileOf(layout, digest), []);
            Verdict.IsDenied(await scene.Verifier.VerifyAsync($"oci:{layout}@{scene.Image.Digest}", TestScene.Signed));
            File.Delete(FileOf(layout, digest));
            Verdict.IsDenied(await scene.Verifier.VerifyAsync($"oci:{layout}@{scene.Image.Digest}", TestScene.Signed));
        }
    }

    [Test]
    public async Task A_changed_byte_in_the_list_of_a_layout_never_lets_another_image_pass()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        string layout = scene.SaveLayout();
        string file = Path.Combine(layout, "index.json");
        byte[] good = await File.ReadAllBytesAsync(file);
        for (int at = 0; at < good.Length; at++)
        {
            await File.WriteAllBytesAsync(file, Changed(good, at));
            try
            {
                var report = await scene.Verifier.VerifyAsync($"oci:{layout}:1", TestScene.Signed);
                Assert.That(report.IsAllowed && report.Image.Digest != scene.Image.Digest, Is.False, $"byte {at}");
                Assert.That(report.Decision, Is.EqualTo(Decision.Allow).Or.EqualTo(Decision.Deny), $"byte {at}");
            }
            catch (ImageLocationException)
            {
                // Documented: the layout no longer holds what is named.
            }
        }
    }

    private static async Task RefuseEveryChangeAsync(TestScene scene, VerificationPolicy policy, IReadOnlyList<Digest> read, int stride = 1)
    {
        string layout = scene.SaveLayout();
        string location = $"oci:{layout}@{scene.Image.Digest}";
        Verdict.IsAllowed(await scene.Verifier.VerifyAsync(location, policy));
        foreach (var digest in read.Distinct())
        {
            string file = FileOf(layout, digest);
            byte[] good = await File.ReadAllBytesAsync(file);
            for (int at = 0; at < good.Length; at += good.Length > BytesOfSmallFile ? 17 * stride : stride)
            {
                await File.WriteAllBytesAsync(file, Changed(good, at));
                var report = await scene.Verifier.VerifyAsync(location, policy);
                Assert.That(report.Decision, Is.EqualTo(Decision.Deny), $"byte {at} of {digest}: {report.Explain()}");
                var failures = report.Evidence.Select(piece => piece.Failure).Append(report.Error).OfType<Failure>().ToList();
                bool isNamed = failures.Exists(failure => failure is { Code: "digest-mismatch" } && failure.Expected == digest.ToString() && failure.Actual == Digest.Of(Changed(good, at)).ToString());

                // A referrer that no longer says whom it refers to is not found any more: then it is what is missing.
                Assert.That(isNamed || Verdict.CodesOf(report.Tree).Any(code => code is "signature-missing" or "attestation-missing"), $"byte {at} of {digest}: {report.Explain()}");
            }

            await File.WriteAllBytesAsync(file, good);
        }
    }

    private static IEnumerable<Digest> Contents(TestContent carrier) =>
        ((ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(carrier.Bytes))).Layers.Select(layer => layer.Digest).Prepend(carrier.Digest);

    private static byte[] Changed(byte[] good, int at)
    {
        byte[] bad = [.. good];
        bad[at] ^= (byte)(1 << (at % 7));
        return bad;
    }

    private static string FileOf(string layout, Digest digest) => Path.Combine(layout, "blobs", "sha256", digest.Hex);
}
