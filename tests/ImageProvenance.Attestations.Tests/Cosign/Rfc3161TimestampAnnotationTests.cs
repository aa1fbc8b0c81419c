using static ImageProvenance.Attestations.Tests.Malformed;

namespace ImageProvenance.Attestations.Tests;

public sealed class Rfc3161TimestampAnnotationTests
{
    [Test]
    public void The_timestamp_is_read() =>
        Assert.That(Rfc3161TimestampAnnotation.Parse("""{"SignedRFC3161Timestamp":"AwQ=","new":1}""")!.Value.ToArray(), Is.EqualTo(new byte[] { 3, 4 }));

    [TestCase("")]
    [TestCase("null")]
    public void An_annotation_may_say_that_there_is_no_timestamp(string json) => Assert.That(Rfc3161TimestampAnnotation.Parse(json), Is.Null);

    [TestCase("invalid-timestamp-annotation", "{}")]
    [TestCase("invalid-timestamp-annotation", """{"SignedRFC3161Timestamp":""}""")]
    [TestCase("invalid-timestamp-annotation", """{"SignedRFC3161Timestamp":null}""")]
    [TestCase("malformed-json", """{"signedRFC3161Timestamp":"AwQ="}""")]
    [TestCase("malformed-json", """{"SignedRFC3161Timestamp":"AwQ"}""")]
    [TestCase("malformed-json", """{"SignedRFC3161Timestamp":"AwQ=","SignedRFC3161Timestamp":"AwQ="}""")]
    [TestCase("malformed-json", "[]")]
    [TestCase("malformed-json", "x")]
    [TestCase("malformed-json", """{"SignedRFC3161Timestamp":"AwQ=","x":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}""")]
    public void Annotations_that_are_refused(string code, string json) => IsRefused(code, () => Rfc3161TimestampAnnotation.Parse(json));

    [Test]
    public void More_than_1_MiB_is_refused() =>
        IsRefused("invalid-timestamp-annotation", () => Rfc3161TimestampAnnotation.Parse("""{"SignedRFC3161Timestamp":"AwQ="}""" + new string(' ', 1 << 20)));

    [Test]
    public void A_changed_or_truncated_annotation_parses_or_is_refused() =>
        NeverEscapes(bytes => Rfc3161TimestampAnnotation.Parse(System.Text.Encoding.UTF8.GetString(bytes.Span)), Utf8("""{"SignedRFC3161Timestamp":"AwQ="}"""));
}
