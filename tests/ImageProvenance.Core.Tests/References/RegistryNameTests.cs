using FsCheck;
using FsCheck.Fluent;

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

    // Red without RegistryName.IsName and IsAddress: each of them connects to 10.0.0.5 or another such address.
    [TestCase("10.5")]
    [TestCase("0xa.0.0.5")]
    [TestCase("2130706433")]
    [TestCase("2130706433:5000")]
    [TestCase("010.0.0.5")]
    [TestCase("10.0.0.05")]
    [TestCase("10.0.0.0x5")]
    [TestCase("0x7F000001")]
    [TestCase("0x")]
    [TestCase("10.0.0.256")]
    [TestCase("10.0.0.5.6")]
    [TestCase("registry.7")]
    [TestCase("[::ffff:a00:5]")]
    [TestCase("[0:0:0:0:0:0:0:1]")]
    [TestCase("[2001:db8::0001]")]
    [TestCase("[2001:0db8::1]:5000")]
    public void An_address_that_is_not_in_its_one_spelling_is_no_registry(string text) =>
        Assert.That(RegistryName.TryParse(text, out _), Is.False);

    [TestCase("10.0.0.5")]
    [TestCase("10.0.0.5:5000")]
    [TestCase("[2001:DB8::1]:5000")]
    [TestCase("0xregistry.example")]
    [TestCase("3.example")]
    [TestCase("10.0.0.5.example")]
    public void An_address_in_its_one_spelling_and_a_name_with_numbers_are_registries(string text) =>
        Assert.That(RegistryName.TryParse(text, out _), Is.True);

    [TestCase(63, true)]
    [TestCase(64, false)]
    public void A_part_of_a_name_is_as_long_as_DNS_has_it(int length, bool isValid) =>
        Assert.That(RegistryName.TryParse($"a.{new string('b', length)}.example", out _), Is.EqualTo(isValid));

    // Whatever is read as an address anywhere is written so: no two names lead to one address.
    [Test]
    public void A_number_in_any_spelling_is_an_address_in_one() => Prop.ForAll(Gen.Choose(0, 255).ArrayOf(4).ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), Gen.Elements("", "0", "0x").ToArbitrary(), (parts, count, prefix) =>
    {
        string text = string.Join('.', parts.Take(count - 1).Select(part => $"{part}").Append(prefix == "0x" ? $"0x{parts[3]:x}" : $"{prefix}{parts[3]}"));
        return RegistryName.TryParse(text, out var registry) == (count == 4 && prefix == "")
            && (count < 4 || prefix != "" || registry.Value == new System.Net.IPAddress([.. parts.Select(part => (byte)part)]).ToString());
    }).QuickCheckThrowOnFailure();
}
