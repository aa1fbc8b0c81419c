using ImageProvenance.Tests;

namespace ImageProvenance.Oci.Tests;

/// <summary>Layouts and archives that real programs wrote.</summary>
public sealed class RealLayoutTests
{
    private static async Task<Discovery> DiscoverAsync(string location, DiscoveryPlan? plan = null)
    {
        using var reader = Reading.Layout(location);
        return await Reading.DiscoverAsync(reader, plan);
    }

    [TestCase("unsigned-image", 1)]
    [TestCase("unsigned-index", 2)]
    [TestCase("no-provenance-index", 2)]
    [TestCase("containerd-subject-layout", 1)]
    [TestCase("missing-subject-layout", 1)]
    public async Task Docker_attests_layouts_are_read(string name, int platforms)
    {
        var found = await DiscoverAsync($"oci:{SharedData.Path("docker", "docker-attest", name)}");
        Assert.That(found.Platforms, Has.Count.EqualTo(platforms));
        Assert.That(found.Unread, Is.Empty);
    }

    [Test]
    public async Task BuildKits_statements_are_found_for_their_platforms()
    {
        var found = await DiscoverAsync($"oci:{SharedData.Path("docker", "docker-attest", "unsigned-index")}");
        Assert.That(found.Evidence.Where(piece => piece.Content is not null).Select(piece => piece.Layer!.Annotations["in-toto.io/predicate-type"]).Distinct(),
            Does.Contain("https://slsa.dev/provenance/v0.2"));
        Assert.That(found.Evidence.Select(piece => piece.Failure), Is.All.Null);
    }

    [TestCase("hello-oci-gzip.tar", 1)]
    [TestCase("hello-oci-zstd.tar", 1)]
    [TestCase("hello-oci-uncompressed.tar", 1)]
    [TestCase("hello-oci-multiplatform-gzip.tar", 2)]
    public async Task Archives_of_buildx_are_read(string name, int platforms)
    {
        var found = await DiscoverAsync($"oci-archive:{SharedData.Path("docker", "docker-actions-toolkit", "oci-archives", name)}");
        Assert.That(found.Platforms.Select(platform => platform.Config), Is.All.Not.Null);
        Assert.That(found.Platforms, Has.Count.EqualTo(platforms));
        Assert.That(found.Unread, Is.Empty);
    }

    [TestCase("1-public.ecr.aws", "8fe63f8b055569015407e5bd0c78071e87cf921019249b8b7a913091f680a664")]
    [TestCase("2-ghcr.io", "c6fc458cc8718628e8fb8b699d2991056590e0fed4ea0d6f86583705202bdce4")]
    [TestCase("3-docker.io", "037107d7fd796553702f616bef63d7d54ea1f66a3305650b7b63f48ae0ef825b")]
    public async Task The_bundle_of_a_signed_attestation_manifest_is_found(string name, string digest)
    {
        string layout = SharedData.Path("docker", "docker-actions-toolkit", "signed-attestation-manifests", name);
        var found = await DiscoverAsync($"oci:{layout}@sha256:{digest}", Reading.JudgedOnly);
        Assert.That(found.Evidence.Single(piece => piece.Content is not null).Layer!.MediaType, Is.EqualTo(MediaTypes.SigstoreBundle));
        Assert.ThrowsAsync<ImageLocationException>(() => Reading.ResolveAsync($"oci:{layout}"), "nothing in it stands by itself");
    }

    [Test]
    public async Task A_lost_artifact_type_loses_no_signature()
    {
        string layout = SharedData.Path("docker", "docker-actions-toolkit", "signed-attestation-manifests", "2-ghcr.io");
        var subject = Digest.Parse("sha256:c6fc458cc8718628e8fb8b699d2991056590e0fed4ea0d6f86583705202bdce4");
        using var registry = new ScriptedRegistry();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(layout, "blobs", "sha256")))
        {
            var content = new Content(await File.ReadAllBytesAsync(file), "application/json");
            bool isList = content.Bytes.Length == 291;
            registry.OnManifest("acme/app", content, isList ? $"sha256-{subject.Hex}" : null).OnBlob("acme/app", content);
        }

        using var reader = Reading.Reader(new RegistryImageSource(registry), $"registry.example/acme/app@{subject}");
        var found = await Reading.DiscoverAsync(reader, Reading.JudgedOnly);
        var piece = found.Evidence.Single();
        Assert.That((piece.Location, piece.Carrier!.EffectiveArtifactType, piece.Content is not null), Is.EqualTo((EvidenceLocation.ReferrersTag, MediaTypes.SigstoreBundle, true)));
    }

    [TestCase("v1.4.0")]
    [TestCase("v1.6.0")]
    [TestCase("v1.8.0")]
    [TestCase("v1.9.0")]
    [TestCase("v2.0.0")]
    public async Task What_cosign_saved_is_found_with_its_attestations(string version)
    {
        string layout = SharedData.Path("slsa-verifier", "gha_generic_container", version, "container_workflow_dispatch");
        var found = await DiscoverAsync($"oci:{layout}", Reading.JudgedOnly);
        Assert.That(found.Evidence.Where(piece => piece.Content is not null).Select(piece => (piece.Location, MediaTypes.IsDsse(piece.Layer!.MediaType))), Is.Not.Empty.And.All.EqualTo((EvidenceLocation.CosignTag, true)));
        Assert.That(found.Unread, Is.Empty);
    }
}
