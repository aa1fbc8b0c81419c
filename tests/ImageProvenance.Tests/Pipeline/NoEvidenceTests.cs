using ImageProvenance.Attestations;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Where there is nothing, nothing is proven.</summary>
public class NoEvidenceTests
{
    private static readonly VerificationPolicy[] Policies = [TestScene.Signed, TestScene.Attested, TestScene.Consistent];

    private static readonly Dictionary<string, Action<TestScene>> Emptiness = new()
    {
        ["nothing at all"] = _ => { },
        ["an empty list of referrers"] = scene => scene.AnswerPath("/referrers/", Index("""{"schemaVersion":2,"manifests":[]}""")),
        ["a list of referrers that is null"] = scene => scene.AnswerPath("/referrers/", Index("""{"schemaVersion":2,"manifests":null}""")),
        ["an empty referrers tag"] = scene => scene.AnswerPath($"/manifests/sha256-{scene.Image.Digest.Hex}", Index("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""")),
        ["a referrer without layers"] = scene => scene.Image.Attach(new Referrer(MediaTypes.SigstoreBundle)),
        ["signatures without layers"] = scene => scene.Image.AttachTag("sig"),
        ["attestations without layers"] = scene => scene.Image.AttachTag("att"),
        ["an empty layer"] = scene => scene.Image.Attach(MediaTypes.SigstoreBundle, MediaTypes.SigstoreBundle, default),
        ["an empty bundle"] = scene => scene.Image.Attach(MediaTypes.SigstoreBundle, MediaTypes.SigstoreBundle, "{}"u8.ToArray()),
        ["an envelope without signatures"] = scene => scene.Image.AttachTag("att", new TestContent(MediaTypes.Dsse, """{"payloadType":"application/vnd.in-toto+json","payload":"e30=","signatures":[]}"""u8.ToArray())),
        ["a signature of no bytes"] = scene => scene.Image.AttachTag("sig", new TestContent(MediaTypes.CosignSimpleSigning, CosignArtifacts.SimpleSigningPayload(scene.Image.Digest, "x")) { Annotations = new Dictionary<string, string> { ["dev.cosignproject.cosign/signature"] = "" } }),
        ["a statement about nobody"] = scene => scene.AttachBundleOf("""{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"https://sigstore.dev/cosign/sign/v1"}"""u8.ToArray()),
    };

    private static IEnumerable<string> Names => Emptiness.Keys;

    // Incident CVE-2025-25204: exit code 0 where there were no attestations. Red where a requirement passes that no fact satisfies.
    [TestCaseSource(nameof(Names))]
    public async Task CVE_2025_25204_emptiness_proves_nothing(string name)
    {
        using var scene = new TestScene();
        Emptiness[name](scene);
        foreach (var policy in Policies)
            Verdict.IsDenied(await scene.VerifyAsync(policy));
    }

    // Incident CVE-2026-44310: a panic ended with exit code 0. Red where a run swallows what it does not know.
    [Test]
    public void CVE_2026_44310_what_nobody_foresaw_is_thrown_and_allows_nothing()
    {
        using var scene = new TestScene(configure: options => options with { SignatureProviders = [new BrokenProvider()] });
        scene.Image.SignWithBundle(TestScene.OtherKey);
        Assert.ThrowsAsync<NotSupportedException>(() => scene.VerifyAsync());
    }

    private static RegistryResponse Index(string json) => RegistryResponse.Content(MediaTypes.OciIndex, System.Text.Encoding.UTF8.GetBytes(json));

    private sealed class BrokenProvider : ISignatureProvider
    {
        public IReadOnlyList<string> SignerKinds { get; } = ["broken"];

        public IReadOnlyList<string> MediaTypes { get; } = [];

        public SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now) => throw new NotSupportedException("Broken.");
    }
}
