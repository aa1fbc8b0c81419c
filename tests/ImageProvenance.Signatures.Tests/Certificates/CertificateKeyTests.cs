using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

public sealed class CertificateKeyTests
{
    private const string EcPublicKey = "1.2.840.10045.2.1";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    private static readonly byte[] Data = Some.Utf8("data");
    private static readonly (HashAlgorithmName Name, string Ecdsa, string Rsa, string Digest)[] Hashes =
    [
        (HashAlgorithmName.SHA256, "1.2.840.10045.4.3.2", "1.2.840.113549.1.1.11", "2.16.840.1.101.3.4.2.1"),
        (HashAlgorithmName.SHA384, "1.2.840.10045.4.3.3", "1.2.840.113549.1.1.12", "2.16.840.1.101.3.4.2.2"),
        (HashAlgorithmName.SHA512, "1.2.840.10045.4.3.4", "1.2.840.113549.1.1.13", "2.16.840.1.101.3.4.2.3"),
    ];

    private static IEnumerable<ECDsa> Curves => [FrameworkKeys.P256, FrameworkKeys.P384, FrameworkKeys.P521];

    [TestCaseSource(nameof(Curves))]
    public void ECDSA_verifies_with_the_hash_that_is_stated_whatever_the_curve(ECDsa signer)
    {
        var key = Import(signer);
        foreach (var used in Hashes)
        {
            byte[] signature = Sign(signer, used.Name);
            foreach (var stated in Hashes)
                Assert.That(key.Verify(Data, signature, Der.Algorithm(stated.Ecdsa)), Is.EqualTo(stated == used), $"{used.Name} as {stated.Name}");
        }
    }

    [Test]
    public void RSA_verifies_with_the_hash_that_is_stated()
    {
        var key = Import(FrameworkKeys.Rsa);
        foreach (var used in Hashes)
        {
            byte[] signature = FrameworkKeys.Rsa.SignData(Data, used.Name, RSASignaturePadding.Pkcs1);
            foreach (var stated in Hashes)
            {
                Assert.That(key.Verify(Data, signature, Der.Algorithm(stated.Rsa, Der.Null)), Is.EqualTo(stated == used));
                Assert.That(key.Verify(Data, signature, Der.Algorithm(RsaEncryption, Der.Null), Der.Algorithm(stated.Digest)), Is.EqualTo(stated == used));
            }

            Assert.That(key.Verify(Data, signature, Der.Algorithm(RsaEncryption, Der.Null)), Is.False, "no hash is stated");
        }
    }

    [Test]
    public void Other_data_another_key_and_another_kind_of_key_do_not_verify()
    {
        byte[] algorithm = Der.Algorithm(Hashes[0].Ecdsa);
        byte[] signature = Sign(FrameworkKeys.P256, HashAlgorithmName.SHA256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.That(Import(FrameworkKeys.P256).Verify("other"u8, signature, algorithm), Is.False);
        Assert.That(Import(other).Verify(Data, signature, algorithm), Is.False);
        Assert.That(Import(FrameworkKeys.P384).Verify(Data, signature, algorithm), Is.False);
        Assert.That(Import(FrameworkKeys.Rsa).Verify(Data, signature, algorithm), Is.False);
        Assert.That(Import(FrameworkKeys.P256).Verify(Data, signature, Der.Algorithm(Hashes[0].Rsa, Der.Null)), Is.False);
    }

    [Test]
    public void SHA_1_and_PSS_do_not_verify()
    {
        Assert.That(Import(FrameworkKeys.P256).Verify(Data, Sign(FrameworkKeys.P256, HashAlgorithmName.SHA1), Der.Algorithm("1.2.840.10045.4.1")), Is.False);
        Assert.That(Import(FrameworkKeys.Rsa).Verify(Data, FrameworkKeys.Rsa.SignData(Data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1), Der.Algorithm("1.2.840.113549.1.1.5", Der.Null)), Is.False);
        Assert.That(Import(FrameworkKeys.Rsa).Verify(Data, FrameworkKeys.Rsa.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss), Der.Algorithm(Hashes[0].Rsa, Der.Null)), Is.False);
    }

    [Test]
    public void An_ECDSA_signature_is_strict_DER()
    {
        var key = Import(FrameworkKeys.P256);
        byte[] algorithm = Der.Algorithm(Hashes[0].Ecdsa);
        byte[] bare = FrameworkKeys.P256.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

        Assert.That(key.Verify(Data, bare, algorithm), Is.False, "the bare numbers");
        Assert.That(key.Verify(Data, [.. Sign(FrameworkKeys.P256, HashAlgorithmName.SHA256), 0], algorithm), Is.False, "data after it");
        Assert.That(key.Verify(Data, Der.Sequence(Der.Integer(0), Der.Integer(0)), algorithm), Is.False, "zeros");
        Assert.That(key.Verify(Data, [], algorithm), Is.False);
    }

