namespace ImageProvenance.Core.Tests;

public sealed class DockerScoutTests
{
    [TestCase("docker.io/acme/dhi-python", "registry.scout.docker.com/acme/dhi-python")]
    [TestCase("acme/dhi-python", "registry.scout.docker.com/acme/dhi-python")]
    [TestCase("registry-1.docker.io/acme/dhi-python", "registry.scout.docker.com/acme/dhi-python")]
    [TestCase("dhi.io/python", "registry.scout.docker.com/dhi/python")]
    [TestCase("DHI.io:443/python", "registry.scout.docker.com/dhi/python")]
    public void Docker_keeps_the_evidence_of_hardened_images_under_the_same_path(string image, string evidence) =>
        Assert.That(DockerScout.EvidenceOf(ImageRepository.Parse(image))?.Name, Is.EqualTo(evidence));

    [TestCase("ghcr.io/acme/dhi-python")]
    [TestCase("docker.io.evil.example/acme/app")]
    [TestCase("dhi.io:8443/python")]
    public void Of_images_from_elsewhere_it_keeps_none(string image) =>
        Assert.That(DockerScout.EvidenceOf(ImageRepository.Parse(image)), Is.Null);
}
