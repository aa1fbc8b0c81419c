using System.Security.Cryptography;
using ImageProvenance.Attestations;
using static ImageProvenance.Signatures.Tests.Bodies;
using static ImageProvenance.Signatures.Tests.EntrySigner;

namespace ImageProvenance.Signatures.Tests;

public sealed class DsseV001Tests
{
    [Test]
    public void An_entry_about_the_envelope_holds()
    {
        foreach (var signer in (EntrySigner[])[Somebody, KeyAlone])
            foreach (var piece in (SignedPiece[])[signer.SignEnvelope(), signer.SignEnvelope(keyId: "a key"), signer.SignEnvelope(isLayer: true), signer.SignEnvelope(new string('x', 100_000))])
                Assert.That(Verdict(DsseV001(piece, signer), piece), Is.Null);
    }

    [Test]
    public void An_entry_about_another_signature_is_refused()
    {
        var piece = Somebody.SignEnvelope();
        var again = Somebody.SignEnvelope();
        Assert.That(Verdict(DsseV001(piece, Somebody).With(Base64(piece.Signature), Base64(again.Signature)), piece), Is.EqualTo("entry-signature-mismatch"));
    }

    [Test]
    public void An_entry_by_another_signer_is_refused()
    {
        var piece = Somebody.SignEnvelope();
        Assert.That(Verdict(DsseV001(piece, SomebodyElse), piece), Is.EqualTo("entry-verifier-mismatch"));
    }

    [Test]
    public void An_entry_about_another_payload_is_refused()
    {
        var piece = Somebody.SignEnvelope();
        string body = DsseV001(piece, Somebody);
        Assert.That(Verdict(body.With(Hex(PayloadHash(piece)), Hex(SHA256.HashData([1]))), piece), Is.EqualTo("entry-payload-mismatch"));
        Assert.That(Verdict(body.With("\"payloadHash\":{\"algorithm\":\"sha256\"", "\"payloadHash\":{\"algorithm\":\"sha512\""), piece), Is.EqualTo("entry-payload-mismatch"));
    }

    [Test]
    public void An_entry_about_an_envelope_of_another_text_is_refused()
    {
        byte[] other = SHA256.HashData([1]);
        foreach (var piece in (SignedPiece[])[Somebody.SignEnvelope(), Somebody.SignEnvelope(isLayer: true)])
            Assert.That(Verdict(DsseV001(piece, Somebody, other), piece), Is.EqualTo("entry-envelope-mismatch"));
        var bundled = Somebody.SignEnvelope();
        Assert.That(Verdict(DsseV001(bundled, Somebody).With("\"envelopeHash\":{\"algorithm\":\"sha256\"", "\"envelopeHash\":{\"algorithm\":\"sha512\""), bundled), Is.EqualTo("entry-envelope-mismatch"));
    }

    [Test]
    public void An_envelope_that_is_a_layer_has_the_layers_text_and_no_other()
    {
        var envelope = Somebody.SignEnvelope().Envelope!;
        var layer = Somebody.Of(envelope, 0, Digest.Of("{} with white space"u8));
        var bundled = Somebody.Of(envelope, 0);
        Assert.That(Verdict(DsseV001(layer, Somebody), layer), Is.Null);
        Assert.That(Verdict(DsseV001(layer, Somebody, EnvelopeHash(bundled)), layer), Is.EqualTo("entry-envelope-mismatch"));
        Assert.That(Verdict(DsseV001(layer, Somebody), bundled), Is.EqualTo("entry-envelope-mismatch"));

        var sha512 = Somebody.Of(envelope, 0, Digest.Of("x"u8, DigestAlgorithm.Sha512));
        Assert.That(Verdict(DsseV001(sha512, Somebody, EnvelopeHash(bundled)), sha512), Is.EqualTo("entry-envelope-mismatch"));
    }

