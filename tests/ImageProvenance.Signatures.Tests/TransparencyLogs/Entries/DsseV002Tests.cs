using System.Security.Cryptography;
using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.Bodies;
using static ImageProvenance.Signatures.Tests.EntrySigner;

namespace ImageProvenance.Signatures.Tests;

public sealed class DsseV002Tests
{
    private static readonly SignedPiece Piece = Somebody.SignEnvelope();
    private static readonly string Body = DsseV002(Piece, Somebody);

    [Test]
    public void It_counts_only_where_the_profile_allows_it()
    {
        Assert.That(BodyVerdict.Of(Body, Piece, "dsse", "0.0.2", out string? keyDetails), Is.Null);
        Assert.That(keyDetails, Is.EqualTo("PKIX_ECDSA_P256_SHA_256"));
        Assert.That(BodyVerdict.Of(Body, Piece, "dsse", "0.0.2", new TrustProfile()), Is.EqualTo("entry-kind-not-allowed"));
    }

    [Test]
    public void An_entry_by_a_key_holds()
    {
        var piece = KeyAlone.SignEnvelope();
        Assert.That(Verdict(DsseV002(piece, KeyAlone), piece), Is.Null);
    }

    [Test]
    public void An_envelope_may_be_signed_with_pure_Ed25519()
    {
        var signer = new EntrySigner(TestKey.Ed25519());
        var piece = signer.SignEnvelope();
        Assert.That(BodyVerdict.Of(DsseV002(piece, signer, "PKIX_ED25519"), piece, "dsse", "0.0.2", out string? keyDetails), Is.Null);
        Assert.That(keyDetails, Is.EqualTo("PKIX_ED25519"));
    }

    [Test]
    public void An_entry_about_another_signature_is_refused() =>
        Assert.That(Verdict(Body.With(Base64(Piece.Signature), Base64(Somebody.SignEnvelope().Signature)), Piece), Is.EqualTo("entry-signature-mismatch"));

    [Test]
    public void An_entry_by_another_signer_is_refused()
    {
        Assert.That(Verdict(DsseV002(Piece, SomebodyElse), Piece), Is.EqualTo("entry-verifier-mismatch"));
        Assert.That(Verdict(DsseV002(Piece, Somebody, "PKIX_ECDSA_P384_SHA_384"), Piece), Is.EqualTo("entry-verifier-mismatch"));
    }

    [Test]
    public void An_entry_about_another_payload_is_refused()
    {
        Assert.That(Verdict(Body.With(Base64(PayloadHash(Piece)), Base64(SHA256.HashData([1]))), Piece), Is.EqualTo("entry-payload-mismatch"));
        Assert.That(Verdict(Body.With("SHA2_256", "SHA2_512"), Piece), Is.EqualTo("entry-payload-mismatch"));
    }

    [Test]
    public void The_number_of_signatures_has_to_be_the_envelopes()
    {
        Assert.That(Verdict(Body[..Body.IndexOf("[{", StringComparison.Ordinal)] + "[]}}}", Piece), Is.EqualTo("entry-signature-mismatch"));
        Assert.That(Verdict(Body.With("\"signatures\":[", "\"signatures\":[{\"content\":\"AA==\",\"verifier\":{\"keyDetails\":\"x\",\"publicKey\":{\"rawBytes\":\"AA==\"}}},"), Piece), Is.EqualTo("entry-signature-mismatch"));
    }

    [Test]
    public void An_envelopes_entry_is_not_about_signed_content() =>
        Assert.That(Verdict(Body, Somebody.Sign([1])), Is.EqualTo("entry-kind-not-allowed"));

    private static string? Verdict(string body, SignedPiece piece) => BodyVerdict.Of(body, piece, "dsse", "0.0.2");
}
