using System.Security.Cryptography;
using ImageProvenance.Attestations;
using static ImageProvenance.Signatures.Tests.Bodies;
using static ImageProvenance.Signatures.Tests.EntrySigner;

namespace ImageProvenance.Signatures.Tests;

public sealed class InTotoV002Tests
{
    private static readonly SignedPiece Piece = Somebody.SignEnvelope();
    private static readonly string Body = InTotoV002(Piece, Somebody);

    [Test]
    public void An_entry_about_the_envelope_holds()
    {
        foreach (var signer in (EntrySigner[])[Somebody, KeyAlone])
            foreach (var piece in (SignedPiece[])[signer.SignEnvelope(), signer.SignEnvelope(keyId: "a key"), signer.SignEnvelope(isLayer: true), signer.SignEnvelope(new string('x', 100_000))])
                Assert.That(Verdict(InTotoV002(piece, signer), piece), Is.Null);
    }

    [Test]
    public void The_log_leaves_the_payload_out() =>
        Assert.That(Verdict(Body.With($"\"payload\":\"{Twice(Piece.Envelope!.Payload)}\",", ""), Piece), Is.Null);

    // The first version of the client for npm hashed the envelope without the key.
    [Test]
    public void The_text_may_be_the_envelopes_own() =>
        Assert.That(Verdict(InTotoV002(Piece, Somebody, EnvelopeHash(Piece)), Piece), Is.Null);

    [Test]
    public void An_entry_about_another_signature_is_refused()
    {
        var again = Somebody.SignEnvelope();
        Assert.That(Verdict(Body.With(Twice(Piece.Signature), Twice(again.Signature)), Piece), Is.EqualTo("entry-signature-mismatch"));
    }

    [Test]
    public void A_signature_that_is_encoded_once_is_refused() =>
        Assert.That(Verdict(Body.With(Twice(Piece.Signature), Base64(Piece.Signature)), Piece), Is.EqualTo("entry-signature-mismatch"));

    [Test]
    public void An_entry_by_another_signer_is_refused() =>
        Assert.That(Verdict(InTotoV002(Piece, SomebodyElse), Piece), Is.EqualTo("entry-verifier-mismatch"));

    [Test]
    public void An_entry_with_another_key_id_is_refused()
    {
        var with = Somebody.SignEnvelope(keyId: "a key");
        Assert.That(Verdict(InTotoV002(with, Somebody).With("\"keyid\":\"a key\"", "\"keyid\":\"another\""), with), Is.EqualTo("entry-keyid-mismatch"));
        Assert.That(Verdict(InTotoV002(with, Somebody).With("\"keyid\":\"a key\",", ""), with), Is.EqualTo("entry-keyid-mismatch"));
        Assert.That(Verdict(Body.With("{\"publicKey\"", "{\"keyid\":\"a key\",\"publicKey\""), Piece), Is.EqualTo("entry-keyid-mismatch"));
        Assert.That(Verdict(Body.With("{\"publicKey\"", "{\"keyid\":\"\",\"publicKey\""), Piece), Is.Null, "an empty one is none");
    }

    [Test]
    public void An_entry_about_another_payload_is_refused()
    {
        Assert.That(Verdict(Body.With(Twice(Piece.Envelope!.Payload), Twice(Some.Utf8("{}"))), Piece), Is.EqualTo("entry-payload-mismatch"));
        Assert.That(Verdict(Body.With(Twice(Piece.Envelope!.Payload), Base64(Piece.Envelope!.Payload)), Piece), Is.EqualTo("entry-payload-mismatch"), "encoded once");
        Assert.That(Verdict(Body.With(Hex(PayloadHash(Piece)), Hex(SHA256.HashData([1]))), Piece), Is.EqualTo("entry-payload-mismatch"));
    }

    [Test]
    public void An_entry_about_a_payload_of_another_type_is_refused()
    {
        Assert.That(Verdict(Body.With(MediaTypes.InToto, "text/plain"), Piece), Is.EqualTo("entry-payload-mismatch"));
        Assert.That(Verdict(Body.With($"\"payloadType\":\"{MediaTypes.InToto}\",", ""), Piece), Is.EqualTo("entry-payload-mismatch"));
    }

    [Test]
    public void An_entry_about_an_envelope_of_another_text_is_refused()
    {
        Assert.That(Verdict(InTotoV002(Piece, Somebody, SHA256.HashData([1])), Piece), Is.EqualTo("entry-envelope-mismatch"));
        var layer = Somebody.Of(Piece.Envelope!, 0, Digest.Of("the layer"u8));
        Assert.That(Verdict(InTotoV002(layer, Somebody), layer), Is.Null);
        Assert.That(Verdict(Body, layer), Is.EqualTo("entry-envelope-mismatch"));
    }

    [Test]
    public void The_number_of_signatures_has_to_be_the_envelopes()
    {
        string signature = $$"""{"publicKey":"{{Pem(Somebody)}}","sig":"{{Twice(Piece.Signature)}}"}""";
        Assert.That(Verdict(Body.With($"[{signature}]", $"[{signature},{signature}]"), Piece), Is.EqualTo("entry-signature-mismatch"));
        Assert.That(Verdict(Body.With($"[{signature}]", "[]"), Piece), Is.EqualTo("entry-signature-mismatch"));
    }

    [Test]
    public void An_envelopes_entry_is_not_about_signed_content() =>
        Assert.That(Verdict(Body, Somebody.Sign([1])), Is.EqualTo("entry-kind-not-allowed"));

    private static string? Verdict(string body, SignedPiece piece) => BodyVerdict.Of(body, piece, "intoto", "0.0.2");
}
