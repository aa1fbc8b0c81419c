using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampSignerTests
{
    private static readonly StampingAuthority Usual = StampingAuthority.Usual;

    private static readonly TestCertificate Sibling = Usual.Issue();

    [Test]
    public void The_roots_own_certificate_is_used_where_none_comes_along() => Stamp.Holds(Stamp.Token, Usual.WithSigner());

    [Test]
    public void A_certificate_that_comes_along_is_used_where_the_root_names_a_chain_alone() =>
        Stamp.Holds(Stamp.Token with { Certificates = [Usual.Signer.Der] }, Usual.WithoutSigner());

    [Test]
    public void Without_any_certificate_of_the_signer_the_authority_is_unknown()
    {
        var failure = Stamp.Fails("timestamp-unknown-authority", Stamp.Token, Usual.WithoutSigner());
        Assert.That(failure.Expected, Is.EqualTo(StampingAuthority.Uri));
        Assert.That(failure.Actual, Is.EqualTo($"serial number {Convert.ToHexStringLower(Usual.Signer.Parsed.SerialNumber.Span)} of CN=TSA intermediate"));
    }

    [Test]
    public void Without_any_authority_the_authority_is_unknown()
    {
        var failure = TimestampCheck.Check(Stamp.Token.Encode(), SignedMessage.Of(TestToken.Signature), [], out var time);
        Assert.That(failure, Is.EqualTo(new Failure("timestamp-unknown-authority", failure!.Message, "no authority", failure.Actual)));
        Assert.That(time, Is.Null);
    }

    [Test]
    public void A_certificate_of_the_same_chain_is_not_the_one_that_the_root_names() =>
        Stamp.Fails("timestamp-unknown-authority", new TestToken(Sibling) { Certificates = [Sibling.Der] }, Usual.WithSigner());

    [Test]
    public void A_certificate_that_another_authority_issued_is_unknown()
    {
        var other = new StampingAuthority();
        Stamp.Fails("timestamp-unknown-authority", new TestToken(other.Signer) { Certificates = [other.Signer.Der] }, Usual.WithoutSigner());
    }

    [Test]
    public void A_forged_certificate_before_the_signers_own_changes_nothing()
    {
        var forged = TestCertificate.Make(
            "O=example.com,CN=TSA", null, StampingAuthority.SignerExtensions, issuerName: Usual.Intermediate.Subject);
        Stamp.Holds(Stamp.Token with { Certificates = [forged.Der, Usual.Signer.Der] }, Usual.WithoutSigner());
        Stamp.Holds(Stamp.Token with { Certificates = [forged.Der, Usual.Signer.Der] }, Usual.WithSigner());
        Stamp.Fails("timestamp-unknown-authority", new TestToken(forged) { Certificates = [forged.Der, Usual.Signer.Der] }, Usual.WithoutSigner());
        Stamp.Fails("timestamp-signature-mismatch", Stamp.Token with { SigningKey = forged.Key, Certificates = [forged.Der, Usual.Signer.Der] }, Usual.WithoutSigner());
    }

    [Test]
    public void Certificates_without_the_signers_own_are_refused() =>
        Stamp.Fails("timestamp-certificate-missing", Stamp.Token with { Certificates = [Sibling.Der] }, Usual.WithSigner());

    [Test]
    public void What_comes_along_and_is_no_certificate_changes_nothing() =>
        Stamp.Holds((Stamp.Token with { Certificates = [[0x30, 0x00], [0x05, 0x00], Usual.Signer.Der] }).Encode(), Usual.WithoutSigner());

    [Test]
    public void A_signer_that_is_no_certificate_is_refused_as_one()
    {
        byte[] none = [0x30, 0x00];
        Stamp.Fails("invalid-certificate", Stamp.Token with
        {
            Certificates = [none],
            SigningCertificate = [TokenParts.SigningCertificateV2(Usual.Signer, hash: SHA256.HashData(none))],
        }, Usual.WithoutSigner());
    }

    [Test]
    public void The_signed_name_may_be_a_hash_of_any_version_and_algorithm()
    {
        Stamp.Holds(Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV1(Usual.Signer)] });
        Stamp.Holds(Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV1(Usual.Signer, issuerSerialOf: Usual.Signer)] });
        Stamp.Holds(Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV2(Usual.Signer, HashAlgorithmName.SHA256)] });
        Stamp.Holds(Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV2(Usual.Signer, HashAlgorithmName.SHA384)] });
        Stamp.Holds(Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV2(Usual.Signer, HashAlgorithmName.SHA512)] });
        Stamp.Holds(Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV1(Usual.Signer), TokenParts.SigningCertificateV2(Usual.Signer)] });
        Stamp.Fails("invalid-timestamp", Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV2(Usual.Signer, HashAlgorithmName.SHA1)] });
    }

    [Test]
    public void The_signed_hash_is_of_the_signers_certificate()
    {
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV1(Sibling)] });
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV2(Sibling, issuerSerialOf: Usual.Signer)] });
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV2(Usual.Signer, hash: [])] });
    }

    [Test]
    public void Where_both_versions_of_the_signed_name_are_there_both_hold()
    {
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV1(Sibling), TokenParts.SigningCertificateV2(Usual.Signer)] });
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV1(Usual.Signer), TokenParts.SigningCertificateV2(Sibling, issuerSerialOf: Usual.Signer)] });
    }

    [Test]
    public void The_signed_issuer_and_serial_number_are_the_signers()
    {
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV2(Usual.Signer, issuerSerialOf: Sibling)] });
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV2(Usual.Signer, issuerSerialOf: Usual.Intermediate)] });
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SigningCertificate = [TokenParts.SigningCertificateV1(Usual.Signer, issuerSerialOf: Sibling)] });
    }

    [Test]
    public void The_unsigned_name_is_of_the_same_certificate()
    {
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SignerIdentifier = Sibling });
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SignerIdentifier = Usual.Intermediate });
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SignerIdentifier = Sibling, Certificates = [Usual.Signer.Der] }, Usual.WithoutSigner());
    }

    [Test]
    public void The_unsigned_name_may_be_the_keys_identifier()
    {
        var identifier = new System.Security.Cryptography.X509Certificates.X509SubjectKeyIdentifierExtension([1, 2, 3, 4], false);
        var authority = Usual.With(Usual.Issue([.. StampingAuthority.SignerExtensions, identifier]));
        Stamp.Holds(new TestToken(authority.Signer) { SubjectKeyIdentifier = [1, 2, 3, 4] }, authority.WithSigner());
        Stamp.Fails("timestamp-signer-mismatch", new TestToken(authority.Signer) { SubjectKeyIdentifier = [1, 2, 3, 5] }, authority.WithSigner());
        Stamp.Fails("timestamp-signer-mismatch", Stamp.Token with { SubjectKeyIdentifier = [] }, Usual.WithSigner());
        Assert.That(
            Stamp.Fails("timestamp-unknown-authority", new TestToken(Sibling) { SubjectKeyIdentifier = [1, 2, 3, 5] }, Usual.WithSigner()).Actual,
            Is.EqualTo("subject key identifier 01020305"));
    }

    [Test]
    public void Any_authority_that_fits_is_enough()
    {
        var past = Usual.WithSigner(new(TestCertificate.NotBefore, TestCertificate.NotBefore.AddDays(1)));
        Stamp.Holds(Stamp.Token, new StampingAuthority().WithSigner(), past, Usual.WithSigner());
        Stamp.Fails("timestamp-outside-authority-validity", Stamp.Token, new StampingAuthority().WithSigner(), past);
    }

    [Test]
    public void The_proven_time_names_the_authority_and_counts_for_its_operator() => Assert.That(
        Stamp.Holds(Stamp.Token, Usual.WithSigner(@operator: "acme")),
        Is.EqualTo(new VerifiedTime(StampingAuthority.Uri, TestToken.Noon, "acme")));
}
