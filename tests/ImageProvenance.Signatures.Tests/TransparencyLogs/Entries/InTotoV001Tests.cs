using System.Security.Cryptography;
using static ImageProvenance.Signatures.Tests.Bodies;
using static ImageProvenance.Signatures.Tests.EntrySigner;

namespace ImageProvenance.Signatures.Tests;

public sealed class InTotoV001Tests
{
    private static readonly SignedPiece Layer = Somebody.SignEnvelope(isLayer: true);

    [Test]
    public void An_entry_about_the_layer_holds()
    {
        Assert.That(Verdict(InTotoV001(Layer, Somebody), Layer), Is.Null);
        var byKey = KeyAlone.SignEnvelope(isLayer: true);
        Assert.That(Verdict(InTotoV001(byKey, KeyAlone), byKey), Is.Null);
    }

    [Test]
    public void The_hash_of_the_payload_is_optional() =>
        Assert.That(Verdict(InTotoV001(Layer, Somebody).With($",\"payloadHash\":{{\"algorithm\":\"sha256\",\"value\":\"{Hex(PayloadHash(Layer))}\"}}", ""), Layer), Is.Null);

    [Test]
    public void An_entry_about_another_layer_is_refused()
    {
        Assert.That(Verdict(InTotoV001(Layer, Somebody).With(Layer.LayerDigest!.Value.Hex, Hex(SHA256.HashData([1]))), Layer), Is.EqualTo("entry-envelope-mismatch"));
        Assert.That(Verdict(InTotoV001(Layer, Somebody).With("\"hash\":{\"algorithm\":\"sha256\"", "\"hash\":{\"algorithm\":\"sha512\""), Layer), Is.EqualTo("entry-envelope-mismatch"));
        Assert.That(Verdict("""{"apiVersion":"0.0.1","kind":"intoto","spec":{}}""", Layer), Is.EqualTo("entry-envelope-mismatch"));
    }

    [Test]
    public void An_entry_about_another_payload_is_refused() =>
        Assert.That(Verdict(InTotoV001(Layer, Somebody).With(Hex(PayloadHash(Layer)), Hex(SHA256.HashData([1]))), Layer), Is.EqualTo("entry-payload-mismatch"));

    [Test]
    public void An_entry_by_another_signer_is_refused() =>
        Assert.That(Verdict(InTotoV001(Layer, SomebodyElse), Layer), Is.EqualTo("entry-verifier-mismatch"));

    // The entry does not hold the signature: in a bundle, nothing would bind the two.
    [Test]
    public void It_has_no_place_in_a_bundle()
    {
        var bundled = Somebody.Of(Layer.Envelope!, 0);
        Assert.That(Verdict(InTotoV001(bundled, Somebody), bundled), Is.EqualTo("entry-kind-not-allowed"));
    }

    [Test]
    public void It_is_not_about_signed_content()
    {
        var content = Somebody.Sign([1]);
        var simple = new SignedPiece { Carrier = PieceCarrier.Annotations, Message = content.Message, Signature = content.Signature, Certificate = content.Certificate, LayerDigest = Layer.LayerDigest };
        Assert.That(Verdict(InTotoV001(Layer, Somebody), simple), Is.EqualTo("entry-kind-not-allowed"));
    }

    private static string? Verdict(string body, SignedPiece piece) => BodyVerdict.Of(body, piece, "intoto", "0.0.1");
}
