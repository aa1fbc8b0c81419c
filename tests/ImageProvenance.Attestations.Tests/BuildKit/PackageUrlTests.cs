using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Attestations.Tests;

public sealed class PackageUrlTests
{
    [TestCase("pkg:docker/alpine@3.20?platform=linux%2Famd64", "docker", "alpine", "3.20", "linux/amd64")]
    [TestCase("pkg:docker/localhost%3A5000/acme/app@v1", "docker", "localhost:5000/acme/app", "v1", null)]
    [TestCase("pkg:docker/ghcr.io/acme/app@sha256%3Aaa", "docker", "ghcr.io/acme/app", "sha256:aa", null)]
    [TestCase("PKG:Docker/alpine", "docker", "alpine", null, null)]
    [TestCase("pkg:docker/alpine@3?PLATFORM=linux%2Farm%2Fv7#sub/path", "docker", "alpine", "3", "linux/arm/v7")]
    [TestCase("pkg://docker/alpine@", "docker", "alpine", null, null)]
    public void A_package_URL_is_taken_apart(string text, string type, string path, string? version, string? platform)
    {
        Assert.That(PackageUrl.TryParse(text, out var url));
        Assert.That((url!.Type, url.Path, url.Version, url.Qualifiers.GetValueOrDefault("platform")), Is.EqualTo((type, path, version, platform)));
    }

    [Test]
    public void What_is_no_package_URL_is_refused([Values(null, "", "_", "docker/alpine", "pkg:", "pkg:docker", "pkg:docker/", "pkg:doc ker/a", "pkg:docker/a//b",
        "pkg:docker/a%2Fb", "pkg:docker/%zz", "pkg:docker/a%2", "pkg:docker/%ff", "pkg:docker/a?platform=%", "pkg:docker/a?x=1&X=2", "pkg:docker/a?=1")] string? text) =>
        Assert.That(PackageUrl.TryParse(text, out _), Is.False);

    [Test]
    public void Any_text_parses_or_is_refused() =>
        Prop.ForAll<NonNull<string>>(text =>
            PackageUrl.TryParse("pkg:docker/" + text.Get, out var url) == (url is not null)).QuickCheckThrowOnFailure();

    [Test]
    public void Any_path_and_qualifier_that_is_encoded_reads_back() =>
        Prop.ForAll<NonEmptyString, NonEmptyString>((name, value) =>
        {
            // Texts of half a character cannot be encoded; a slash divides paths.
            string path = Clean(name.Get).Replace('/', '-'), qualifier = Clean(value.Get);
            bool parsed = PackageUrl.TryParse($"pkg:docker/x/{Uri.EscapeDataString(path)}@{Uri.EscapeDataString(qualifier)}?q={Uri.EscapeDataString(qualifier)}", out var url);
            return parsed && url!.Path == $"x/{path}" && url.Version == qualifier && url.Qualifiers["q"] == qualifier;
        }).QuickCheckThrowOnFailure();

    private static string Clean(string text) => "a" + string.Concat(text.Where(c => !char.IsSurrogate(c)));
}
