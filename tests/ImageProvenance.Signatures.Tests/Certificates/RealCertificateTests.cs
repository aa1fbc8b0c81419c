namespace ImageProvenance.Signatures.Tests;

/// <summary>All checks of a certificate, on those of real signers.</summary>
public sealed class RealCertificateTests
{
    [TestCaseSource(typeof(RealLeafs), nameof(RealLeafs.Cases))]
    public void A_real_signers_certificate_holds_under_its_root(string name)
    {
        var leaf = RealLeafs.Of(name);
        var authorities = RealRoots.Authorities(RealLeafs.RootOf(name));

        Assert.That(LeafCertificateCheck.Check(leaf), Is.Null);
        var issuer = CertificateIssuers.Of(leaf, TestRoot.Of(authorities)).Single();
        Assert.That(CertificatePathCheck.Check(leaf, issuer, leaf.Validity.Start), Is.Null);
        Assert.That(CertificatePathCheck.Check(leaf, issuer, leaf.Validity.End!.Value), Is.Null);

        Assert.That(SctCheck.Check(leaf, issuer.Chain.Issuer, RealRoots.CertificateLogs(RealLeafs.RootOf(name)), 1, out var proven), Is.Null);
        Assert.That(proven, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_certificate_of_a_public_workflow_on_GitHub_holds_under_the_public_good_root()
    {
        var leaf = RealLeafs.Read("github-attestations", "sigstore-js-2.1.0-bundle.json");
        var issuer = CertificateIssuers.Of(leaf, TestRoot.Of(RealRoots.Authorities(RealRoots.PublicGood))).Single();

        Assert.That(CertificatePathCheck.Check(leaf, issuer, leaf.Validity.Start), Is.Null);
        Assert.That(SctCheck.Check(leaf, issuer.Chain.Issuer, RealRoots.CertificateLogs(RealRoots.PublicGood), 1, out _), Is.Null);
    }

    [Test]
    public void A_certificate_of_GitHubs_own_authority_holds_under_its_root_and_has_no_timestamps_of_logs()
    {
        var leaf = RealLeafs.Read("github-attestations", "github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl");
        var issuers = CertificateIssuers.Of(leaf, TestRoot.Of(RealRoots.Authorities("trust", "github.trusted_root.json")));

        Assert.That(LeafCertificateCheck.Check(leaf), Is.Null);
        Assert.That(issuers.Select(issuer => CertificatePathCheck.Check(leaf, issuer, leaf.Validity.Start)), Has.Some.Null);
        Assert.That(SctCheck.Check(leaf, issuers[0].Chain.Issuer, RealRoots.CertificateLogs(RealRoots.PublicGood), 1, out _)!.Code, Is.EqualTo("sct-missing"));
        Assert.That(SctCheck.Check(leaf, issuers[0].Chain.Issuer, [], 0, out _), Is.Null);
    }

    [Test]
    public void A_certificate_of_a_custom_root_holds_under_it_only()
    {
        var leaf = RealLeafs.Of("intoto-with-custom-trust-root");
        var custom = RealRoots.Authorities(RealLeafs.RootOf("intoto-with-custom-trust-root"));

        Assert.That(LeafCertificateCheck.Check(leaf), Is.Null);
        Assert.That(CertificateIssuers.Of(leaf, TestRoot.Of(custom)), Is.Not.Empty);
        Assert.That(CertificateIssuers.Of(leaf, TestRoot.Of(RealRoots.Authorities(RealRoots.PublicGood))), Is.Empty);
    }
}
