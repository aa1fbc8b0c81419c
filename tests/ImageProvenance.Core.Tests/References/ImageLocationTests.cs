namespace ImageProvenance.Core.Tests;

public sealed class ImageLocationTests
{
    private const string Hex = Some.Sha256Hex;

    [TestCase("ghcr.io/acme/app:1.2", "ghcr.io/acme/app:1.2")]
    [TestCase("app@sha256:" + Hex, "docker.io/library/app@sha256:" + Hex)]
    [TestCase("docker.io/library/alpine", "docker.io/library/alpine:latest")]
    [TestCase("ocimage", "docker.io/library/ocimage:latest")]
    [TestCase("oci/app:1", "docker.io/oci/app:1")]
    [TestCase("docker:1", "docker.io/library/docker:1")]
    public void A_text_without_a_known_scheme_is_a_registry_reference(string text, string printed)
    {
        var location = ImageLocation.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(location, Is.EqualTo(new RegistryLocation(ImageReference.Parse(printed))));
            Assert.That(location.Scheme, Is.EqualTo("registry"));
            Assert.That(location.ToString(), Is.EqualTo(printed));
            Assert.That(location.Digest, Is.EqualTo(ImageReference.Parse(text).Digest));
        });
    }

    private static IEnumerable<TestCaseData> PathSpellings()
    {
        yield return new("DIR", "DIR", null, null);
        yield return new("DIR:REF", "DIR", "REF", null);
        yield return new("DIR@sha256:" + Hex, "DIR", null, Some.Sha256);
        yield return new("DIR:REF@sha256:" + Hex, "DIR", "REF", Some.Sha256);
        yield return new("DIR@" + Some.Sha512, "DIR", null, Some.Sha512);
        yield return new("/a/b.c", "/a/b.c", null, null);
        yield return new("./a@b/c", "./a@b/c", null, null);
        yield return new("a:ghcr.io/acme/app:1", "a", "ghcr.io/acme/app:1", null);
        yield return new(@"C:\images\app", @"C:\images\app", null, null);
        yield return new(@"c:\images\app:REF", @"c:\images\app", "REF", null);
        yield return new("C:/images/app@sha256:" + Hex, "C:/images/app", null, Some.Sha256);
        yield return new("C:REF", "C", "REF", null);
        yield return new(@"CD:\x", "CD", @"\x", null);
    }

    [TestCaseSource(nameof(PathSpellings))]
    public void A_layout_is_a_folder_with_a_name_or_a_digest(string rest, string path, string? name, Digest? digest)
    {
        var location = ImageLocation.Parse("oci:" + rest);

        Assert.That(location, Is.EqualTo(new LayoutLocation(path, name, digest)));
        Assert.That((location.Scheme, location.Digest, location.ToString()), Is.EqualTo(("oci", digest, "oci:" + rest)));
    }

    [TestCaseSource(nameof(PathSpellings))]
    public void An_archive_is_a_file_with_a_name_or_a_digest(string rest, string path, string? name, Digest? digest)
    {
        var location = ImageLocation.Parse("oci-archive:" + rest);

        Assert.That(location, Is.EqualTo(new ArchiveLocation(path, name, digest)));
        Assert.That((location.Scheme, location.Digest, location.ToString()), Is.EqualTo(("oci-archive", digest, "oci-archive:" + rest)));
    }

    [TestCase("oci:", TestName = "A layout without a folder is refused")]
    [TestCase("oci::REF", TestName = "A name without a folder is refused")]
    [TestCase("oci:DIR:", TestName = "An empty name is refused")]
    [TestCase("oci:@sha256:" + Hex, TestName = "A digest without a folder is refused")]
    [TestCase("oci:DIR@sha256:abc", TestName = "A short digest of a layout is refused")]
    [TestCase("oci:DIR@sha256:../../x", TestName = "A digest of a layout that climbs is refused")]
    [TestCase("oci:DIR@sha1:0123456789abcdef0123456789abcdef01234567", TestName = "A digest of a layout by SHA-1 is refused")]
    [TestCase("oci-archive:", TestName = "An archive without a file is refused")]
    [TestCase("oci-archive:FILE:", TestName = "An empty name in an archive is refused")]
    [TestCase("containerd:x@sha256:abc", TestName = "A short digest in a place of the host's own is refused")]
    [TestCase("containerd:", TestName = "A scheme of the host's own without a rest is refused")]
    [TestCase("", TestName = "The empty location is refused")]
    [TestCase("docker://alpine", TestName = "Another tool's scheme is refused")]
    public void A_text_of_another_shape_is_no_location(string text) =>
        Assert.That(() => ImageLocation.Parse(text, "containerd"), Throws.InstanceOf<FormatException>());

    [Test]
    public void A_known_scheme_wins_over_a_repository_of_that_name()
    {
        Assert.That(ImageLocation.Parse("oci:latest"), Is.EqualTo(new LayoutLocation("latest")));
        Assert.That(ImageLocation.Parse("oci-archive:1.2"), Is.EqualTo(new ArchiveLocation("1.2")));
        Assert.That(ImageLocation.Parse("containerd:1.2"), Is.InstanceOf<RegistryLocation>());
        Assert.That(ImageLocation.Parse("containerd:1.2", "containerd"), Is.EqualTo(new CustomLocation("containerd", "1.2")));
    }

    [Test]
    public void A_scheme_in_upper_case_is_none() =>
        Assert.That(() => ImageLocation.Parse("OCI:latest"), Throws.InstanceOf<FormatException>());

    [Test]
    public void A_place_of_the_hosts_own_keeps_its_text_and_its_digest()
    {
        var location = ImageLocation.Parse($"containerd:k8s.io/app@{Some.Sha256}", "podman", "containerd");

        Assert.Multiple(() =>
        {
            Assert.That(location, Is.EqualTo(new CustomLocation("containerd", $"k8s.io/app@{Some.Sha256}", Some.Sha256)));
            Assert.That(location.Scheme, Is.EqualTo("containerd"));
            Assert.That(location.Digest, Is.EqualTo(Some.Sha256));
            Assert.That(location.ToString(), Is.EqualTo($"containerd:k8s.io/app@{Some.Sha256}"));
        });
    }

    [TestCase("alpine:3", "docker.io/library/alpine@")]
    [TestCase("oci:DIR", "oci:DIR@")]
    [TestCase("oci:DIR:REF", "oci:DIR@")]
    [TestCase("oci-archive:FILE:REF", "oci-archive:FILE@")]
    [TestCase("own:a/b", "own:a/b@")]
    [TestCase("own:a/b@sha256:" + Hex, "own:a/b@")]
    public void A_pinned_location_names_the_same_place_and_exactly_one_image(string text, string printed)
    {
        var pinned = ImageLocation.Parse(text, "own").Pin(Some.Sha512);

        Assert.That(pinned.Digest, Is.EqualTo(Some.Sha512));
        Assert.That(pinned.ToString(), Is.EqualTo(printed + Some.Sha512));
        Assert.That(ImageLocation.Parse(pinned.ToString(), "own"), Is.EqualTo(pinned));
    }

    [Test]
    public void A_custom_location_whose_text_does_not_end_with_its_digest_is_a_mistake_of_the_caller()
    {
        Assert.That(() => new CustomLocation("own", "a/b", Some.Sha256), Throws.ArgumentException);
        Assert.That(() => new CustomLocation("own", $"a/b@{Some.Sha512}", Some.Sha256), Throws.ArgumentException);
    }
}