    [Test]
    public void A_key_that_cannot_be_calculated_with_verifies_nothing()
    {
        // An even modulus: the platform imports it.
        byte[] modulus = [0, 0xFF, .. new byte[254], 0xFE];
        byte[] publicKey = Der.Sequence(Der.Tagged(0x02, modulus), Der.Integer(65537));
        var key = CertificateKey.Import(Der.Sequence(Der.Algorithm(RsaEncryption, Der.Null), Der.BitString(publicKey)));

        Assert.That(key.Verify(Data, new byte[256], Der.Algorithm(Hashes[0].Rsa, Der.Null)), Is.False);
        Assert.That(key.Verify(Data, [.. modulus[1..^1], 0x01], Der.Algorithm(Hashes[0].Rsa, Der.Null)), Is.False);
    }

    [TestCase(1024)]
    [TestCase(2040)]
    public void A_short_RSA_key_is_refused(int bits)
    {
        using var rsa = RSA.Create(bits);

        Assert.That(Refused.Key(() => Import(rsa)).Actual, Is.EqualTo($"{bits} bits"));
    }

    [Test]
    public void A_long_RSA_key_is_refused()
    {
        byte[] publicKey = Der.Sequence(Der.Tagged(0x02, [0, 0xFF, .. new byte[1024], 0x01]), Der.Integer(65537));

        Assert.That(Refused.Key(() => CertificateKey.Import(Der.Sequence(Der.Algorithm(RsaEncryption, Der.Null), Der.BitString(publicKey)))).Expected, Is.EqualTo("2048 to 8192 bits"));
    }

    [Test]
    public void Keys_of_other_kinds_and_curves_are_refused()
    {
        byte[] point = [4, .. new byte[64]];
        foreach (byte[] algorithm in new[]
        {
            Der.Algorithm("1.3.101.112"),
            Der.Algorithm(EcPublicKey),
            Der.Algorithm(EcPublicKey, Der.Null),
            Der.Algorithm(EcPublicKey, Der.Oid("1.3.132.0.10")),
            Der.Algorithm(EcPublicKey, Der.Sequence(Der.Integer(1))),
            Der.Algorithm(EcPublicKey, Der.Oid("1.2.840.10045.3.1.7"), Der.Null),
        })
            Refused.Key(() => CertificateKey.Import(Der.Sequence(algorithm, Der.BitString(point))));
    }

    [Test]
    public void A_point_that_is_not_on_its_curve_is_refused() =>
        Refused.Key(() => CertificateKey.Import(Der.Sequence(Der.Algorithm(EcPublicKey, Der.Oid("1.2.840.10045.3.1.7")), Der.BitString([4, .. new byte[63], 1]))));

    [Test]
    public void A_key_with_data_after_it_is_refused()
    {
        byte[] key = FrameworkKeys.P256.ExportSubjectPublicKeyInfo();
        byte[] bits = key[^66..];

        Refused.Key(() => CertificateKey.Import((byte[])[.. key, 0]));
        Refused.Key(() => CertificateKey.Import(Der.Sequence(Der.Algorithm(EcPublicKey, Der.Oid("1.2.840.10045.3.1.7")), Der.BitString(bits[1..]), Der.Null)));
    }

    [Test]
    public void Whatever_the_bytes_a_key_is_read_or_refused_and_a_signature_never_throws() =>
        Prop.ForAll(Gen.OneOf(Bytes.Bent(FrameworkKeys.P384.ExportSubjectPublicKeyInfo()), Bytes.Bent(FrameworkKeys.Rsa.ExportSubjectPublicKeyInfo())).ToArbitrary(), bytes =>
        {
            try
            {
                var key = CertificateKey.Import(bytes);
                key.Verify(Data, bytes, Der.Algorithm(Hashes[0].Ecdsa));
                key.Verify(Data, new byte[256], Der.Algorithm(Hashes[0].Rsa, Der.Null));
                key.Verify(Data, Data, bytes, bytes);
            }
            catch (MalformedContentException e) when (e.Failure.Code == "invalid-key")
            {
                // The one way to refuse; any other exception fails the property.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    [Test]
    public void Whatever_the_signature_and_its_algorithm_nothing_is_thrown()
    {
        var (ecdsa, rsa) = (Import(FrameworkKeys.P256), Import(FrameworkKeys.Rsa));
        var cases = from signature in Gen.OneOf(Bytes.Any(), Bytes.Bent(Sign(FrameworkKeys.P256, HashAlgorithmName.SHA256)))
                    from algorithm in Gen.OneOf(Bytes.Any(), Bytes.Bent(Der.Algorithm(Hashes[0].Ecdsa)), Gen.Constant(Der.Algorithm(Hashes[0].Ecdsa)), Gen.Constant(Der.Algorithm(Hashes[0].Rsa)))
                    select (signature, algorithm);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            ecdsa.Verify(Data, one.signature, one.algorithm, one.algorithm);
            rsa.Verify(Data, one.signature, one.algorithm, one.algorithm);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    private static CertificateKey Import(AsymmetricAlgorithm key) => CertificateKey.Import(key.ExportSubjectPublicKeyInfo());

    private static byte[] Sign(ECDsa key, HashAlgorithmName hash) => key.SignData(Data, hash, DSASignatureFormat.Rfc3279DerSequence);
}
