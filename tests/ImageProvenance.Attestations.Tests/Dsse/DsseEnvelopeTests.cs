using System.Text;
using static ImageProvenance.Attestations.Tests.Malformed;

namespace ImageProvenance.Attestations.Tests;

public sealed class DsseEnvelopeTests
{
    private const string Sample = """{"payload":"aGk/Pz4+","payloadType":"t","signatures":[{"sig":"AQ==","keyid":"k"},{"sig":"Ag=="}],"future":{}}""";

    [Test]
    public void Payload_type_and_signatures_are_read()
    {
        var envelope = Parse(Sample);
        Assert.Multiple(() =>
        {
            Assert.That(Encoding.UTF8.GetString(envelope.Payload.Span), Is.EqualTo("hi??>>"));
            Assert.That(envelope.PayloadType, Is.EqualTo("t"));
            Assert.That(envelope.Signatures.Select(s => s.KeyId), Is.EqualTo(new[] { "k", null }));
            Assert.That(envelope.Signatures[1].Signature.ToArray(), Is.EqualTo(new byte[] { 2 }));
            Assert.That(Encoding.UTF8.GetString(envelope.SignedBytes.Span), Is.EqualTo("DSSEv1 1 t 6 hi??>>"));
        });
    }

    [TestCase("aGk/Pz4+", TestName = "Standard_base64_is_read")]
    [TestCase("aGk_Pz4-", TestName = "Url_safe_base64_is_read")]
    [TestCase("aGk\\/Pz4+", TestName = "Base64_with_an_escaped_slash_is_read")]
    public void Base64_is_read_in(string payload) =>
        Assert.That(Encoding.UTF8.GetString(Parse(Sample.Replace("aGk/Pz4+", payload)).Payload.Span), Is.EqualTo("hi??>>"));

    [TestCase("aGk_Pz4+", TestName = "Two_alphabets_in_one_value_are_refused")]
    [TestCase("aGk/Pz4+\\n", TestName = "A_line_break_in_base64_is_refused")]
    [TestCase("aGk_Pz4%", TestName = "A_percent_sign_in_base64_is_refused")]
    [TestCase("aGk/Pz4", TestName = "Standard_base64_without_its_padding_is_refused")]
    public void Base64_is_refused(string payload) => IsRefused("malformed-json", () => Parse(Sample.Replace("aGk/Pz4+", payload)));

    [TestCase("""{"payloadType":"t","signatures":[{"sig":"AQ=="}]}""", TestName = "An_envelope_without_payload_is_refused")]
    [TestCase("""{"payload":"","signatures":[{"sig":"AQ=="}]}""", TestName = "An_envelope_without_payload_type_is_refused")]
    [TestCase("""{"payload":"","payloadType":"","signatures":[{"sig":"AQ=="}]}""", TestName = "An_empty_payload_type_is_refused")]
    [TestCase("""{"payload":"","payloadType":"t","signatures":[]}""", TestName = "An_envelope_without_signatures_is_refused")]
    [TestCase("""{"payload":"","payloadType":"t"}""", TestName = "An_envelope_that_leaves_signatures_out_is_refused")]
    [TestCase("""{"payload":"","payloadType":"t","signatures":[{"keyid":"k"}]}""", TestName = "A_signature_without_sig_is_refused")]
    public void Incomplete_envelope(string json) => IsRefused("invalid-dsse-envelope", () => Parse(json));

    [TestCase("""{"payload":"","payload":"","payloadType":"t","signatures":[{"sig":"AQ=="}]}""", TestName = "A_second_payload_is_refused")]
    [TestCase("""{"payload":"","Payload":"","payloadType":"t","signatures":[{"sig":"AQ=="}]}""", TestName = "A_payload_in_another_case_is_refused")]
    public void Ambiguous_envelope(string json) => IsRefused("malformed-json", () => Parse(json));

    [Test]
    public void More_signatures_than_the_cap_are_refused()
    {
        string Envelope(int count) => $$"""{"payload":"","payloadType":"t","signatures":[{{string.Join(',', Enumerable.Repeat("""{"sig":"AQ=="}""", count))}}]}""";
        Assert.That(Parse(Envelope(DsseEnvelope.MaxSignatures)).Signatures, Has.Count.EqualTo(32));
        IsRefused("too-many", () => Parse(Envelope(DsseEnvelope.MaxSignatures + 1)));
    }

    [Test]
    public void A_created_envelope_is_signed_over_the_pre_authentication_encoding_and_reads_back()
    {
        ReadOnlyMemory<byte> signed = default;
        var envelope = DsseEnvelope.Create("application/x", new byte[] { 0xFB, 0xFF }, bytes => { signed = bytes; return [7]; }, "key");
        var read = DsseEnvelope.Parse(envelope.ToJson());
        Assert.Multiple(() =>
        {
            Assert.That(signed.ToArray(), Is.EqualTo(read.SignedBytes.ToArray()));
            Assert.That(read.Payload.ToArray(), Is.EqualTo(new byte[] { 0xFB, 0xFF }));
            Assert.That(read.Signatures.Single().KeyId, Is.EqualTo("key"));
            Assert.That(read.Signatures.Single().Signature.ToArray(), Is.EqualTo(new byte[] { 7 }));
            Assert.That(Encoding.UTF8.GetString(envelope.ToJson()), Is.EqualTo("""{"payload":"+/8=","payloadType":"application/x","signatures":[{"sig":"Bw==","keyid":"key"}]}"""));
        });
    }

    [Test]
    public void A_changed_or_truncated_envelope_parses_or_is_refused() =>
        NeverEscapes(bytes => DsseEnvelope.Parse(bytes), Utf8(Sample));

    private static DsseEnvelope Parse(string json) => DsseEnvelope.Parse(Utf8(json));
}
