namespace ImageProvenance.Oci.Tests;

public sealed class LocationTableTests
{
    private static LocationRule Rule(string prefix, string mirror) => new(RepositoryPrefix.Parse(prefix)) { Mirrors = [RepositoryPrefix.Parse(mirror)] };

    private static readonly LocationTable Table = new(
    [
        Rule("docker.io", "mirror.example/hub"),
        Rule("docker.io/acme", "acme.example"),
        Rule("docker.io/acme/app", "app.example/one"),
        Rule("ghcr.io/acme/app", "mirror.example"),
        Rule("Quay.io:443", "mirror.example/quay"),
    ]);

    [TestCase("alpine:3", "mirror.example/hub/library/alpine:3")]
    [TestCase("registry-1.docker.io/library/alpine:3", "mirror.example/hub/library/alpine:3")]
    [TestCase("acme/tools", "acme.example/tools:latest")]
    [TestCase("acmes/tools", "mirror.example/hub/acmes/tools:latest")]
    [TestCase("acme/app:1", "app.example/one:1")]
    [TestCase("acme/app/sub:1", "app.example/one/sub:1")]
    [TestCase("acme/application:1", "acme.example/application:1")]
    [TestCase("quay.io/x/y:1", "mirror.example/quay/x/y:1")]
    [TestCase("ghcr.io/acme/app:1", null)]
    [TestCase("ghcr.io/acme/app/sub:1", "mirror.example/sub:1")]
    [TestCase("ghcr.io/acme/application:1", null)]
    [TestCase("example.com/acme/app:1", null)]
    public void The_longest_prefix_that_ends_at_a_component_decides(string image, string? mirror)
    {
        var reference = ImageReference.Parse(image);
        var found = Table.Find(reference);
        Assert.That(found.Mirrors.Select(at => at.ToString()), Is.EqualTo(mirror is null ? [] : new[] { mirror }));
        Assert.That(found.Source, Is.EqualTo(reference));
    }

    [Test]
    public void A_digest_goes_along()
    {
        var digest = Content.Image().Digest;
        Assert.That(Table.Find(ImageReference.Parse($"alpine:3@{digest}")).Mirrors.Single().ToString(), Is.EqualTo($"mirror.example/hub/library/alpine:3@{digest}"));
    }

    [Test]
    public void A_mirror_without_a_dot_in_its_name_is_no_path_of_docker_hub_s() =>
        Assert.That(new LocationTable([Rule("docker.io", "mirror")]).Find(ImageReference.Parse("alpine")).Mirrors.Single().Registry.Value, Is.EqualTo("mirror"));

    [Test]
    public void Two_rules_for_one_prefix_are_refused() =>
        Assert.Throws<ArgumentException>(() => _ = new LocationTable([Rule("docker.io/a", "x.example"), Rule("registry-1.docker.io/a", "y.example")]));

    [TestCase("")]
    [TestCase("docker.io/")]
    [TestCase("docker.io/Acme")]
    [TestCase("docker.io/acme:1")]
    [TestCase("https://docker.io")]
    [TestCase("docker.io/../x")]
    [TestCase("*.docker.io")]
    public void What_is_no_registry_with_a_path_is_no_prefix(string text) =>
        Assert.Throws<FormatException>(() => RepositoryPrefix.Parse(text));

    [TestCase("docker.io")]
    [TestCase("mirror.example:5000/hub/x")]
    public void A_prefix_is_written_as_it_was_read(string text) =>
        Assert.That(RepositoryPrefix.Parse(text).ToString(), Is.EqualTo(text));
}
