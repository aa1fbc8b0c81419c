namespace ImageProvenance.Attestations.Tests;

public sealed class PredicateTypesTests
{
    [TestCase("slsa-provenance", "https://slsa.dev/provenance/v1", ExpectedResult = true)]
    [TestCase("slsa-provenance", "https://slsa.dev/provenance/v0.2", ExpectedResult = true)]
    [TestCase("slsa-provenance", "https://slsa.dev/provenance/v0.1", ExpectedResult = false)]
    [TestCase("sbom", "https://spdx.dev/Document", ExpectedResult = true)]
    [TestCase("sbom", "https://spdx.dev/Document/v2.3", ExpectedResult = true)]
    [TestCase("sbom", "https://spdx.dev/Documentation", ExpectedResult = false)]
    [TestCase("sbom", "https://spdx.dev/Document.evil", ExpectedResult = false)]
    [TestCase("sbom", "https://cyclonedx.org/bom?v=1", ExpectedResult = true)]
    [TestCase("vex", "https://openvex.dev/ns/v0.2.0", ExpectedResult = true)]
    [TestCase("vuln", "https://cosign.sigstore.dev/attestation/vuln/v1", ExpectedResult = true)]
    [TestCase("vuln", "https://in-toto.io/attestation/vulns/v0.1", ExpectedResult = true)]
    [TestCase("https://example.com/p", "https://example.com/p", ExpectedResult = true)]
    [TestCase("https://example.com/p", "https://example.com/p/v2", ExpectedResult = false)]
    [TestCase("https://example.com/p", "https://EXAMPLE.com/p", ExpectedResult = false)]
    public bool A_name_means_these_types(string name, string predicateType) =>
        PredicateTypes.Matches(PredicateTypes.Expand(name), predicateType);

    [Test]
    public void A_prefix_that_ends_in_a_slash_is_at_a_boundary() =>
        Assert.That(PredicateTypes.Matches(["https://slsa.dev/*"], "https://slsa.dev/provenance/v1"));

    [Test]
    public void No_patterns_match_nothing() => Assert.That(PredicateTypes.Matches([], "https://slsa.dev/provenance/v1"), Is.False);

    [Test]
    public void What_is_neither_a_name_nor_a_URI_is_a_mistake([Values("slsaprovenance", "", "/provenance", "SBOM", "https://example.com/*")] string text) =>
        Assert.That(() => PredicateTypes.Expand(text), Throws.ArgumentException.With.Message.Contains("slsa-provenance, sbom, vex, vuln"));
}
