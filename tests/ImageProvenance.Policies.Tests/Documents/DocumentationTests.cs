using System.Text.RegularExpressions;
using ImageProvenance.Tests;

namespace ImageProvenance.Policies.Tests;

/// <summary>docs/policy.md shows documents that read, and names every member.</summary>
public sealed class DocumentationTests
{
    private static string Page { get; } = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "policy.md"));

    private static IReadOnlyList<VerificationPolicy> Examples =>
        [.. Regex.Matches(Page, "```json\n(.*?)```", RegexOptions.Singleline).Select(match => VerificationPolicy.FromJson(match.Groups[1].Value, _ => Some.A.PublicKeyPem))];

    [Test]
    public void The_examples_read() => Assert.That(Examples.Select(policy => policy.Name), Is.EqualTo(new[] { "production", "introduction", "keyless" }));

    [TestCase(0, "ghcr.io/acme/team/app", "acme")]
    [TestCase(0, "ghcr.io/acme/sandbox/app", "otherwise")]
    [TestCase(0, "old.example/app", "legacy")]
    [TestCase(1, "registry.example/vendor/app", "vendor")]
    [TestCase(1, "localhost:5000/app", "lab")]
    [TestCase(1, "docker.io/library/alpine", "otherwise")]
    [TestCase(2, "ghcr.io/acme/app", "app")]
    [TestCase(2, "ghcr.io/acme/tools/lint", "tools")]
    [TestCase(2, "registry.acme.example/base", "internal")]
    public void The_examples_mean_what_the_page_says(int example, string name, string rule) => Assert.That(Examples[example].Select(name).Name, Is.EqualTo(rule));

    [Test]
    public void Every_member_of_the_schema_is_on_the_page()
    {
        var schema = Doc.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "policy.schema.json")));
        foreach (var (kind, definition) in schema["$defs"]!.AsObject())
            foreach (var (member, _) in definition!["properties"]?.AsObject() ?? [])
                Assert.That(Page, Does.Contain($"`{member}`").Or.Contain($"\"{member}\""), $"{kind}.{member}");
        foreach (var algorithm in schema["$defs"]!["key"]!["properties"]!["algorithm"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()).Where(name => name.StartsWith("ecdsa", StringComparison.Ordinal)))
            Assert.That(Page, Does.Contain($"`{algorithm}`"));
    }
}
