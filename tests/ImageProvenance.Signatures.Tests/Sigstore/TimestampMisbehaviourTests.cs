using System.Security.Cryptography;
using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.Misbehaviour;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Whatever is wrong with the only timestamp alone is noticed by the check that is there for it.</summary>
public class TimestampMisbehaviourTests
{
    private static IEnumerable<TestCaseData> Rows =>
    [
        .. V2("too-few-times", "none", s => s.NextTimestamp.IsMissing()),
        .. V2("timestamp-not-granted", "refused", s => s.NextTimestamp.IsRefused()),
        .. V2("certificate-not-valid-at-time", "after the certificate", s => s.NextTimestamp.IsOutsideCertificate()),
        .. V2("certificate-not-valid-at-time", "a second before the certificate", s => s.NextTimestamp.HasTime(Time.AddSeconds(-1))),
        .. V2("timestamp-outside-authority-validity", "before the authority was in use", s => s.NextTimestamp.HasTime(Time.AddDays(-366))),
        .. V2("timestamp-weak-imprint", "SHA-1", s => s.NextTimestamp.HasImprint(HashAlgorithmName.SHA1)),
        .. V2("timestamp-imprint-mismatch", "another signature", s => s.NextTimestamp.StampsAnotherSignature()),
        .. V2("timestamp-content-mismatch", "another digest", s => s.NextTimestamp.StatesAnotherDigest()),
        .. V2("timestamp-content-mismatch", "another type", s => s.NextTimestamp.StatesAnotherContentType()),
        .. V2("timestamp-signer-mismatch", "another certificate", s => s.NextTimestamp.NamesAnotherCertificate()),
        .. V2("invalid-timestamp", "no certificate named", s => s.NextTimestamp.NamesNoCertificate()),
        .. V2("timestamp-signature-mismatch", "signed by another key", s => s.NextTimestamp.IsSignedByAnotherKey()),
        .. V2("invalid-timestamp", "two signers", s => s.NextTimestamp.IsSignedTwice()),
        .. V2("timestamp-certificate-missing", "another certificate in the signer's place", s => s.NextTimestamp.BringsNoCertificate().BringsAnotherCertificateFirst()),
        .. V2("timestamp-unknown-authority", "another signer than the root names", s => s.NextTimestamp.IsSignedForAnotherPurpose()),
        .. V2("timestamp-unknown-authority", "an unknown authority", s => s.NextTimestamp.ComesFromUnknownAuthority()),
    ];

    [TestCaseSource(nameof(Rows))]
    public void It_is_refused_for_that_reason(RekorVersion log, bool isStatement, Action<VirtualSigstore> misbehave, string code)
    {
        using var sigstore = WithOneTime(log);
        RefusesOnce(sigstore, isStatement, misbehave, code);
    }

    private static IEnumerable<TestCaseData> Signers =>
    [
        new TestCaseData((Action<NextTimestamp>)(next => next.IsSignedForAnotherPurpose()), "timestamp-signer-not-for-timestamping").SetArgDisplayNames("another purpose"),
        new TestCaseData((Action<NextTimestamp>)(next => next.IsSignedForTwoPurposes()), "timestamp-signer-not-for-timestamping").SetArgDisplayNames("two purposes"),
        new TestCaseData((Action<NextTimestamp>)(next => next.IsSignedForPurposeNotCritical()), "timestamp-signer-not-for-timestamping").SetArgDisplayNames("purpose not critical"),
        new TestCaseData((Action<NextTimestamp>)(next => next.IsSignedWithoutDigitalSignature()), "timestamp-signer-not-for-timestamping").SetArgDisplayNames("a key that may not sign"),
        new TestCaseData((Action<NextTimestamp>)(next => next.IsSignedByAnAuthority()), "timestamp-signer-not-for-timestamping").SetArgDisplayNames("an authority"),
        new TestCaseData((Action<NextTimestamp>)(next => next.IsSignedWithUnknownCriticalExtension()), "timestamp-signer-not-for-timestamping").SetArgDisplayNames("an unknown critical extension"),
        new TestCaseData((Action<NextTimestamp>)(next => next.IsSignedForAnotherPurpose().BringsAnotherCertificateFirst()), "timestamp-signer-not-for-timestamping").SetArgDisplayNames("another purpose behind a forged certificate"),
        new TestCaseData((Action<NextTimestamp>)(next => next.BringsNoCertificate()), "timestamp-unknown-authority").SetArgDisplayNames("no certificate"),
        new TestCaseData((Action<NextTimestamp>)(next => next.BringsNoCertificate().BringsAnotherCertificateFirst()), "timestamp-unknown-authority").SetArgDisplayNames("a forged certificate only"),
        new TestCaseData((Action<NextTimestamp>)(next => next.IsSignedByAnotherKey()), "timestamp-signature-mismatch").SetArgDisplayNames("another key"),
        new TestCaseData((Action<NextTimestamp>)(next => next.ComesFromUnknownAuthority()), "timestamp-unknown-authority").SetArgDisplayNames("an unknown authority"),
    ];