    // The spellings of go-securesystemslib, which cosign used, and of sigstore-python.
    [Test]
    public void The_text_may_be_that_of_any_client_that_is_known()
    {
        foreach (string keyId in (string[])["", "a \"key\""])
        {
            var piece = Somebody.SignEnvelope(keyId: keyId);
            string payload = Base64(piece.Envelope!.Payload), signature = Base64(piece.Signature), id = keyId.Replace("\"", "\\\"");
            foreach (string text in (string[])[
                $$"""{"payloadType":"{{MediaTypes.InToto}}","payload":"{{payload}}","signatures":[{"keyid":"{{id}}","sig":"{{signature}}"}]}""",
                $$"""{"payload": "{{payload}}", "payloadType": "{{MediaTypes.InToto}}", "signatures": [{"sig": "{{signature}}", "keyid": "{{id}}"}]}"""])
                Assert.That(Verdict(DsseV001(piece, Somebody, SHA256.HashData(Some.Utf8(text))), piece), Is.Null, text);
        }
    }

    [Test]
    public void A_key_id_cannot_be_left_out_or_put_in()
    {
        var with = Somebody.SignEnvelope(keyId: "a key");
        var without = Somebody.Of(DsseEnvelope.Parse(Some.Utf8(System.Text.Encoding.UTF8.GetString(with.Envelope!.ToJson()).With("a key", ""))), 0);
        Assert.That(Verdict(DsseV001(with, Somebody, EnvelopeHash(without)), with), Is.EqualTo("entry-envelope-mismatch"));
        Assert.That(Verdict(DsseV001(without, Somebody, EnvelopeHash(with)), without), Is.EqualTo("entry-envelope-mismatch"));
    }

    [Test]
    public void The_number_of_signatures_has_to_be_the_envelopes()
    {
        var piece = Somebody.SignEnvelope();
        string body = DsseV001(piece, Somebody);
        string signature = $$"""{"signature":"{{Base64(piece.Signature)}}","verifier":"{{Pem(Somebody)}}"}""";
        Assert.That(Verdict(body.With($"[{signature}]", $"[{signature},{signature}]"), piece), Is.EqualTo("entry-signature-mismatch"));
        Assert.That(Verdict(body.With($"[{signature}]", "[]"), piece), Is.EqualTo("entry-signature-mismatch"));
        Assert.That(Verdict(body.With($",\"signatures\":[{signature}]", ""), piece), Is.EqualTo("entry-signature-mismatch"));
        Assert.That(Verdict(body.With($"[{signature}]", $"[{string.Join(',', Enumerable.Repeat(signature, 33))}]"), piece), Is.EqualTo("entry-malformed"), "too many");
    }

    [Test]
    public void Among_the_signatures_of_a_layer_each_finds_its_own()
    {
        byte[] text = Envelopes.SignedBy(Some.Utf8("{}"), Somebody.Key, SomebodyElse.Key);
        var envelope = DsseEnvelope.Parse(text);
        var layer = Digest.Of(text);
        var (first, second) = (Somebody.Of(envelope, 0, layer), SomebodyElse.Of(envelope, 1, layer));
        string other = $$"""{"signature":"{{Base64(second.Signature)}}","verifier":"{{Pem(SomebodyElse)}}"}""";
        string body = DsseV001(first, Somebody).With("\"signatures\":[", $"\"signatures\":[{other},");

        Assert.That(Verdict(body, first), Is.Null);
        Assert.That(Verdict(body, second), Is.Null);
        Assert.That(Verdict(body, Somebody.Of(envelope, 1, layer)), Is.EqualTo("entry-verifier-mismatch"), "another signer's signature");
    }

    [Test]
    public void An_envelopes_entry_is_not_about_signed_content()
    {
        var piece = Somebody.SignEnvelope();
        Assert.That(Verdict(DsseV001(piece, Somebody), Somebody.Sign([1])), Is.EqualTo("entry-kind-not-allowed"));
    }

    private static string? Verdict(string body, SignedPiece piece) => BodyVerdict.Of(body, piece, "dsse", "0.0.1");
}
