using System.Text.Json;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>
/// The shape of Docker Hardened Images: unsigned statements that refer to the image, each signed by simple signing that
/// refers to its manifest, all in a repository of Docker Scout's registry. With a key of the tests: what Docker publishes is not public.
/// </summary>
public class HardenedImageTests
{
    private const string Organisation = "acme/dhi-python";
    private static readonly string Scout = $"registry.scout.docker.com/{Organisation}";

    private static (TestScene Scene, TestContent Attestation, TestContent Signature) Publish()
    {
        var scene = new TestScene();
        scene.Registry.Push($"{Organisation}:1", TestImage.FromScratch());

        // The registry in memory answers for every host: only the copy under another path has evidence.
        var copy = scene.Registry.Push("acme/scout:1", TestImage.FromScratch());
        byte[] statement = CosignArtifacts.Statement(copy.Digest, TestScene.SlsaV02, TestScene.Provenance, "pkg:docker/dhi/python");
        var attestation = copy.Attach(MediaTypes.InToto, MediaTypes.InToto, statement, new Dictionary<string, string> { ["in-toto.io/predicate-type"] = TestScene.SlsaV02 });
        var signature = copy.At(attestation.Digest).Attach(new Referrer(MediaTypes.CosignSignatureArtifact,
            CosignArtifacts.SignatureLayer(TestScene.Key, CosignArtifacts.SimpleSigningPayload(attestation.Digest, "registry.scout.docker.com/dhi/python"))));
        return (scene, attestation, signature);
    }

    private static Task<ImageEvidence> InspectAsync(TestScene scene) =>
        scene.Verifier.InspectAsync(new ImageRequest(ImageLocation.Parse($"docker.io/{Organisation}:1")) { EvidenceFrom = [ImageRepository.Parse("registry.scout.docker.com/acme/scout")] });

    [Test]
    public async Task Attestation_and_signature_are_shown_as_a_tree_below_the_image()
    {
        var (scene, attestation, signature) = Publish();
        using var _ = scene;
        var evidence = await InspectAsync(scene);
        using var json = JsonDocument.Parse(evidence.ToTreeJson());
        var platform = json.RootElement.GetProperty("subjects").EnumerateArray().Single();
        Assert.That(platform.GetProperty("evidence")[0].GetProperty("predicateType").GetString(), Is.EqualTo(TestScene.SlsaV02));
        var below = platform.GetProperty("subjects").EnumerateArray().Single();
        Assert.That(below.GetProperty("digest").GetString(), Is.EqualTo(attestation.Digest.ToString()));
        Assert.That(below.GetProperty("evidence")[0].GetProperty("id").GetString(), Is.EqualTo($"{signature.Digest}/0/0"));
        Assert.That(below.GetProperty("evidence")[0].GetProperty("kind").GetString(), Is.EqualTo("signature"));
        Assert.That(evidence.Explain(), Does.Match($"(?s){platform.GetProperty("digest").GetString()}.*carried by  {attestation.Digest}.*signature"));
    }

    [Test]
    public async Task The_signature_proves_the_attestation_manifest_and_nothing_about_the_image()
    {
        var (scene, attestation, _) = Publish();
        using var __ = scene;
        var signed = (await InspectAsync(scene)).All.Single(piece => piece.Kind == "signature");
        Assert.That(signed.Subject, Is.EqualTo(attestation.Digest));
        var trust = new TrustPlan([PublicKey.FromPem(TestScene.Key.PublicKeyPem)]);
        var provider = new PublicKeyProvider();
        Assert.That(provider.Verify(Subject.Of(attestation.Digest), (SignedEvidence)signed.Evidence!, trust, DateTimeOffset.UnixEpoch).IsProven, Is.True);
        Assert.That(provider.Verify(Subject.Of(scene.Image.Digest), (SignedEvidence)signed.Evidence!, trust, DateTimeOffset.UnixEpoch).IsProven, Is.False);
    }

    [Test]
    public async Task Verifying_does_not_read_evidence_of_evidence_that_no_rule_asks_for()
    {
        var (scene, attestation, _) = Publish();
        using var __ = scene;
        var request = new ImageRequest(ImageLocation.Parse($"docker.io/{Organisation}:1")) { EvidenceFrom = [ImageRepository.Parse("registry.scout.docker.com/acme/scout")] };
        await scene.Verifier.VerifyAsync(request, TestScene.Signed);
        Assert.That(scene.Registry.Requests.Select(asked => asked.Path), Has.None.Contains($"referrers/{attestation.Digest}"));
    }

    [Test]
    public void Docker_scout_has_the_path_of_a_mirror_in_an_organisation_of_ones_own() =>
        Assert.That(DockerScout.EvidenceOf(ImageRepository.Parse($"docker.io/{Organisation}"))!.Name, Is.EqualTo(Scout));
}