    [TestCaseSource(nameof(Signers))]
    public void A_signer_that_the_root_does_not_name_has_to_be_the_authoritys_and_for_timestamps_alone(Action<NextTimestamp> misbehave, string code)
    {
        using var sigstore = WithOneTime(RekorVersion.V2);
        var instance = sigstore.InstanceBy(new() { NamesTimestampSigners = false });
        misbehave(sigstore.NextTimestamp);

        Refused(Judge(sigstore.SignArtifact(Artifact, Release), instance), code);
        Proven(Judge(sigstore.SignArtifact(Artifact, Release), instance));
    }

    private static IEnumerable<TestCaseData> Odd =>
    [
        new TestCaseData((Action<NextTimestamp>)(next => next.HasImprint(HashAlgorithmName.SHA384))).SetArgDisplayNames("SHA-384"),
        new TestCaseData((Action<NextTimestamp>)(next => next.HasImprint(HashAlgorithmName.SHA512))).SetArgDisplayNames("SHA-512"),
        new TestCaseData((Action<NextTimestamp>)(next => next.BringsNoCertificate())).SetArgDisplayNames("no certificate"),
        new TestCaseData((Action<NextTimestamp>)(next => next.BringsAnotherCertificateFirst())).SetArgDisplayNames("another certificate first"),
        new TestCaseData((Action<NextTimestamp>)(next => next.HasTime(Time.AddMinutes(10)))).SetArgDisplayNames("the last moment of the certificate"),
    ];

    [TestCaseSource(nameof(Odd))]
    public void What_only_looks_odd_is_good(Action<NextTimestamp> change)
    {
        using var sigstore = WithOneTime(RekorVersion.V2);
        change(sigstore.NextTimestamp);

        Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));
    }

    [Test]
    public void An_authority_that_may_not_issue_for_timestamps_stamps_nothing()
    {
        using var sigstore = NewSigstore(new() { Logs = [RekorVersion.V2], TimestampAuthorityPurpose = "1.3.6.1.5.5.7.3.1" });

        Refused(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.InstanceBy(new() { NamesTimestampSigners = false })), "timestamp-signer-not-for-timestamping");
    }

    [Test]
    public void A_bad_timestamp_beside_another_source_of_time_is_noted()
    {
        using var sigstore = NewSigstore();
        sigstore.NextTimestamp.IsSignedByAnotherKey();
        var fact = Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));

        Assert.That(fact.Times.Select(time => time.Source), Is.EqualTo((string[])["https://rekor.sigstore.test"]));
        Assert.That(fact.Notes.Select(note => note.Code), Is.EqualTo((string[])["timestamp-signature-mismatch"]));
    }

    [Test]
    public void The_certificate_has_to_be_valid_at_every_time_that_is_proven()
    {
        using var sigstore = NewSigstore();
        sigstore.NextTimestamp.IsOutsideCertificate();

        Refused(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance), "certificate-not-valid-at-time");
    }
}
