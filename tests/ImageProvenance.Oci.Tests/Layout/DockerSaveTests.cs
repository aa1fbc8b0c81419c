namespace ImageProvenance.Oci.Tests;

/// <summary>Tarballs of <c>docker save</c>, with a layout inside and without.</summary>
public sealed class DockerSaveTests
{
    private static readonly Content Config = Content.Config();
    private static readonly Content One = Content.Image(Config, "one");
    private static readonly Content Two = Content.Image(Config, "two");

    private static ImageLocationException NoImage(string location) => Assert.ThrowsAsync<ImageLocationException>(() => Reading.ResolveAsync(location))!;

    [Test]
    public async Task The_only_image_needs_no_name()
    {
        using var folder = new LayoutFolder();
        string tar = DockerSave.Write(folder.Path, (One, Config, "docker.io/library/alpine", "3"));
        using var reader = Reading.Layout($"oci-archive:{tar}");
        var found = await Reading.DiscoverAsync(reader);
        Assert.That((found.Image.Digest, found.Platforms.Single().Key), Is.EqualTo((One.Digest, "linux/amd64")));
    }

    [TestCase("docker.io/library/alpine:3")]
    [TestCase("alpine:3")]
    [TestCase("docker.io/alpine:3")]
    public async Task Of_several_images_one_is_chosen_by_its_name_as_docker_shows_it_or_in_full(string name)
    {
        using var folder = new LayoutFolder();
        string tar = DockerSave.Write(folder.Path, (Two, Config, "ghcr.io/acme/app", "3"), (One, Config, "docker.io/library/alpine", "3"));
        Assert.That((await Reading.ResolveAsync($"oci-archive:{tar}:{name}")).Digest, Is.EqualTo(One.Digest));
        Assert.That((await Reading.ResolveAsync($"oci-archive:{tar}@{Two.Digest}")).Digest, Is.EqualTo(Two.Digest));
    }

    [TestCase("")]
    [TestCase(":3")]
    [TestCase(":acme/app:3")]
    [TestCase(":alpine:latest")]
    [TestCase(":alpine")]
    public void A_name_of_several_images_or_of_none_is_refused_with_what_there_is(string name)
    {
        using var folder = new LayoutFolder();
        string tar = DockerSave.Write(folder.Path, (Two, Config, "ghcr.io/acme/app", "3"), (One, Config, "docker.io/library/alpine", "3"));
        var refused = NoImage($"oci-archive:{tar}{name}");
        Assert.That(refused.Candidates, Is.EqualTo(new[] { $"ghcr.io/acme/app:3 ({Two.Digest})", $"docker.io/library/alpine:3 ({One.Digest})" }));
    }

    [Test]
    public void A_bare_tag_is_no_repository_of_Docker_Hubs()
    {
        using var layout = new LayoutFolder().Blobs(One).Index(One.Named("alpine"));
        Assert.That(NoImage($"oci:{layout.Path}:docker.io/library/alpine:latest").Candidates, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_image_that_was_saved_under_two_names_is_one()
    {
        using var folder = new LayoutFolder();
        string tar = DockerSave.Write(folder.Path, (One, Config, "docker.io/acme/app", "1"), (One, Config, "docker.io/acme/app", "latest"));
        Assert.That((await Reading.ResolveAsync($"oci-archive:{tar}")).Digest, Is.EqualTo(One.Digest));
        Assert.That((await Reading.ResolveAsync($"oci-archive:{tar}:acme/app")).Digest, Is.EqualTo(One.Digest));
    }

    [Test]
    public void A_legacy_archive_is_refused_with_why_and_a_way_out()
    {
        using var folder = new LayoutFolder();
        string tar = DockerSave.WriteLegacy(folder.Path, Config);
        string message = NoImage($"oci-archive:{tar}").Message;
        Assert.That(message, Does.Contain("docker save").And.Contain("no digest that a signature could name").And.Contain("skopeo copy"));
        Assert.That(NoImage($"oci-archive:{tar}:acme/app:1").Message, Is.EqualTo(message));
        Assert.That(NoImage($"oci-archive:{tar}@{One.Digest}").Message, Is.EqualTo(message));
    }
}
