namespace ImageProvenance.Core.Tests;

public sealed class PlatformTests
{
    // containerd, platforms/database.go: normalizeArch and normalizeOS.
    [TestCase("linux/amd64", "linux/amd64")]
    [TestCase("Linux/AMD64", "linux/amd64")]
    [TestCase("linux/x86_64", "linux/amd64")]
    [TestCase("linux/x86-64", "linux/amd64")]
    [TestCase("linux/amd64/v1", "linux/amd64")]
    [TestCase("linux/amd64/v2", "linux/amd64/v2")]
    [TestCase("linux/x86_64/v3", "linux/amd64/v3")]
    [TestCase("linux/i386", "linux/386")]
    [TestCase("linux/i386/v1", "linux/386")]
    [TestCase("linux/aarch64", "linux/arm64")]
    [TestCase("linux/arm64", "linux/arm64")]
    [TestCase("linux/arm64/8", "linux/arm64")]
    [TestCase("linux/arm64/v8", "linux/arm64")]
    [TestCase("linux/arm64/V8", "linux/arm64")]
    [TestCase("linux/aarch64/v9", "linux/arm64/v9")]
    [TestCase("linux/armhf", "linux/arm/v7")]
    [TestCase("linux/armhf/v6", "linux/arm/v7")]
    [TestCase("linux/armel", "linux/arm/v6")]
    [TestCase("linux/arm", "linux/arm/v7")]
    [TestCase("linux/arm/7", "linux/arm/v7")]
    [TestCase("linux/arm/v7", "linux/arm/v7")]
    [TestCase("linux/arm/5", "linux/arm/v5")]
    [TestCase("linux/arm/6", "linux/arm/v6")]
    [TestCase("linux/arm/8", "linux/arm/v8")]
    [TestCase("linux/arm/v6", "linux/arm/v6")]
    [TestCase("linux/riscv64", "linux/riscv64")]
    [TestCase("linux/s390x/z15", "linux/s390x/z15")]
    [TestCase("macos/arm64", "darwin/arm64")]
    [TestCase("macOS/aarch64", "darwin/arm64")]
    [TestCase("windows/amd64", "windows/amd64")]
    public void A_platform_is_normalised_as_containerd_does(string text, string normalised)
    {
        var platform = Platform.Parse(text);

        Assert.That(platform.ToString(), Is.EqualTo(normalised));
        Assert.That(Platform.Parse(normalised), Is.EqualTo(platform), "What is normalised stays as it is.");
    }

    [TestCase("")]
    [TestCase("linux")]
    [TestCase("linux/")]
    [TestCase("/amd64")]
    [TestCase("linux//v7")]
    [TestCase("linux/arm/")]
    [TestCase("linux/arm/v7/extra")]
    public void A_text_of_another_shape_is_no_platform(string text) =>
        Assert.That(() => Platform.Parse(text), Throws.InstanceOf<FormatException>());

    [Test]
    public void A_platform_needs_an_operating_system_and_an_architecture()
    {
        Assert.That(() => new Platform("", "amd64"), Throws.ArgumentException);
        Assert.That(() => new Platform("linux", ""), Throws.ArgumentException);
    }

    [Test]
    public void Only_unknown_in_both_parts_is_unknown()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Platform.Parse("unknown/unknown").IsUnknown, Is.True);
            Assert.That(Platform.Parse("linux/unknown").IsUnknown, Is.False);
            Assert.That(Platform.Parse("unknown/amd64").IsUnknown, Is.False);
        });
    }

    [TestCase("linux/amd64", "linux/amd64", true)]
    [TestCase("linux/amd64", "linux/arm64", false)]
    [TestCase("linux/amd64", "windows/amd64", false)]
    [TestCase("linux/arm/v6", "linux/arm/v7", false)]
    [TestCase("linux/amd64/v2", "linux/amd64", false)]
    public void A_platform_satisfies_the_same_operating_system_architecture_and_variant(string platform, string asked, bool satisfies) =>
        Assert.That(Platform.Parse(platform).Satisfies(Platform.Parse(asked)), Is.EqualTo(satisfies));

    [Test]
    public void The_version_of_the_operating_system_matters_only_where_it_is_asked_for()
    {
        var server = new Platform("windows", "amd64", null, "10.0.20348.2402");

        Assert.Multiple(() =>
        {
            Assert.That(server.Satisfies(new("windows", "amd64")), Is.True);
            Assert.That(server.Satisfies(new("windows", "amd64", "", "10.0.20348.2402")), Is.True);
            Assert.That(server.Satisfies(new("windows", "amd64", null, "10.0.17763.1")), Is.False);
            Assert.That(new Platform("windows", "amd64", null, "").OsVersion, Is.Null);
        });
    }
}
