using System.Security.Cryptography;
using static ImageProvenance.Signatures.Tests.FrameworkKeys;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Messages that are known by a digest only: verified where the algorithm signs that digest, else not, without an error.</summary>
public sealed class DigestOnlyTests
{
    private static readonly byte[] Data = Some.Utf8("an artifact that is elsewhere");

    private static SignedMessage BySha256 { get; } = SignedMessage.Of(Subject.Of(Digest.Of(Data)));

    private static SignedMessage BySha512 { get; } = SignedMessage.Of(Subject.Of(Digest.Parse($"sha512:{Convert.ToHexStringLower(SHA512.HashData(Data))}")));

    [Test]
    public void ECDSA_is_verified_by_the_digest_that_it_signs()
    {
        var (p256, p384, p521) = (Import(P256), Import(P384), Import(P521));

        Assert.That(p256.Verify(BySha256, Sign(P256, HashAlgorithmName.SHA256)), Is.True);
        Assert.That(p384.Verify(BySha256, Sign(P384, HashAlgorithmName.SHA256)), Is.True);
        Assert.That(p521.Verify(BySha512, Sign(P521, HashAlgorithmName.SHA512)), Is.True);
    }

    [Test]
    public void ECDSA_is_not_verified_by_another_digest()
    {
        Assert.That(Import(P256).Verify(BySha512, Sign(P256, HashAlgorithmName.SHA256)), Is.False);
        Assert.That(Import(P384).Verify(BySha256, Sign(P384, HashAlgorithmName.SHA384)), Is.False);
        Assert.That(Import(P521).Verify(BySha256, Sign(P521, HashAlgorithmName.SHA512)), Is.False);
    }

    [TestCase(SignatureAlgorithms.RsaPkcs1Sha256, true)]
    [TestCase(SignatureAlgorithms.RsaPssSha256, true)]
    [TestCase(SignatureAlgorithms.RsaPkcs1Sha384, false)]
    [TestCase(SignatureAlgorithms.RsaPkcs1Sha512, false)]
    public void RSA_is_verified_by_the_digest_that_it_signs(string algorithm, bool isKnown)
    {
        var hash = new HashAlgorithmName(algorithm[^6..].ToUpperInvariant());
        var padding = algorithm.Contains("pss", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var key = PublicKey.FromSubjectPublicKeyInfo(Rsa.ExportSubjectPublicKeyInfo(), algorithm);
        byte[] signature = Rsa.SignData(Data, hash, padding);

        Assert.That(key.Verify(Data, signature), Is.True);
        Assert.That(key.Verify(BySha256, signature), Is.EqualTo(isKnown));
    }

    [Test]
    public void The_digest_of_something_else_is_not_what_was_signed() =>
        Assert.That(Import(P256).Verify(SignedMessage.Of(Subject.Of(Some.Image)), Sign(P256, HashAlgorithmName.SHA256)), Is.False);

    private static byte[] Sign(ECDsa key, HashAlgorithmName hash) => key.SignData(Data, hash, DSASignatureFormat.Rfc3279DerSequence);

    private static PublicKey Import(ECDsa key) => PublicKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo());
}
