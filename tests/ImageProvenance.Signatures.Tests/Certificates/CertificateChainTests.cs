using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Signatures.Tests;

public sealed class CertificateChainTests
{
    private static readonly TestCertificate Anchor = TestCertificate.Authority("anchor");
    private static readonly TestCertificate Middle = TestCertificate.Authority("middle", Anchor);
    private static readonly TestCertificate Issuer = TestCertificate.Authority("issuer", Middle);

    [TestCase("trust", "sigstore-public-good.trusted_root.json")]
    [TestCase("trust", "sigstore-staging.trusted_root.json")]
    [TestCase("trust", "github.trusted_root.json")]
    [TestCase("sigstore-conformance", "bundle-verify", "intoto-with-custom-trust-root", "trusted_root.json")]
    public void Real_chains_are_proven_and_permit_code_signing(params string[] path)
    {
        foreach (var certificates in RealRoots.Chains("certificateAuthorities", path))
        {
            var chain = CertificateChain.Prove(certificates);
            Assert.That(chain.Issuer, Is.SameAs(certificates[0]));
            Assert.That(chain.Certificates, Is.EqualTo(certificates));
            Assert.That(chain.Keys, Has.Count.EqualTo(certificates.Count));
            Assert.That(chain.Permits(Oids.CodeSigning));
            Assert.That(chain.Permits(Oids.TimeStamping), Is.EqualTo(certificates.All(certificate => ExtendedKeyUsage.Of(certificate) is null)));
        }
    }

    [Test]
    public void A_chain_is_one_or_more_authorities()
    {
        Assert.That(Prove(Anchor).Keys, Has.Count.EqualTo(1));
        Assert.That(Prove(Issuer, Middle, Anchor).Keys, Has.Count.EqualTo(3));
    }

    [Test]
    public void An_anchor_is_trusted_as_it_is()
    {
        Assert.That(() => Prove(Issuer, Middle), Throws.Nothing);
        Assert.That(() => Prove(Issuer), Throws.Nothing);
    }

    [Test]
    public void An_anchor_that_says_it_signed_itself_has_to()
    {
        var pretended = TestCertificate.Make("CN=anchor", Middle, AuthorityExtensions(), issuerName: new("CN=anchor"));

        AssertRefused("Certificate 1 of 1", "not signed by its issuer's key", pretended);
    }

    [Test]
    public void An_RSA_authority_is_one()
    {
        var rsa = TestCertificate.Authority("rsa", Anchor, key: RSA.Create(2048));
        var below = TestCertificate.Authority("below", rsa);

        Assert.That(() => Prove(below, rsa, Anchor), Throws.Nothing);
    }

    [Test]
    public void A_chain_has_certificates_and_not_too_many()
    {
        List<TestCertificate> chain = [Anchor];
        while (chain.Count < CertificateChainProof.MaxCertificates)
            chain.Insert(0, TestCertificate.Authority($"{chain.Count}", chain[0]));

        Assert.That(() => Prove([.. chain]), Throws.Nothing);
        AssertRefused("no certificates, or too many", "", [TestCertificate.Authority("one more", chain[0]), .. chain]);
        AssertRefused("no certificates, or too many", "");
    }

    [Test]
    public void Each_certificate_is_issued_by_the_next()
    {
        var other = TestCertificate.Authority("middle");

        AssertRefused("Certificate 1 of 2", "names another issuer", Issuer, Anchor);
        AssertRefused("Certificate 1 of 3", "names another issuer", Middle, Issuer, Anchor);
        AssertRefused("Certificate 1 of 2", "not signed by its issuer's key", Issuer, other);
    }

    [Test]
    public void A_name_is_compared_byte_by_byte()
    {
        var upper = TestCertificate.Make("CN=below", Anchor, AuthorityExtensions(), issuerName: new("CN=ANCHOR"));

        AssertRefused("Certificate 1 of 2", "names another issuer", upper, Anchor);
    }

