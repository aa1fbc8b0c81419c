using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

public sealed class CertificatePemTests
{
    private static readonly byte[] Der = new CertificateParts().Encode();
    private static readonly string Pem = PemEncoding.WriteString("CERTIFICATE", Der);

    [Test]
    public void One_block_is_read_with_white_space_around_it()
    {
        Assert.That(CertificatePem.ReadOne(Pem), Is.EqualTo(Der));
        Assert.That(CertificatePem.ReadOne($"\r\n \t{Pem}\n\n"), Is.EqualTo(Der));
        Assert.That(CertificatePem.ReadOne(Pem.Replace("\n", "\r\n", StringComparison.Ordinal)), Is.EqualTo(Der));
    }

    [TestCase("PUBLIC KEY")]
    [TestCase("RSA PUBLIC KEY")]
    [TestCase("TRUSTED CERTIFICATE")]
    [TestCase("X509 CERTIFICATE")]
    [TestCase("certificate")]
    [TestCase("CERTIFICATE REQUEST")]
    [TestCase("")]
    public void Only_a_certificate_is_a_certificate(string label)
    {
        var failure = Refused(PemEncoding.WriteString(label, Der));

        Assert.That((failure.Expected, failure.Actual), Is.EqualTo(("CERTIFICATE", label)));
    }

    [Test]
    public void A_public_key_is_not_read() => Refused(FrameworkKeys.P256.ExportSubjectPublicKeyInfoPem());

    [Test]
    public void Other_text_is_refused()
    {
        Assert.That(Refused($"A certificate:\n{Pem}").Message, Does.Contain("other text"));
        Assert.That(Refused($"{Pem}\nof a signer").Message, Does.Contain("other text"));
        Assert.That(Refused($"{Pem}\n{Pem}").Message, Does.Contain("other text"));
        Assert.That(Refused($"{Pem}\0").Message, Does.Contain("other text"));
        Refused($"{Pem}\n{FrameworkKeys.P256.ExportSubjectPublicKeyInfoPem()}");
        Refused($"{FrameworkKeys.P256.ExportSubjectPublicKeyInfoPem()}\n{Pem}");
    }

    [Test]
    public void What_is_no_PEM_is_refused()
    {
        Refused("");
        Refused(" \n");
        Refused(Convert.ToBase64String(Der));
        Refused(Pem.Replace("-----END CERTIFICATE-----", "", StringComparison.Ordinal));
        Refused(Pem.Replace("END CERTIFICATE", "END OTHER", StringComparison.Ordinal));
        Refused(Pem.Replace("-----\nMI", "-----\nM!", StringComparison.Ordinal));
    }

    [Test]
    public void A_long_text_is_refused()
    {
        Assert.That(CertificatePem.ReadOne(Pem.PadRight(CertificatePem.MaxLength)), Is.EqualTo(Der));
        Assert.That(Refused(Pem.PadRight(CertificatePem.MaxLength + 1)).Expected, Is.EqualTo("at most 65536 characters"));
    }

    [Test]
    public void Whatever_the_text_it_is_read_or_refused() =>
        Prop.ForAll(Bytes.Bent(Some.Utf8(Pem)).ToArbitrary(), bytes =>
        {
            try
            {
                CertificatePem.ReadOne(System.Text.Encoding.UTF8.GetString(bytes));
            }
            catch (MalformedContentException e) when (e.Failure.Code == "invalid-certificate")
            {
                // The one way to refuse; any other exception fails the property.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static Failure Refused(string pem)
    {
        var failure = Assert.Throws<MalformedContentException>(() => CertificatePem.ReadOne(pem))!.Failure;
        Assert.That(failure.Code, Is.EqualTo("invalid-certificate"));
        return failure;
    }
}
