using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampPurposeTests
{
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    private const string AnyPurpose = "2.5.29.37.0";

    private static readonly X509Extension Alone = StampingAuthority.Purposes(true, StampingAuthority.TimeStamping);

    [Test]
    public void A_certificate_for_time_stamping_alone_may_stamp() => Holds(Alone);

    [Test]
    public void A_certificate_that_says_nothing_of_its_purpose_may_not() => Fails([new X509BasicConstraintsExtension(false, false, 0, true)], "none");

    [Test]
    public void A_purpose_that_is_not_critical_is_refused() => Fails([StampingAuthority.Purposes(false, StampingAuthority.TimeStamping)], "1 purpose, not critical");

    [Test]
    public void Two_purposes_are_refused() => Fails([StampingAuthority.Purposes(true, StampingAuthority.TimeStamping, CodeSigning)], "2 purposes, critical");

    [TestCase(CodeSigning)]
    [TestCase(AnyPurpose)]
    public void Another_purpose_is_refused(string purpose) => Fails([StampingAuthority.Purposes(true, purpose)], "1 purpose, critical");

    [Test]
    public void An_authority_may_not_stamp() => Fails([Alone, new X509BasicConstraintsExtension(true, false, 0, true)], "basic constraints with CA true");

    [TestCase(X509KeyUsageFlags.DigitalSignature)]
    [TestCase(X509KeyUsageFlags.NonRepudiation)]
    [TestCase(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)]
    public void A_key_that_may_sign_may_stamp(X509KeyUsageFlags usage) => Holds(Alone, new X509KeyUsageExtension(usage, true));

    [TestCase(X509KeyUsageFlags.KeyEncipherment)]
    [TestCase(X509KeyUsageFlags.KeyCertSign)]
    public void A_key_that_may_not_sign_may_not_stamp(X509KeyUsageFlags usage) =>
        Fails([Alone, new X509KeyUsageExtension(usage, true)], "key usage without either");

    [Test]
    public void A_certificate_that_demands_what_is_not_supported_is_refused()
    {
        Holds(Alone, new X509Extension("1.2.3.4", [0x05, 0x00], critical: false));
        Fails([Alone, new X509Extension("1.2.3.4", [0x05, 0x00], critical: true)], "1.2.3.4");
    }

    [Test]
    public void A_malformed_extension_is_refused() => Stamp.Fails("invalid-certificate", Token([Alone, new X509Extension("2.5.29.15", [0x05, 0x00], critical: true)], out var authority), authority);

    [TestCase(StampingAuthority.TimeStamping)]
    [TestCase(AnyPurpose)]
    public void Authorities_that_are_limited_to_time_stamping_or_to_nothing_may_issue(string purpose) =>
        Stamp.Holds(Token([Alone], out var authority, StampingAuthority.Purposes(false, purpose)), authority);

    [Test]
    public void Authorities_that_are_limited_to_something_else_may_not() =>
        Stamp.Fails("timestamp-signer-not-for-timestamping", Token([Alone], out var authority, StampingAuthority.Purposes(false, CodeSigning)), authority);

    private static void Holds(params X509Extension[] extensions) => Stamp.Holds(Token(extensions, out var authority), authority);

    // Both where the root names the certificate and where it came along.
    private static void Fails(X509Extension[] extensions, string actual)
    {
        Assert.That(Stamp.Fails("timestamp-signer-not-for-timestamping", Token(extensions, out var authority), authority).Actual, Is.EqualTo(actual));
        var signer = StampingAuthority.Usual.Issue(extensions);
        Stamp.Fails("timestamp-signer-not-for-timestamping", new TestToken(signer) { Certificates = [signer.Der] }, StampingAuthority.Usual.WithoutSigner());
    }

    private static TestToken Token(X509Extension[] extensions, out TimestampAuthority authority, params X509Extension[] intermediateExtensions)
    {
        var stamping = new StampingAuthority(extensions, null, intermediateExtensions);
        authority = stamping.WithSigner();
        return new(stamping.Signer);
    }
}
