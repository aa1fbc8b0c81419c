using static ImageProvenance.Attestations.Tests.Malformed;

namespace ImageProvenance.Attestations.Tests;

public sealed class SimpleSigningPayloadTests
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    private static readonly string Sample = $$$"""
        {"critical":{"identity":{"docker-reference":"ghcr.io/o/r"},"image":{"docker-manifest-digest":"{{{Digest}}}"},"type":"cosign container image signature"},
         "optional":{"env":"prod","timestamp":1700000000,"nested":{"a":1},"none":null}}
        """;

    [Test]
    public void The_parts_of_a_payload_are_read_and_annotations_that_are_no_text_ignored()
    {
        var payload = Parse(Sample);
        Assert.Multiple(() =>
        {
            Assert.That(payload.ManifestDigest.ToString(), Is.EqualTo(Digest));
            Assert.That(payload.DockerReference, Is.EqualTo("ghcr.io/o/r"));
            Assert.That(payload.Type, Is.EqualTo(SimpleSigningPayload.CosignType));
            Assert.That(payload.Optional, Is.EqualTo(new Dictionary<string, string> { ["env"] = "prod" }));
        });
    }

    [Test]
    public void The_older_type_is_read_and_null_annotations_are_none()
    {
        var payload = Parse($$$"""{"critical":{"identity":{"docker-reference":""},"image":{"docker-manifest-digest":"{{{Digest}}}"},"type":"atomic container signature"},"optional":null}""");
        Assert.That((payload.DockerReference, payload.Optional.Count), Is.EqualTo(((string?)null, 0)));
    }

    [TestCase("cosign container image signature", "cosign container image Signature", "unknown-payload-type", TestName = "Another_type_is_refused")]
    [TestCase("\"type\"", "\"kind\"", "unknown-payload-type", TestName = "A_payload_without_type_is_refused")]
    [TestCase("\"docker-manifest-digest\"", "\"docker-digest\"", "invalid-payload", TestName = "A_payload_without_digest_is_refused")]
    [TestCase("sha256:", "sha1:", "invalid-digest", TestName = "Another_digest_algorithm_is_refused")]
    [TestCase("\"docker-manifest-digest\"", "\"Docker-manifest-digest\"", "malformed-json", TestName = "A_digest_under_a_name_of_another_case_is_refused")]
    [TestCase("\"env\":\"prod\"", "\"env\":\"prod\",\"env\":\"test\"", "malformed-json", TestName = "An_annotation_given_twice_is_refused")]
    public void Refusals(string part, string replacement, string code) => IsRefused(code, () => Parse(Sample.Replace(part, replacement)));

    [Test]
    public void More_annotations_than_the_cap_are_refused() =>
        IsRefused("too-many", () => Parse(Sample.Replace("\"env\":\"prod\"", string.Join(',', Enumerable.Range(0, 257).Select(i => $"\"k{i}\":\"v\"")))));

    [Test]
    public void A_changed_or_truncated_payload_parses_or_is_refused() =>
        NeverEscapes(bytes => SimpleSigningPayload.Parse(bytes), Utf8(Sample));

    private static SimpleSigningPayload Parse(string json) => SimpleSigningPayload.Parse(Utf8(json));
}
