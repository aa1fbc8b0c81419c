using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

public sealed class PublicKeyTests
{
    // An Ed448 key is 12 bytes of header and 57 bytes of key (RFC 8410, 4).
    private static readonly byte[] Ed448 = [.. Convert.FromHexString("3043300506032b6571033a00"), .. new byte[57]];

    // openssl ecparam -name prime256v1 -param_enc explicit -genkey -noout | openssl ec -pubout -param_enc explicit
    private const string ExplicitP256 = """
        -----BEGIN PUBLIC KEY-----
        MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
        AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
        ///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
        NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
        RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
        //////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABBTm6oPgp/nTKTvvOKqF/tZj
        1ajma19ZGjNReGg9D76yearjMQbdiJ3ua5/bl/bxFBf/gJlNuLg6+w7gg0gVXho=
        -----END PUBLIC KEY-----
        """;

    [Test]
    public void A_PKIX_key_is_read() =>
        Assert.That(PublicKey.FromPem(Some.Key.PublicKeyPem).Verify("data"u8.ToArray(), Some.Key.Sign("data"u8)), Is.True);

    [Test]
    public void Text_around_the_block_is_ignored() =>
        Assert.That(PublicKey.FromPem($"The release key:\n{Some.Key.PublicKeyPem}\nKeep it.").Id, Is.EqualTo(Some.Public(Some.Key).Id));

    [Test]
    public void An_RSA_key_is_the_same_key_in_either_PEM()
    {
        using var rsa = RSA.Create(2048);

        Assert.That(PublicKey.FromPem(rsa.ExportRSAPublicKeyPem()).Id, Is.EqualTo(PublicKey.FromPem(rsa.ExportSubjectPublicKeyInfoPem()).Id));
    }

    [Test]
    public void A_certificate_stands_for_its_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Certificate(key);

