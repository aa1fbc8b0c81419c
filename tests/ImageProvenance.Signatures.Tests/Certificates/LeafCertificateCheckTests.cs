using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Signatures.Tests;

public sealed class LeafCertificateCheckTests
{
    private static readonly TestCertificate Authority = TestCertificate.Authority("authority");

    [Test]
    public void A_certificate_to_sign_code_with_passes()
    {
        Assert.That(Check(), Is.Null);
        Assert.That(Check(TestCertificate.Purposes("1.3.6.1.5.5.7.3.4", TestCertificate.CodeSigning)), Is.Null, "and for another purpose");
        Assert.That(Check(new X509BasicConstraintsExtension(false, false, 0, true)), Is.Null, "says that it is no authority");
        Assert.That(Check(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true)), Is.Null);
    }

    [Test]
    public void What_is_checked_here_may_be_critical()
    {
        Assert.That(Check(new X509BasicConstraintsExtension(false, false, 0, critical: true)), Is.Null);
        Assert.That(Check(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true)), Is.Null);
        Assert.That(Check(new X509Extension("2.5.29.37", Der.Sequence(Der.Oid(TestCertificate.CodeSigning)), critical: true)), Is.Null);
        Assert.That(Check(new X509Extension("2.5.29.17", Der.Sequence(), critical: true)), Is.Null);
        Assert.That(Check(new X509Extension("1.3.6.1.4.1.11129.2.4.2", Der.Null, critical: true)), Is.Null);
    }

    [Test]
    public void An_authority_is_no_signer()
    {
        Assert.That(Check(new X509BasicConstraintsExtension(true, false, 0, true))!.Code, Is.EqualTo("leaf-is-authority"));
        Assert.That(Check(new X509BasicConstraintsExtension(true, false, 0, false))!.Code, Is.EqualTo("leaf-is-authority"));
    }

    [Test]
    public void The_key_usage_has_to_be_there_and_for_signatures()
    {
        Assert.That(Check(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.NonRepudiation, true))!.Message, Does.StartWith("The key usage"));

        var none = TestCertificate.Make("", Authority, [TestCertificate.Purposes(TestCertificate.CodeSigning)]);
        var failure = LeafCertificateCheck.Check(none.Parsed)!;
        Assert.That((failure.Code, failure.Expected), Is.EqualTo(("leaf-not-for-code-signing", "key usage digitalSignature")));
    }

    [Test]
    public void The_purpose_has_to_be_there_and_code_signing()
    {
        foreach (string other in new[] { "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.8", TestCertificate.AnyPurpose })
            Assert.That(Check(TestCertificate.Purposes(other))!.Message, Does.StartWith("The extended key usage"), other);

        var none = TestCertificate.Make("", Authority, [new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true)]);
        var failure = LeafCertificateCheck.Check(none.Parsed)!;
        Assert.That((failure.Code, failure.Expected), Is.EqualTo(("leaf-not-for-code-signing", "extended key usage codeSigning")));
    }

    [Test]
    public void What_is_critical_and_not_known_is_refused()
    {
        var failure = Check(new X509Extension("1.2.3.4", Der.Null, critical: true))!;

        Assert.That((failure.Code, failure.Actual), Is.EqualTo(("unsupported-certificate-extension", "1.2.3.4")));
        Assert.That(Check(new X509Extension("1.2.3.4", Der.Null, critical: false)), Is.Null);
    }

    [Test]
    public void A_precertificate_is_no_certificate()
    {
        foreach (bool critical in new[] { true, false })
            Assert.That(Check(new X509Extension("1.3.6.1.4.1.11129.2.4.3", Der.Null, critical))!.Code, Is.EqualTo("unsupported-certificate-extension"));
    }

    [TestCase("2.5.29.19")]
    [TestCase("2.5.29.15")]
    [TestCase("2.5.29.37")]
    public void A_malformed_extension_is_a_failure(string oid) =>
        Assert.That(Check(new X509Extension(oid, [1], critical: true))!.Code, Is.EqualTo("invalid-certificate"));

    [TestCase("3000", null)]
    [TestCase("30030101FF", "leaf-is-authority")]
    [TestCase("3003010100", null)]
    [TestCase("30060101FF020100", "leaf-is-authority")]
    [TestCase("3006010100020100", null)]
    [TestCase("30080101FF0201000500", "invalid-certificate")]
    [TestCase("30030101010500", "invalid-certificate")]
    public void Basic_constraints_are_read_to_the_letter(string hex, string? code) =>
        Assert.That(Check(new X509Extension("2.5.29.19", Convert.FromHexString(hex), critical: true))?.Code, Is.EqualTo(code));

    private static Failure? Check(params X509Extension[] extensions) => LeafCertificateCheck.Check(TestCertificate.Leaf(Authority, extensions).Parsed);
}
