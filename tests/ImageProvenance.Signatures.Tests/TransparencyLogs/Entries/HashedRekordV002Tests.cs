using System.Security.Cryptography;
using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.Bodies;
using static ImageProvenance.Signatures.Tests.EntrySigner;

namespace ImageProvenance.Signatures.Tests;

public sealed class HashedRekordV002Tests
{
    private static readonly SignedPiece Piece = Somebody.Sign(Some.Utf8("an image"));
    private static readonly string Body = HashedRekordV002(Piece, Somebody);

    [Test]
    public void An_entry_about_the_signature_holds()
    {
        foreach (var signer in (EntrySigner[])[Somebody, KeyAlone])
        {
            foreach (var piece in (SignedPiece[])[signer.Sign(Some.Utf8("an image")), signer.SignEnvelope()])
            {
                Assert.That(Verdict(HashedRekordV002(piece, signer), piece, out string? keyDetails), Is.Null);
                Assert.That(keyDetails, Is.EqualTo("PKIX_ECDSA_P256_SHA_256"));
            }
        }
    }

    private static IEnumerable<TestCaseData> Ways()
    {
        yield return new(TestKey.Ecdsa(ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384), "PKIX_ECDSA_P384_SHA_384", "SHA2_384");
        yield return new(TestKey.Ecdsa(ECCurve.NamedCurves.nistP384), "PKIX_ECDSA_P384_SHA_256", "SHA2_256");
        yield return new(TestKey.Ecdsa(ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512), "PKIX_ECDSA_P521_SHA_512", "SHA2_512");
        yield return new(TestKey.Ecdsa(ECCurve.NamedCurves.nistP521), "PKIX_ECDSA_P521_SHA_256", "SHA2_256");
        yield return new(TestKey.Ed25519(prehashed: true), "PKIX_ED25519_PH", "SHA2_512");
        foreach (int bits in (int[])[2048, 3072, 4096])
        {
            yield return new(TestKey.Rsa(bits), $"PKIX_RSA_PKCS1V15_{bits}_SHA256", "SHA2_256");
            yield return new(TestKey.Rsa(bits, RSASignaturePadding.Pss), $"PKIX_RSA_PSS_{bits}_SHA256", "SHA2_256");
        }
    }

    [TestCaseSource(nameof(Ways))]
    public void The_entry_says_how_the_signature_was_made(TestKey key, string keyDetails, string hash)
    {
        var signer = new EntrySigner(key);
        var piece = signer.Sign(Some.Utf8("an image"));
        Assert.That(Verdict(HashedRekordV002(piece, signer, keyDetails, hash), piece, out string? said), Is.Null);
        Assert.That(said, Is.EqualTo(keyDetails));
        Assert.That(Verdict(HashedRekordV002(piece, signer, keyDetails, hash).With(hash, hash == "SHA2_256" ? "SHA2_512" : "SHA2_256"), piece, out _), Is.EqualTo("entry-digest-unknown"));
    }

    [Test]
    public void The_signers_key_has_to_be_able_to_sign_in_the_way_that_the_entry_says()
    {
        foreach (string other in (string[])["PKIX_ECDSA_P384_SHA_256", "PKIX_RSA_PSS_2048_SHA256", "PKIX_ED25519_PH", "PKIX_ED25519", "NEW", ""])
            Assert.That(Verdict(Body.With("PKIX_ECDSA_P256_SHA_256", other), Piece, out _), Is.EqualTo("entry-verifier-mismatch"), other);

        var rsa = new EntrySigner(TestKey.Rsa(3072));
        var piece = rsa.Sign([1]);
        Assert.That(Verdict(HashedRekordV002(piece, rsa, "PKIX_RSA_PKCS1V15_2048_SHA256"), piece, out _), Is.EqualTo("entry-verifier-mismatch"), "another size");
    }

    // Pure Ed25519 signs the content and no hash of it, which is all that such an entry could hold.
    [Test]
    public void Pure_Ed25519_has_no_entries_of_this_kind()
    {
        var signer = new EntrySigner(TestKey.Ed25519());
        var piece = signer.Sign([1]);
        Assert.That(Verdict(HashedRekordV002(piece, signer, "PKIX_ED25519"), piece, out _), Is.EqualTo("entry-digest-unknown"));
    }

    [Test]
    public void An_entry_about_another_signature_is_refused() =>
        Assert.That(Verdict(HashedRekordV002(Somebody.Sign(Some.Utf8("an image")), Somebody), Piece, out _), Is.EqualTo("entry-signature-mismatch"));

    [Test]
    public void An_entry_by_another_signer_is_refused()
    {
        Assert.That(Verdict(HashedRekordV002(Piece, SomebodyElse), Piece, out _), Is.EqualTo("entry-verifier-mismatch"));
        Assert.That(Verdict(HashedRekordV002(Piece, Somebody with { HasCertificate = false }), Piece, out _), Is.EqualTo("entry-verifier-mismatch"));
        Assert.That(Verdict(Body.With("x509Certificate", "publicKey"), Piece, out _), Is.EqualTo("entry-verifier-mismatch"));
    }

    [Test]
    public void An_entry_about_other_content_is_refused()
    {
        Assert.That(Verdict(Body.With(Base64(SHA256.HashData(Some.Utf8("an image"))), Base64(SHA256.HashData([1]))), Piece, out _), Is.EqualTo("entry-digest-mismatch"));
        var known = new SignedPiece { Carrier = PieceCarrier.Bundle, Message = SignedMessage.Of(Subject.Of(Digest.Of("x"u8, DigestAlgorithm.Sha512))), Signature = Piece.Signature, Certificate = Piece.Certificate };
        Assert.That(Verdict(Body, known, out _), Is.EqualTo("entry-digest-unknown"));
    }

    [Test]
    public void A_body_that_is_not_canonical_is_refused()
    {
        foreach (string other in (string[])[
            Body + " ", Body.With("{\"apiVersion\"", "{ \"apiVersion\""), Body.With("\"spec\":", "\"more\":1,\"spec\":"),
            Body.With("\"algorithm\":", "\"a\":1,\"algorithm\":"), Body.With("\"content\":", "\"a\":1,\"content\":"), Body.With("\"keyDetails\":", "\"a\":1,\"keyDetails\":"),
            Body.With("\"rawBytes\":", "\"a\":1,\"rawBytes\":"), Body[..^1] + ",\"z\":1}"])
            Assert.That(Verdict(other, Piece, out _), Is.EqualTo("entry-malformed"), other);
    }

    [Test]
    public void A_verifier_is_a_certificate_or_a_key_and_not_both()
    {
        string raw = Base64(Somebody.Der);
        Assert.That(Verdict(Body.With($",\"x509Certificate\":{{\"rawBytes\":\"{raw}\"}}", ""), Piece, out _), Is.EqualTo("entry-malformed"));
        Assert.That(Verdict(Body.With("\"x509Certificate\":", $"\"publicKey\":{{\"rawBytes\":\"{raw}\"}},\"x509Certificate\":"), Piece, out _), Is.EqualTo("entry-malformed"));
    }

    private static string? Verdict(string body, SignedPiece piece, out string? keyDetails) => BodyVerdict.Of(body, piece, "hashedrekord", "0.0.2", out keyDetails);
}