        Assert.That(PublicKey.FromPem(certificate.ExportCertificatePem()).Id, Is.EqualTo(PublicKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo()).Id));
    }

    [Test]
    public void The_id_is_the_digest_of_the_key_and_survives_a_round_trip()
    {
        var key = Some.Public(Some.Key);

        Assert.That(key.Id, Is.EqualTo(Digest.Of(Some.Key.SubjectPublicKeyInfo.Span).ToString()));
        Assert.That(PublicKey.FromPem(key.ToPem()).Id, Is.EqualTo(key.Id));
        Assert.That(key.ToString(), Does.Contain(key.Id).And.Contain("ecdsa-p256-sha256"));
    }

    [Test]
    public void A_private_key_is_refused_as_one()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);

        foreach (string pem in new[] { ecdsa.ExportPkcs8PrivateKeyPem(), ecdsa.ExportECPrivateKeyPem(), rsa.ExportRSAPrivateKeyPem(), "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----" })
            Assert.That(Refused.Key(() => PublicKey.FromPem(pem)).Message, Does.Contain("private key"));
    }

    [Test]
    public void Several_blocks_are_refused() =>
        Assert.That(Refused.Key(() => PublicKey.FromPem($"{Some.Key.PublicKeyPem}\n{Some.OtherKey.PublicKeyPem}")).Message, Does.Contain("several"));

    [TestCase("", TestName = "No text is no key")]
    [TestCase("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== someone", TestName = "An SSH key is no PEM")]
    [TestCase("-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----", TestName = "A block that is no base64 is no PEM")]
    [TestCase("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", TestName = "An empty block is no key")]
    [TestCase("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", TestName = "A block that is no DER is no key")]
    [TestCase("-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----", TestName = "A block that is no RSA key is no key")]
    [TestCase("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", TestName = "A block that is no certificate is no key")]
    [TestCase("-----BEGIN PGP PUBLIC KEY-----\nAAAA\n-----END PGP PUBLIC KEY-----", TestName = "A block of another label is no key")]
    public void What_is_no_key_is_refused(string pem) => Refused.Key(() => PublicKey.FromPem(pem));

    [Test]
    public void Data_after_the_key_is_refused_in_every_PEM()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        using var certificate = Certificate(ecdsa);

        Refused.Key(() => PublicKey.FromPem(PemEncoding.WriteString("PUBLIC KEY", [.. ecdsa.ExportSubjectPublicKeyInfo(), 5, 0])));
        Refused.Key(() => PublicKey.FromPem(PemEncoding.WriteString("RSA PUBLIC KEY", [.. rsa.ExportRSAPublicKey(), 5, 0])));
        Refused.Key(() => PublicKey.FromPem(PemEncoding.WriteString("CERTIFICATE", [.. certificate.RawData, 5, 0])));
    }

    [Test]
    public void A_certificate_block_that_holds_PEM_again_is_refused()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Certificate(ecdsa);

        Refused.Key(() => PublicKey.FromPem(PemEncoding.WriteString("CERTIFICATE", Some.Utf8(certificate.ExportCertificatePem()))));
    }

    [Test]
    public void An_RSA_key_of_1024_bits_is_refused_as_too_small()
    {
        using var key = TestKey.Rsa(1024);

        var failure = Refused.Key(() => PublicKey.FromPem(key.PublicKeyPem));

        Assert.That(failure.Actual, Is.EqualTo("1024 bits"));
    }

    [Test]
    public void A_curve_that_is_not_supported_is_refused_by_name()
    {
        using var key = TestKey.Ecdsa(ECCurve.CreateFromValue("1.3.132.0.10"));

        Assert.That(Refused.Key(() => PublicKey.FromPem(key.PublicKeyPem)).Actual, Does.Contain("secp256k1"));
    }

    [Test]
    public void A_curve_that_the_platform_has_never_heard_of_is_refused_like_any_other()
    {
        // The last byte of P-256's object identifier, 1.2.840.10045.3.1.7.
        byte[] key = Some.Key.SubjectPublicKeyInfo.ToArray();
        key[22] = 0x7f;

        Assert.That(Refused.Key(() => PublicKey.FromSubjectPublicKeyInfo(key)).Actual, Does.Contain("1.2.840.10045.3.1.127"));
    }

    // Whoever may choose the parameters may choose a generator for which he knows the private key (CVE-2020-0601).
    [Test]
    public void A_curve_given_by_its_parameters_is_refused() =>
        Assert.That(Refused.Key(() => PublicKey.FromPem(ExplicitP256)).Actual, Is.EqualTo("a curve without a name"));

    [Test]
    public void A_point_that_is_not_on_the_curve_is_refused()
    {
        byte[] key = Some.Key.SubjectPublicKeyInfo.ToArray();
        key[^1] ^= 1;

        Refused.Key(() => PublicKey.FromSubjectPublicKeyInfo(key));
    }

    [Test]
    public void A_key_of_a_kind_that_is_not_supported_is_refused_by_name() =>
        Assert.That(Refused.Key(() => PublicKey.FromSubjectPublicKeyInfo(Ed448)).Actual, Does.Contain("Ed448"));

    [Test]
    public void A_key_refuses_the_algorithms_of_other_keys()
    {
        using var rsa = TestKey.Rsa();

        foreach (var (pem, algorithm) in new[]
        {
            (Some.Key.PublicKeyPem, SignatureAlgorithms.RsaPkcs1Sha256),
            (Some.Key.PublicKeyPem, SignatureAlgorithms.EcdsaP384Sha384),
            (Some.Key.PublicKeyPem, "ECDSA-P256-SHA256"),
            (rsa.PublicKeyPem, SignatureAlgorithms.EcdsaP256Sha256),
            (rsa.PublicKeyPem, "rsa-pkcs1-sha1"),
            (rsa.PublicKeyPem, ""),
        })
        {
            Assert.That(Refused.Key(() => PublicKey.FromPem(pem, algorithm)).Actual, Is.EqualTo(algorithm));
        }
    }

    private static X509Certificate2 Certificate(ECDsa key) =>
        new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(Some.Now.AddYears(-1), Some.Now.AddYears(1));
}
