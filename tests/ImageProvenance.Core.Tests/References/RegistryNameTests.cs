namespace ImageProvenance.Core.Tests;

public sealed class RegistryNameTests
{
    [TestCase("docker.io", "registry-1.docker.io")]
    [TestCase("index.docker.io", "registry-1.docker.io")]
    [TestCase("INDEX.docker.io", "registry-1.docker.io")]
    [TestCase("ghcr.io", "ghcr.io")]
    [TestCase("localhost:5000", "localhost:5000")]
    public void The_API_of_Docker_Hub_has_a_host_of_its_own(string text, string apiHost) =>
        Assert.That(RegistryName.Parse(text).ApiHost, Is.EqualTo(apiHost));

    [TestCase("localhost", true)]
    [TestCase("LOCALHOST:5000", true)]
    [TestCase("127.0.0.1:5000", true)]
    [TestCase("127.9.9.9", true)]
    [TestCase("[::1]", true)]
    [TestCase("[::1]:5000", true)]
    [TestCase("[2001:db8::1]:5000", false)]
    [TestCase("10.0.0.1", false)]
    [TestCase("localhost.example.com", false)]
    [TestCase("127.0.0.1.example.com", false)]
    [TestCase("notlocalhost", false)]
    [TestCase("ghcr.io", false)]
    public void Only_localhost_and_loopback_addresses_are_loopback(string text, bool isLoopback) =>
        Assert.That(RegistryName.Parse(text).IsLoopback, Is.EqualTo(isLoopback));

    [Test]
    public void Registries_are_compared_without_regard_to_case()
    {
        var upper = RegistryName.Parse("EXAMPLE.com");
        var lower = RegistryName.Parse("example.com");

        Assert.Multiple(() =>
        {
            Assert.That(upper, Is.EqualTo(lower));
            Assert.That(upper == lower, Is.True);
            Assert.That(upper != RegistryName.Parse("example.org"), Is.True);
            Assert.That(upper.GetHashCode(), Is.EqualTo(lower.GetHashCode()));
            Assert.That(upper.Equals((object)lower), Is.True);
            Assert.That(upper.ToString(), Is.EqualTo("EXAMPLE.com"));
        });
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase("ghcr.io\n")]
    [TestCase("ghcr.io/acme")]
    [TestCase("https://ghcr.io")]
    [TestCase("user@ghcr.io")]
    [TestCase("ghcr.io:")]
    [TestCase("ghcr.io:+80")]
    [TestCase("[1234]")]
    public void A_text_that_is_no_host_with_an_optional_port_is_refused(string? text)
    {
        Assert.That(RegistryName.TryParse(text, out var registry), Is.False);
        Assert.That(registry, Is.EqualTo(default(RegistryName)));
        Assert.That(() => RegistryName.Parse(text!), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void The_default_registry_throws_when_it_is_used()
    {
        RegistryName registry = default;

        Assert.Multiple(() =>
        {
            Assert.That(() => registry.Value, Throws.InvalidOperationException);
            Assert.That(() => registry.ApiHost, Throws.InvalidOperationException);
            Assert.That(() => registry.IsLoopback, Throws.InvalidOperationException);
            Assert.That(registry.ToString(), Is.Empty);
            Assert.That(registry, Is.Not.EqualTo(RegistryName.DockerHub));
            Assert.That(registry.GetHashCode(), Is.Zero);
        });
    }
}
