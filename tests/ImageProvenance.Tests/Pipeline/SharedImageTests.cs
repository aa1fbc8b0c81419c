using System.Text.Json;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Layouts and archives of other projects are shown without error.</summary>
public class SharedImageTests
{
    [TestCase("unsigned-image")]
    [TestCase("unsigned-index")]
    [TestCase("no-provenance-index")]
    [TestCase("containerd-subject-layout")]
    [TestCase("missing-subject-layout")]
    public async Task Layouts_of_docker_attest_are_shown(string name) =>
        await ShowAsync($"oci:{SharedData.Path("docker", "docker-attest", name)}");

    [TestCase("hello-oci-multiplatform-gzip.tar")]
    [TestCase("hello-oci-gzip.tar")]
    [TestCase("hello-oci-uncompressed.tar")]
    [TestCase("hello-oci-zstd.tar")]
    public async Task Archives_of_buildx_are_shown(string name) =>
        await ShowAsync($"oci-archive:{SharedData.Path("docker", "docker-actions-toolkit", "oci-archives", name)}");

    [TestCase("1-public.ecr.aws")]
    [TestCase("2-ghcr.io")]
    [TestCase("3-docker.io")]
    public async Task Signed_attestation_manifests_are_shown_with_their_bundles(string name)
    {
        string folder = SharedData.Path("docker", "docker-actions-toolkit", "signed-attestation-manifests", name);
        using var index = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "index.json")));
        string attestation = index.RootElement.GetProperty("manifests").EnumerateArray()
            .First(manifest => manifest.GetProperty("artifactType").GetString() == MediaTypes.DockerAttestationManifest).GetProperty("digest").GetString()!;
        var evidence = await ShowAsync($"oci:{folder}@{attestation}");
        Assert.That(evidence.All.Select(piece => piece.Format), Does.Contain("sigstore-bundle"));
    }

    [TestCase("v1.4.0")]
    [TestCase("v1.6.0")]
    [TestCase("v1.8.0")]
    [TestCase("v1.9.0")]
    [TestCase("v2.0.0")]
    public async Task Layouts_of_slsa_verifier_are_shown_with_signed_provenance(string version)
    {
        var evidence = await ShowAsync($"oci:{SharedData.Path("slsa-verifier", "gha_generic_container", version, "container_workflow_dispatch")}");
        Assert.That(evidence.Provenance, Is.Not.Empty);
        Assert.That(evidence.Provenance.Select(said => said.IsAuthenticated), Is.All.False);
    }

    private static async Task<ImageEvidence> ShowAsync(string location)
    {
        using var verifier = new ImageVerifier();
        var evidence = await verifier.InspectAsync(location);
        Assert.That(evidence.Error, Is.Null);
        Assert.That(evidence.Unread, Is.Empty);
        Assert.That(evidence.Platforms, Is.Not.Empty);
        Assert.That(() => evidence.ToJson() + evidence.ToTreeJson() + evidence.ToProvenanceJson() + evidence.Explain(), Throws.Nothing);
        return evidence;
    }
}
