using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace ImageProvenance.Signatures.Tests;

/// <summary>What a trusted root has to say of an authority, and that its certificates are a chain.</summary>
public sealed class AuthorityTests
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    private static readonly TestCertificate Stranger = TestCertificate.Authority("issuing", TestCertificate.Authority("root"), pathLength: 0);

    [TestCase("certificateAuthorities")]
    [TestCase("timestampAuthorities")]
    public void An_authority_has_a_URI_and_a_validity_with_a_start(string list)
    {
        Assert.That(RootJson.Refusal(root => root[list]![0]!["uri"] = null).Message, Does.Contain("no URI"));
        Assert.That(RootJson.Refusal(root => root[list]![0]!["uri"] = "").Message, Does.Contain("no URI"));
        Assert.That(RootJson.Refusal(root => root[list]![0]!["validFor"] = null).Message, Does.Contain("from when on"));
        Assert.That(RootJson.Refusal(root => root[list]![0]!["validFor"] = new JsonObject { ["end"] = "2027-01-01T00:00:00Z" }).Message, Does.Contain("from when on"));
    }

    [Test]
    public void What_thresholds_count_of_a_timestamp_authority_is_its_operator_where_it_has_one()
    {
        Assert.That(Timestamps(authority => authority["operator"] = "acme.example").CountedAs, Is.EqualTo("acme.example"));
        Assert.That(Timestamps(authority => authority["operator"] = "").CountedAs, Is.EqualTo("https://tsa.example"));
        Assert.That(RootJson.With(root => root["certificateAuthorities"]![0]!["operator"] = "acme.example").CertificateAuthorities[0].Operator, Is.EqualTo("acme.example"));
    }

    [TestCase("certificateAuthorities")]
    [TestCase("timestampAuthorities")]
    public void An_authority_without_certificates_is_refused(string list)
    {
        RootJson.Refusal(root => root[list]![0]!["certChain"] = null);
        RootJson.Refusal(root => root[list]![0]!["certChain"] = RootJson.Chain());
        RootJson.Refusal(root => root[list]![0]!["certChain"]!["certificates"]![0]!["rawBytes"] = null);
    }

    [TestCase("certificateAuthorities")]
    [TestCase("timestampAuthorities")]
    public void Certificates_that_are_no_chain_refuse_the_root(string list)
    {
        Assert.That(RootJson.Refusal(root => root[list]![0]!["certChain"] = RootJson.Chain(RootJson.RootCertificate, RootJson.Issuing)).Message, Does.Contain(root(list)));
        RootJson.Refusal(json => json[list]![0]!["certChain"] = RootJson.Chain(RootJson.Issuing, RootJson.Issuing));
        RootJson.Refusal(json => json[list]![0]!["certChain"] = RootJson.Chain(Stranger, RootJson.RootCertificate));
        RootJson.Refusal(json => json[list]![0]!["certChain"]!["certificates"]![0]!["rawBytes"] = "MAA=");

        static string root(string list) => list == "certificateAuthorities" ? "the certificate authority https://ca.example" : "the timestamp authority https://tsa.example";
    }

    [Test]
    public void A_chain_may_end_below_a_self_signed_root() =>
        Assert.That(RootJson.With(root => root["certificateAuthorities"]![0]!["certChain"] = RootJson.Chain(RootJson.Issuing)).CertificateAuthorities[0].Chain.Certificates, Has.Count.EqualTo(1));

    [Test]
    public void A_chain_has_few_certificates() =>
        RootJson.Refusal(root => root["certificateAuthorities"]![0]!["certChain"] = RootJson.Chain(Enumerable.Repeat(RootJson.RootCertificate, 10)), "too-many");

    [Test]
    public void A_certificate_authority_has_no_signer_below_it() =>
        RootJson.Refusal(root => root["certificateAuthorities"]![0]!["certChain"] = RootJson.Chain(RootJson.TimestampSigner, RootJson.Issuing, RootJson.RootCertificate));

    [Test]
    public void A_chain_of_authorities_leaves_the_signer_of_timestamps_open()
    {
        var authority = Timestamps(json => json["certChain"] = RootJson.Chain(RootJson.Issuing, RootJson.RootCertificate));

        Assert.That((authority.Signer, authority.SignerKey), Is.EqualTo(((Certificate?)null, (CertificateKey?)null)));
        Assert.That(authority.Chain.Issuer.Der.ToArray(), Is.EqualTo(RootJson.Issuing.Der));
    }

    [Test]
    public void A_signer_of_timestamps_that_is_named_is_the_only_one()
    {
        var authority = Timestamps(_ => { });

        Assert.That(authority.Chain.Certificates, Has.Count.EqualTo(2));
        Assert.That(authority.SignerKey, Is.Not.Null);
    }

    [Test]
    public void A_signer_of_timestamps_without_an_authority_above_it_is_refused() =>
        RefusedSigner(RootJson.TimestampSigner, isAlone: true);

    [Test]
    public void A_signer_of_timestamps_is_issued_by_its_chain()
    {
        RefusedSigner(RootJson.MakeTimestampSigner(Stranger));
        RefusedSigner(RootJson.MakeTimestampSigner(RootJson.RootCertificate));
    }

    [Test]
    public void A_signer_of_timestamps_is_for_timestamps_alone_and_critically_so()
    {
        RefusedSigner(RootJson.MakeTimestampSigner(isCritical: false));
        RefusedSigner(RootJson.MakeTimestampSigner(purposes: ["1.3.6.1.5.5.7.3.3"]));
        RefusedSigner(RootJson.MakeTimestampSigner(purposes: [TimeStamping, "1.3.6.1.5.5.7.3.3"]));
        RefusedSigner(RootJson.MakeTimestampSigner(purposes: ["2.5.29.37.0"]));
        RefusedSigner(TestCertificate.Make("CN=tsa", RootJson.Issuing, []));
    }

    [Test]
    public void A_signer_of_timestamps_demands_nothing_that_is_not_supported() =>
        RefusedSigner(RootJson.MakeTimestampSigner(more: new X509Extension("1.2.3.4", [5, 0], critical: true)));

    [Test]
    public void A_signer_of_timestamps_has_a_key_that_can_be_used()
    {
        using var weak = RSA.Create(1024);
        RefusedSigner(TestCertificate.Make("CN=tsa", RootJson.Issuing, [new X509EnhancedKeyUsageExtension([new Oid(TimeStamping)], true)], weak));
    }

    private static TimestampAuthority Timestamps(Action<JsonObject> change) =>
        RootJson.With(root => change(root["timestampAuthorities"]![0]!.AsObject())).TimestampAuthorities.Single();

    private static void RefusedSigner(TestCertificate signer, bool isAlone = false)
    {
        var chain = isAlone ? RootJson.Chain(signer) : RootJson.Chain(signer, RootJson.Issuing, RootJson.RootCertificate);
        Assert.That(RootJson.Refusal(root => root["timestampAuthorities"]![0]!["certChain"] = chain).Message, Does.Contain("the timestamp authority https://tsa.example"));
    }
}
