namespace ImageProvenance.Core.Tests;

public sealed class ImageRepositoryTests
{
    [TestCase("ghcr.io/acme/signatures", "ghcr.io/acme/signatures")]
    [TestCase("acme/app", "docker.io/acme/app")]
    [TestCase("alpine", "docker.io/library/alpine")]
    [TestCase("index.docker.io/acme/app", "docker.io/acme/app")]
    [TestCase("Registry.Example:443/acme/app", "registry.example/acme/app")]
    [TestCase("localhost:5000/acme/app", "localhost:5000/acme/app")]
    public void A_repository_is_normalised_as_images_are(string text, string name)
    {
        var repository = ImageRepository.Parse(text);
        Assert.That((repository.Name, repository.ToString()), Is.EqualTo((name, name)));
        Assert.That(((RegistryLocation)repository.ToLocation()).Reference.Name, Is.EqualTo(name));
        Assert.That(ImageRepository.Of(ImageReference.Parse($"{text}:1.2")), Is.EqualTo(repository));
    }

    [Test]
    public void Its_place_is_in_its_registry_whatever_a_text_of_that_name_would_mean()
    {
        var repository = new ImageRepository(RegistryName.Parse("intranet"), RepositoryName.Parse("acme/app"));
        Assert.That(((RegistryLocation)repository.ToLocation()).Reference.Registry, Is.EqualTo(repository.Registry));
    }

    [TestCase("ghcr.io/acme/app:1.2")]
    [TestCase("acme/app@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("ghcr.io/Acme/app")]
    [TestCase("ghcr.io/acme/../app")]
    [TestCase("https://ghcr.io/acme/app")]
    [TestCase("ghcr.io/")]
    [TestCase("")]
    [TestCase("acme/app\n")]
    public void A_tag_a_digest_or_what_is_no_name_is_refused(string text)
    {
        Assert.That(ImageRepository.TryParse(text, out _), Is.False);
        Assert.That(Assert.Throws<FormatException>(() => ImageRepository.Parse(text))!.Message, Does.Contain("registry/repository"));
    }
}
