namespace ImageProvenance.Signatures.Tests;

public sealed class CertificatePathCheckTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TestCertificate Anchor = Certified("anchor", null, Noon.AddHours(-4), Noon.AddHours(4));
    private static readonly TestCertificate Issuer = Certified("issuer", Anchor, Noon.AddHours(-3), Noon.AddHours(3));
    private static readonly CertificateAuthority Authority = TestRoot.Authority("https://ca.example", new(Noon.AddHours(-2), Noon.AddHours(2)), Issuer, Anchor);
    private static readonly Certificate Leaf = Signer(Noon.AddMinutes(-10), Noon.AddMinutes(10));

    [Test]
    public void Both_ends_of_the_certificates_time_belong_to_it()
    {
        Assert.That(Check(Leaf, Noon), Is.Null);
        Assert.That(Check(Leaf, Noon.AddMinutes(-10)), Is.Null);
        Assert.That(Check(Leaf, Noon.AddMinutes(10)), Is.Null);
        Assert.That(Check(Leaf, Noon.AddMinutes(-10).AddTicks(-1))!.Code, Is.EqualTo("certificate-not-valid-at-time"));
        Assert.That(Check(Leaf, Noon.AddMinutes(10).AddTicks(1))!.Code, Is.EqualTo("certificate-not-valid-at-time"));
    }

    [Test]
    public void A_failure_says_by_how_much()
    {
        var after = Check(Leaf, Noon.AddMinutes(11).AddSeconds(0.5))!;
        Assert.That(after.Message, Is.EqualTo("The signature is 61 s after the signer's certificate ended."));
        Assert.That(after.Expected, Is.EqualTo("2026-06-01T11:50:00Z to 2026-06-01T12:10:00Z"));
        Assert.That(after.Actual, Is.EqualTo("2026-06-01T12:11:00.5Z"));

        Assert.That(Check(Leaf, Noon.AddMinutes(-11))!.Message, Is.EqualTo("The signature is 60 s before the signer's certificate began."));
        Assert.That(Check(Leaf, Noon.AddDays(400))!.Message, Is.EqualTo("The signature is 399 days after the signer's certificate ended."));
    }

    [Test]
    public void The_trust_in_the_authority_has_its_time()
    {
        var leaf = Signer(Noon.AddDays(-9), Noon.AddDays(9));

        Assert.That(Check(leaf, Noon.AddHours(2)), Is.Null);
        Assert.That(Check(leaf, Noon.AddHours(-2)), Is.Null);
        Assert.That(Check(leaf, Noon.AddHours(2).AddSeconds(1))!.Code, Is.EqualTo("authority-not-trusted-at-time"));
        Assert.That(Check(leaf, Noon.AddHours(-2).AddSeconds(-1))!.Message, Is.EqualTo("The signature is 1 s before the trust in the authority https://ca.example began."));
    }

    [Test]
    public void Trust_in_an_authority_may_be_open() =>
        Assert.That(CertificatePathCheck.Check(Leaf, TestRoot.Authority("https://ca.example", new(Noon, null), Issuer, Anchor), Noon.AddMinutes(10)), Is.Null);

    [Test]
    public void Every_certificate_above_has_its_time()
    {
        var leaf = Signer(Noon.AddDays(-9), Noon.AddDays(9));
        var authority = TestRoot.Authority("https://ca.example", null, Issuer, Anchor);

        Assert.That(CertificatePathCheck.Check(leaf, authority, Noon.AddHours(3)), Is.Null);
        Assert.That(CertificatePathCheck.Check(leaf, authority, Noon.AddHours(3).AddSeconds(1))!.Code, Is.EqualTo("authority-certificate-not-valid-at-time"));
        Assert.That(CertificatePathCheck.Check(leaf, authority, Noon.AddHours(-3).AddSeconds(-1))!.Code, Is.EqualTo("authority-certificate-not-valid-at-time"));

        var longer = Certified("issuer", Anchor, Noon.AddDays(-9), Noon.AddDays(9));
        var outlived = TestRoot.Authority("https://ca.example", null, longer, Anchor);
        Assert.That(CertificatePathCheck.Check(leaf, outlived, Noon.AddHours(4).AddSeconds(1))!.Expected, Is.EqualTo($"{Anchor.Parsed.Validity}"), "the anchor's too");
    }

    private static Failure? Check(Certificate leaf, DateTimeOffset time) => CertificatePathCheck.Check(leaf, Authority, time);

    private static Certificate Signer(DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        TestCertificate.Make("", Issuer, TestCertificate.LeafExtensions(), notBefore: notBefore, notAfter: notAfter).Parsed;

    private static TestCertificate Certified(string name, TestCertificate? issuer, DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        TestCertificate.Make($"CN={name}", issuer, [new System.Security.Cryptography.X509Certificates.X509BasicConstraintsExtension(true, false, 0, true)], notBefore: notBefore, notAfter: notAfter);
}