    [Test]
    public void Key_identifiers_agree_where_both_are_stated()
    {
        var identified = TestCertificate.Authority("identified", more: Subject(1));

        Assert.That(() => Prove(TestCertificate.Authority("a", identified, more: AuthorityKey(1)), identified), Throws.Nothing);
        Assert.That(() => Prove(TestCertificate.Authority("a", identified), identified), Throws.Nothing);
        Assert.That(() => Prove(TestCertificate.Authority("a", Anchor, more: AuthorityKey(1)), Anchor), Throws.Nothing);
        Assert.That(() => Prove(TestCertificate.Authority("a", identified, more: Raw("2.5.29.35", Der.Sequence(Der.Tagged(0x82, [7])))), identified), Throws.Nothing, "a serial number alone");
        AssertRefused("Certificate 1 of 2", "names another issuer", TestCertificate.Authority("a", identified, more: AuthorityKey(2)), identified);
    }

    [Test]
    public void Every_certificate_is_an_authoritys()
    {
        var none = TestCertificate.Make("CN=none", Anchor, [new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true)]);
        var no = TestCertificate.Make("CN=no", Anchor, [new X509BasicConstraintsExtension(false, false, 0, true)]);
        var saysNo = TestCertificate.Make("CN=no", Anchor, [Raw("2.5.29.19", Der.Sequence(Der.Boolean(false)))]);
        var notCritical = TestCertificate.Make("CN=yes", Anchor, [new X509BasicConstraintsExtension(true, false, 0, false)]);

