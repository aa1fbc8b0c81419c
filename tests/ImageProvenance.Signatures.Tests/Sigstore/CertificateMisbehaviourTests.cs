using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.Misbehaviour;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Whatever is wrong with a signer's certificate or its SCT alone is noticed by the check that is there for it.</summary>
public class CertificateMisbehaviourTests
{
    private static IEnumerable<TestCaseData> Rows =>
    [
        .. Any("leaf-not-for-code-signing", "no purpose", s => s.NextCertificate.HasNoPurpose()),
        .. Any("leaf-not-for-code-signing", "another purpose", s => s.NextCertificate.HasPurposes("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.8")),
        .. Any("leaf-not-for-code-signing", "a key that may not sign", s => s.NextCertificate.HasNoDigitalSignature()),
        .. Any("leaf-is-authority", "an authority's", s => s.NextCertificate.IsAnAuthority()),
        .. Any("unsupported-certificate-extension", "an unknown critical extension", s => s.NextCertificate.HasUnknownCriticalExtension()),
        .. Any("invalid-certificate", "two names", s => s.NextCertificate.HasAnotherNameToo("https://github.com/acme/other")),
        .. Any("certificate-not-trusted", "signed by another key", s => s.NextCertificate.IsSignedByAnotherKey()),
        .. Any("certificate-not-trusted", "another issuer's name", s => s.NextCertificate.NamesAnotherIssuer()),
        .. Any("certificate-not-trusted", "an unknown authority", s => s.NextCertificate.IsIssuedByUnknownAuthority()),
        .. Any("certificate-not-valid-at-time", "ended a second before", s => s.NextCertificate.IsValid(Time.AddMinutes(-10), Time.AddSeconds(-1))),
        .. Any("certificate-not-valid-at-time", "begins a second later", s => s.NextCertificate.IsValid(Time.AddSeconds(1), Time.AddMinutes(10))),
        .. Any("sct-missing", "no SCT", s => s.NextSct.IsMissing()),
        .. Any("sct-invalid", "SCT signed by another key", s => s.NextSct.IsSignedByAnotherKey()),
        .. Any("sct-invalid", "SCT of another certificate", s => s.NextSct.IsOfAnotherCertificate()),
        .. Any("sct-unknown-log", "SCT of an unknown log", s => s.NextSct.ComesFromUnknownLog()),
        .. Any("sct-outside-log-validity", "SCT before the log was in use", s => s.NextSct.HasTime(Time.AddDays(-366))),
        .. Any("signature-mismatch", "signature by another key", s => s.NextSignature.IsMadeByAnotherKey()),
        .. Any("signature-mismatch", "signature over something else", s => s.NextSignature.IsOfAnotherMessage()),
    ];

    [TestCaseSource(nameof(Rows))]
    public void It_is_refused_for_that_reason(RekorVersion log, bool isStatement, Action<VirtualSigstore> misbehave, string code)
    {
        using var sigstore = WithOneTime(log);
        RefusesOnce(sigstore, isStatement, misbehave, code);
    }

    [Test]
    public void Both_ends_of_a_certificates_life_belong_to_it([Values] RekorVersion log, [Values(0, -600)] int begin)
    {
        using var sigstore = WithOneTime(log);
        sigstore.NextCertificate.IsValid(Time.AddSeconds(begin), Time.AddSeconds(begin + 600));

        Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));
    }

    [Test]
    public void An_SCT_with_extensions_is_good()
    {
        using var sigstore = WithOneTime(RekorVersion.V1);
        sigstore.NextSct.HasExtensions(new byte[] { 0, 0, 5, 1, 2, 3, 4, 5 });

        Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));
    }

    [Test]
    public void A_chain_may_bring_the_intermediate_and_not_the_root([Values(SigstoreBundleVersion.V01, SigstoreBundleVersion.V02)] SigstoreBundleVersion version)
    {
        using var sigstore = WithOneTime(RekorVersion.V1);
        sigstore.NextCertificate.BringsIntermediate();
        Proven(Judge(sigstore.SignArtifact(Artifact, Release, new() { BundleVersion = version }), sigstore.Instance));

        sigstore.NextCertificate.BringsRoot();
        Refused(Judge(sigstore.SignArtifact(Artifact, Release, new() { BundleVersion = version }), sigstore.Instance), "invalid-bundle");
    }

    [Test]
    public void The_intermediate_in_a_chain_is_not_trusted_for_being_there()
    {
        using var sigstore = WithOneTime(RekorVersion.V1);
        sigstore.NextCertificate.IsIssuedByUnknownAuthority().BringsIntermediate();

        Refused(Judge(sigstore.SignArtifact(Artifact, Release, new() { BundleVersion = SigstoreBundleVersion.V02 }), sigstore.Instance), "certificate-not-trusted");
    }

    [Test]
    public void An_authority_that_may_not_issue_for_code_signing_vouches_for_nobody()
    {
        using var sigstore = NewSigstore(new() { AuthorityPurpose = "1.3.6.1.5.5.7.3.1" });

        Refused(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance), "certificate-not-trusted");
    }

    [Test]
    public void An_identity_whose_two_issuers_differ_is_refused()
    {
        using var sigstore = WithOneTime(RekorVersion.V1);

        Refused(Judge(sigstore.SignArtifact(Artifact, Release.With(FulcioExtension.IssuerV1, "https://issuer.example")), sigstore.Instance), "invalid-certificate");
    }
}
