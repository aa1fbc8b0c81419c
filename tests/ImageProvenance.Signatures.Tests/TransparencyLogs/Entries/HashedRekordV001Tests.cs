using System.Security.Cryptography;
using ImageProvenance.Attestations;
using static ImageProvenance.Signatures.Tests.Bodies;
using static ImageProvenance.Signatures.Tests.EntrySigner;

namespace ImageProvenance.Signatures.Tests;

public sealed class HashedRekordV001Tests
{
    private static readonly byte[] Content = Some.Utf8("an image");

    [Test]
    public void An_entry_about_the_signature_holds()
    {
        foreach (var signer in (EntrySigner[])[Somebody, KeyAlone])
        {
            var piece = signer.Sign(Content);
            foreach (string algorithm in (string[])["sha256", "sha384", "sha512"])
                Assert.That(Verdict(HashedRekordV001(piece, signer, algorithm), piece), Is.Null, algorithm);
        }
    }

    [Test]
    public void An_entry_about_another_signature_by_the_same_signer_is_refused()
    {
        var piece = Somebody.Sign(Content);
        Assert.That(Verdict(HashedRekordV001(Somebody.Sign(Content), Somebody), piece), Is.EqualTo("entry-signature-mismatch"));
    }

    [Test]
    public void An_entry_by_another_signer_is_refused()
    {
        var piece = Somebody.Sign(Content);
        Assert.That(Verdict(HashedRekordV001(piece, SomebodyElse), piece), Is.EqualTo("entry-verifier-mismatch"));
        Assert.That(Verdict(HashedRekordV001(piece, Somebody with { HasCertificate = false }), piece), Is.EqualTo("entry-verifier-mismatch"), "the key alone, for a certificate");
    }

    [Test]
    public void A_verifier_has_to_be_one_block_of_its_kind()
    {
        var piece = Somebody.Sign(Content);
        string body = HashedRekordV001(piece, Somebody);
        Assert.That(Verdict(body.With(Pem(Somebody), Base64(Some.Utf8(Somebody.Pem.Trim()))), piece), Is.Null, "the last line end is optional");
        foreach (string pem in (string[])[Somebody.Pem + SomebodyElse.Pem, "x\n" + Somebody.Pem, Somebody.Pem.Replace("CERTIFICATE", "PUBLIC KEY"), "", Convert.ToBase64String(Somebody.Der.Span)])
            Assert.That(Verdict(body.With(Pem(Somebody), Base64(Some.Utf8(pem))), piece), Is.EqualTo("entry-verifier-mismatch"), pem);
        Assert.That(Verdict(body.With(Pem(Somebody), "!"), piece), Is.EqualTo("entry-verifier-mismatch"), "no base64");
        Assert.That(Verdict(body.With(Pem(Somebody), new string('A', 70_000)), piece), Is.EqualTo("entry-malformed"), "too large");
    }

    [Test]
    public void An_entry_about_other_content_is_refused()
    {
        var piece = Somebody.Sign(Content);
        string body = HashedRekordV001(piece, Somebody);
        Assert.That(Verdict(body.With(Hex(SHA256.HashData(Content)), Hex(SHA256.HashData([1]))), piece), Is.EqualTo("entry-digest-mismatch"));
        Assert.That(Verdict(body.With(Hex(SHA256.HashData(Content)), Hex(SHA256.HashData(Content)).ToUpperInvariant()), piece), Is.EqualTo("entry-digest-mismatch"));
        Assert.That(Verdict(body.With("sha256", "sha512"), piece), Is.EqualTo("entry-digest-mismatch"));
    }

    [Test]
    public void A_hash_that_cannot_be_computed_proves_nothing()
    {
        var piece = Somebody.Sign(Content);
        Assert.That(Verdict(HashedRekordV001(piece, Somebody).With("sha256", "sha1"), piece), Is.EqualTo("entry-digest-unknown"));

        var known = new SignedPiece { Carrier = PieceCarrier.Bundle, Message = SignedMessage.Of(Subject.Of(Digest.Of(Content))), Signature = piece.Signature, Certificate = piece.Certificate };
        Assert.That(Verdict(HashedRekordV001(piece, Somebody), known), Is.Null);
        Assert.That(Verdict(HashedRekordV001(piece, Somebody, "sha512"), known), Is.EqualTo("entry-digest-unknown"), "only the SHA-256 of the content is known");
    }

    [Test]
    public void An_entry_that_contradicts_the_bundles_own_digest_is_refused()
    {
        var right = Somebody.Sign(Content, new(HashAlgorithmId.Sha256, SHA256.HashData(Content)));
        var wrong = Somebody.Sign(Content, new(HashAlgorithmId.Sha256, SHA256.HashData([1])));
        var tooLong = Somebody.Sign(Content, new(HashAlgorithmId.Sha256, new byte[100]));
        var another = Somebody.Sign(Content, new(HashAlgorithmId.Sha512, SHA512.HashData(Content)));

        Assert.That(Verdict(HashedRekordV001(right, Somebody), right), Is.Null);
        Assert.That(Verdict(HashedRekordV001(wrong, Somebody), wrong), Is.EqualTo("entry-digest-mismatch"));
        Assert.That(Verdict(HashedRekordV001(tooLong, Somebody), tooLong), Is.EqualTo("entry-digest-mismatch"));
        Assert.That(Verdict(HashedRekordV001(another, Somebody), another), Is.Null, "two digests of different algorithms do not contradict each other");
    }

    private static string? Verdict(string body, SignedPiece piece) => BodyVerdict.Of(body, piece, "hashedrekord", "0.0.1");
}
