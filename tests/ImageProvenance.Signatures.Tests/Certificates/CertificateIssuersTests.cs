using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Signatures.Tests;

public sealed class CertificateIssuersTests
{
    private static readonly TestCertificate Anchor = TestCertificate.Authority("anchor");
    private static readonly TestCertificate Issuer = TestCertificate.Authority("issuer", Anchor, more: [Raw("2.5.29.14", Der.OctetString(1, 2))]);
    private static readonly TestCertificate Leaf = TestCertificate.Leaf(Issuer);

    [Test]
    public void The_authority_whose_key_signed_is_the_issuer()
    {
        var authority = TestRoot.Authority("https://one", null, Issuer, Anchor);
        var other = TestRoot.Authority("https://other", null, TestCertificate.Authority("other"));

        Assert.That(Of(Leaf, other, authority, other), Is.EqualTo(new[] { authority }));
    }

    [Test]
    public void An_authority_above_the_issuer_is_not() =>
        Assert.That(Of(Leaf, TestRoot.Authority("https://one", null, Anchor)), Is.Empty);

    [Test]
    public void An_authority_of_the_same_name_and_another_key_is_not()
    {
        var impostor = TestCertificate.Authority("issuer");

        Assert.That(Of(TestCertificate.Leaf(impostor), TestRoot.Authority("https://one", null, Issuer, Anchor)), Is.Empty);
        Assert.That(Of(Leaf, TestRoot.Authority("https://one", null, impostor)), Is.Empty);
    }

    [Test]
    public void An_authority_of_the_same_key_and_another_name_is_not()
    {
        var renamed = TestCertificate.Authority("renamed", key: Issuer.Key);

        Assert.That(Of(Leaf, TestRoot.Authority("https://one", null, renamed)), Is.Empty);
    }

    [Test]
    public void A_certificate_that_was_changed_has_no_issuer()
    {
        byte[] changed = [.. Leaf.Der];
        changed[Leaf.Der.AsSpan().IndexOf("workflow"u8)] ^= 1;

        Assert.That(CertificateIssuers.Of(Certificate.Parse(changed), TestRoot.Of(TestRoot.Authority("https://one", null, Issuer, Anchor))), Is.Empty);
    }

    [Test]
    public void A_key_identifier_that_differs_names_another_issuer()
    {
        var authority = TestRoot.Authority("https://one", null, Issuer, Anchor);

        Assert.That(Of(TestCertificate.Leaf(Issuer, Raw("2.5.29.35", Der.Sequence(Der.Tagged(0x80, [1, 2])))), authority), Is.Not.Empty);
        Assert.That(Of(TestCertificate.Leaf(Issuer, Raw("2.5.29.35", Der.Sequence(Der.Tagged(0x80, [1, 3])))), authority), Is.Empty);
        Assert.That(Of(TestCertificate.Leaf(Issuer, Raw("2.5.29.35", [1])), authority), Is.Empty, "malformed");
    }

    [Test]
    public void A_chain_for_another_purpose_issues_no_signers()
    {
        var timeStamping = TestCertificate.Authority("issuer", Anchor, key: Issuer.Key, more: [TestCertificate.Purposes("1.3.6.1.5.5.7.3.8")]);
        var codeSigning = TestCertificate.Authority("issuer", Anchor, key: Issuer.Key, more: [TestCertificate.Purposes(TestCertificate.CodeSigning)]);

        Assert.That(Of(Leaf, TestRoot.Authority("https://one", null, timeStamping, Anchor)), Is.Empty);
        Assert.That(Of(Leaf, TestRoot.Authority("https://one", null, codeSigning, Anchor)), Is.Not.Empty);
    }

    [Test]
    public void One_authority_in_several_times_is_found_for_each()
    {
        var (first, second) = (TestRoot.Authority("https://first", null, Issuer, Anchor), TestRoot.Authority("https://second", null, Issuer));
        var crossSigned = TestRoot.Authority("https://third", null, TestCertificate.Authority("issuer", TestCertificate.Authority("another anchor"), key: Issuer.Key));

        Assert.That(Of(Leaf, first, second, crossSigned), Is.EqualTo(new[] { first, second, crossSigned }));
    }

    [Test]
    public void One_issuing_certificate_in_two_chains_needs_both_to_permit()
    {
        var limited = TestCertificate.Authority("anchor", key: Anchor.Key, more: [TestCertificate.Purposes("1.3.6.1.5.5.7.3.8")]);
        var (good, bad) = (TestRoot.Authority("https://good", null, Issuer, Anchor), TestRoot.Authority("https://bad", null, Issuer, limited));

        Assert.That(Of(Leaf, good, bad), Is.EqualTo(new[] { good }));
    }

    [Test]
    public void An_RSA_authority_issues_too()
    {
        var rsa = TestCertificate.Authority("rsa", key: RSA.Create(2048));

        Assert.That(Of(TestCertificate.Leaf(rsa), TestRoot.Authority("https://one", null, rsa)), Is.Not.Empty);
    }

    private static IReadOnlyList<CertificateAuthority> Of(TestCertificate leaf, params CertificateAuthority[] authorities) =>
        CertificateIssuers.Of(leaf.Parsed, TestRoot.Of(authorities));

    private static X509Extension Raw(string oid, byte[] value) => new(oid, value, critical: false);
}