        AssertRefused("Certificate 1 of 2", "no authority's", none, Anchor);
        AssertRefused("Certificate 1 of 2", "no authority's", no, Anchor);
        AssertRefused("Certificate 1 of 2", "no authority's", saysNo, Anchor);
        AssertRefused("Certificate 2 of 2", "no authority's", TestCertificate.Authority("a", no), no);
        Assert.That(() => Prove(notCritical, Anchor), Throws.Nothing);
    }

    [Test]
    public void A_key_usage_has_to_allow_certificates()
    {
        var signs = TestCertificate.Authority("signs", Anchor, usage: X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.CrlSign);
        var notLimited = TestCertificate.Make("CN=any", Anchor, [new X509BasicConstraintsExtension(true, false, 0, true)]);

        AssertRefused("Certificate 1 of 2", "may not sign certificates", signs, Anchor);
        Assert.That(() => Prove(notLimited, Anchor), Throws.Nothing);
    }

    [Test]
    public void A_path_length_counts_the_authorities_below()
    {
        var (zero, one) = (TestCertificate.Authority("zero", pathLength: 0), TestCertificate.Authority("one", pathLength: 1));
        var belowZero = TestCertificate.Authority("a", zero);
        var belowOne = TestCertificate.Authority("a", one);
        var belowThat = TestCertificate.Authority("b", belowOne);

        Assert.That(() => Prove(zero), Throws.Nothing);
        Assert.That(() => Prove(belowOne, one), Throws.Nothing);
        AssertRefused("Certificate 2 of 2", "path length", belowZero, zero);
        AssertRefused("Certificate 3 of 3", "path length", belowThat, belowOne, one);
    }

    [Test]
    public void A_path_length_does_not_count_what_is_self_issued()
    {
        var zero = TestCertificate.Authority("zero", pathLength: 0);
        var renewed = TestCertificate.Authority("zero", zero);

        Assert.That(() => Prove(renewed, zero), Throws.Nothing);
    }

    [Test]
    public void A_path_length_may_be_large_and_not_negative()
    {
        Assert.That(() => Prove(TestCertificate.Authority("a", pathLength: int.MaxValue)), Throws.Nothing);
        AssertRefused("Certificate 1 of 1", "malformed", Constrained(Der.Integer(-1)));
        AssertRefused("Certificate 1 of 1", "malformed", Constrained(Der.Integer(int.MaxValue + 1L)));
        AssertRefused("Certificate 1 of 1", "malformed", Constrained([.. Der.Integer(1), .. Der.Integer(1)]));
    }

    [Test]
    public void What_is_critical_and_not_known_is_refused()
    {
        AssertRefused("Certificate 1 of 1", "cannot be ignored", TestCertificate.Authority("a", more: Raw("1.2.3.4", Der.Null, critical: true)));
        Assert.That(() => Prove(TestCertificate.Authority("a", more: Raw("1.2.3.4", Der.Null))), Throws.Nothing);
    }

    [Test]
    public void Constraints_on_names_are_refused_also_where_they_are_not_critical()
    {
        foreach (bool critical in new[] { true, false })
            AssertRefused("Certificate 1 of 1", "cannot be ignored", TestCertificate.Authority("a", more: Raw("2.5.29.30", Der.Sequence(), critical)));
    }

    [Test]
    public void A_key_that_cannot_verify_is_refused() =>
        AssertRefused("Certificate 1 of 1", "size that is not accepted", TestCertificate.Authority("a", key: RSA.Create(1024)));

    [Test]
    public void Malformed_extensions_are_refused()
    {
        foreach (string oid in new[] { "2.5.29.15", "2.5.29.37" })
            AssertRefused("Certificate 1 of 1", "malformed", TestCertificate.Make("CN=a", null, [new X509BasicConstraintsExtension(true, false, 0, true), Raw(oid, [1])]));
        AssertRefused("Certificate 1 of 1", "malformed", TestCertificate.Authority("a", more: [Raw("2.5.29.14", [1]), AuthorityKey(1)]));
        AssertRefused("Certificate 1 of 1", "malformed", TestCertificate.Authority("a", more: [Subject(1), Raw("2.5.29.35", [1])]));
    }

    [Test]
    public void Purposes_nest_through_the_whole_chain()
    {
        const string timeStamping = "1.3.6.1.5.5.7.3.8";
        var (code, time) = (TestCertificate.Purposes(TestCertificate.CodeSigning), TestCertificate.Purposes(timeStamping));
        var any = TestCertificate.Purposes(TestCertificate.AnyPurpose);
        var both = TestCertificate.Purposes(timeStamping, TestCertificate.CodeSigning);

        Assert.That(Purposes(null, null), Is.EqualTo((true, true)));
        Assert.That(Purposes(code, null), Is.EqualTo((true, false)));
        Assert.That(Purposes(null, code), Is.EqualTo((true, false)));
        Assert.That(Purposes(time, null), Is.EqualTo((false, true)));
        Assert.That(Purposes(both, any), Is.EqualTo((true, true)));
        Assert.That(Purposes(code, any), Is.EqualTo((true, false)));
        Assert.That(Purposes(code, time), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_list_of_purposes_has_purposes() =>
        AssertRefused("Certificate 1 of 1", "malformed", TestCertificate.Authority("a", more: Raw("2.5.29.37", Der.Sequence())));

    private static (bool Code, bool Time) Purposes(X509Extension? anchor, X509Extension? issuer)
    {
        var above = TestCertificate.Authority("above", more: anchor is null ? [] : [anchor]);
        var chain = Prove(TestCertificate.Authority("below", above, more: issuer is null ? [] : [issuer]), above);
        return (chain.Permits(Oids.CodeSigning), chain.Permits(Oids.TimeStamping));
    }

    private static TestCertificate Constrained(byte[] pathLength) => TestCertificate.Make("CN=a", null, [Raw("2.5.29.19", Der.Sequence(Der.Boolean(true), pathLength))]);

    private static X509Extension[] AuthorityExtensions() => [new X509BasicConstraintsExtension(true, false, 0, true)];

    private static X509Extension Raw(string oid, byte[] value, bool critical = false) => new(oid, value, critical);

    private static X509Extension Subject(byte id) => Raw("2.5.29.14", Der.OctetString(id));

    private static X509Extension AuthorityKey(byte id) => Raw("2.5.29.35", Der.Sequence(Der.Tagged(0x80, [id])));

    private static CertificateChain Prove(params TestCertificate[] certificates) => CertificateChain.Prove([.. certificates.Select(certificate => certificate.Parsed)]);

    private static void AssertRefused(string where, string what, params TestCertificate[] certificates)
    {
        var failure = Assert.Throws<MalformedContentException>(() => Prove(certificates))!.Failure;
        Assert.That(failure.Code, Is.EqualTo("invalid-trusted-root"));
        Assert.That(failure.Message, Does.Contain(where).And.Contain(what));
    }
}
