namespace ImageProvenance.Core.Tests;

public sealed class MediaTypesTests
{
    [TestCase(MediaTypes.OciIndex, true, false, false)]
    [TestCase(MediaTypes.DockerIndex, true, false, false)]
    [TestCase(MediaTypes.OciManifest, false, true, false)]
    [TestCase(MediaTypes.DockerManifest, false, true, false)]
    [TestCase(MediaTypes.OciConfig, false, false, true)]
    [TestCase(MediaTypes.DockerConfig, false, false, true)]
    [TestCase("application/vnd.docker.distribution.manifest.v1+json", false, false, false)]
    [TestCase("application/vnd.docker.distribution.manifest.v1+prettyjws", false, false, false)]
    [TestCase("APPLICATION/VND.OCI.IMAGE.INDEX.V1+JSON", false, false, false)]
    [TestCase("", false, false, false)]
    [TestCase(null, false, false, false)]
    public void Indexes_manifests_and_configurations_are_told_apart(string? mediaType, bool index, bool manifest, bool config) =>
        Assert.That((MediaTypes.IsIndex(mediaType), MediaTypes.IsManifest(mediaType), MediaTypes.IsConfig(mediaType)), Is.EqualTo((index, manifest, config)));

    [TestCase("application/vnd.dev.sigstore.bundle.v0.3+json", true)]
    [TestCase("application/vnd.dev.sigstore.bundle+json;version=0.1", true)]
    [TestCase("application/json", false)]
    [TestCase(null, false)]
    public void A_bundle_of_any_version_is_a_bundle(string? mediaType, bool isBundle) =>
        Assert.That(MediaTypes.IsSigstoreBundle(mediaType), Is.EqualTo(isBundle));

    [TestCase(MediaTypes.Dsse, true)]
    [TestCase("application/vnd.in-toto.provenance+dsse", true)]
    [TestCase("application/vnd.in-toto+json", false)]
    [TestCase("application/vnd.in-toto.provenance+json", false)]
    [TestCase("text/vnd.in-toto.provenance+dsse", false)]
    [TestCase(null, false)]
    public void An_envelope_is_known_by_its_general_type_or_by_its_suffix(string? mediaType, bool isDsse) =>
        Assert.That(MediaTypes.IsDsse(mediaType), Is.EqualTo(isDsse));
}
