using System.Runtime.CompilerServices;
using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>What stands in annotations beside a payload is judged as strictly as in a bundle.</summary>
public class TagMisbehaviourTests
{
    private static IEnumerable<TestCaseData> Rows =>
    [
        .. Any("certificate-not-trusted", s => s.NextCertificate.IsSignedByAnotherKey()),
        .. Any("leaf-not-for-code-signing", s => s.NextCertificate.HasNoPurpose()),
        .. Any("sct-missing", s => s.NextSct.IsMissing()),
        .. Any("signature-mismatch", s => s.NextSignature.IsMadeByAnotherKey()),
        .. Any("too-few-log-entries", s => s.NextLogEntry.IsMissing()),
        .. Any("unknown-log", s => s.NextLogEntry.ComesFromUnknownLog()),
        .. Any("entry-verifier-mismatch", s => s.NextLogEntry.IsOfAnotherSigner()),
        .. Any("set-invalid", s => s.NextPromise.IsSignedByAnotherKey()),
        .. Any("set-invalid", s => s.NextPromise.IsOfAnotherEntry()),
        .. Any("set-invalid", s => s.NextPromise.ClaimsTime(Time.AddSeconds(1))),
        .. Any("certificate-not-valid-at-time", s => s.NextPromise.HasTime(Time.AddSeconds(601))),
        Row(LogEntryKind.HashedRekord001, "entry-digest-mismatch", s => s.NextLogEntry.IsOfAnotherArtifact()),
        Row(LogEntryKind.HashedRekord001, "entry-signature-mismatch", s => s.NextLogEntry.IsOfAnotherSignature()),
        Row(LogEntryKind.Dsse001, "entry-payload-mismatch", s => s.NextLogEntry.IsOfAnotherArtifact()),
        Row(LogEntryKind.Dsse001, "entry-envelope-mismatch", s => s.NextLogEntry.IsOfAnotherEnvelope()),
        Row(LogEntryKind.Dsse001, "entry-signature-mismatch", s => s.NextLogEntry.IsOfAnotherSignature()),
        Row(LogEntryKind.InToto001, "entry-payload-mismatch", s => s.NextLogEntry.IsOfAnotherArtifact()),
        Row(LogEntryKind.InToto001, "entry-envelope-mismatch", s => s.NextLogEntry.IsOfAnotherEnvelope()),
        Row(LogEntryKind.InToto002, "entry-payload-mismatch", s => s.NextLogEntry.IsOfAnotherArtifact()),
        Row(LogEntryKind.InToto002, "entry-envelope-mismatch", s => s.NextLogEntry.IsOfAnotherEnvelope()),
        Row(LogEntryKind.InToto002, "entry-signature-mismatch", s => s.NextLogEntry.IsOfAnotherSignature()),
    ];

    [TestCaseSource(nameof(Rows))]
    public void It_is_refused_for_that_reason(LogEntryKind kind, Action<VirtualSigstore> misbehave, string code)
    {
        using var sigstore = WithOneTime(RekorVersion.V1);
        misbehave(sigstore);
        Refused(Judge(Sign(sigstore, kind), sigstore.Instance), code);
        Proven(Judge(Sign(sigstore, kind), sigstore.Instance));
    }

    [Test]
    public void A_timestamp_alone_is_enough_where_no_log_is_asked_for()
    {
        using var sigstore = NewSigstore(new() { Logs = [] });
        Proven(Judge(sigstore.SignPayload(Payload, Release), sigstore.Instance));

        sigstore.NextTimestamp.StampsAnotherSignature();
        Refused(Judge(sigstore.SignPayload(Payload, Release), sigstore.Instance), "timestamp-imprint-mismatch");
    }

    [Test]
    public void An_entry_of_a_log_without_promises_has_no_place_there()
    {
        using var sigstore = NewSigstore(new() { Logs = [RekorVersion.V2] });

        Refused(Judge(sigstore.SignPayload(Payload, Release), sigstore.Instance), "too-few-log-entries");
    }

    [Test]
    public void A_key_in_the_place_of_the_certificate_is_refused()
    {
        using var sigstore = WithOneTime(RekorVersion.V1);
        using var key = TestKey.Ecdsa();
        var layer = sigstore.SignPayload(Payload, key);
        var annotated = new TestContent(layer.MediaType, layer.Bytes)
        {
            Annotations = new Dictionary<string, string>(layer.Annotations) { [CosignAnnotations.CertificateKey] = key.PublicKeyPem },
        };

        Refused(Judge(annotated, sigstore.Instance), "invalid-certificate");
    }

    private static TestContent Sign(VirtualSigstore sigstore, LogEntryKind kind)
    {
        var options = new SigningOptions { LogEntryKind = kind };
        return kind == LogEntryKind.HashedRekord001 ? sigstore.SignPayload(Payload, Release, options) : sigstore.SignAttestation(Statement, Some.Sbom, Release, options);
    }

    private static IEnumerable<TestCaseData> Any(string code, Action<VirtualSigstore> misbehave, [CallerArgumentExpression(nameof(misbehave))] string name = "") =>
        from kind in (LogEntryKind[])[LogEntryKind.HashedRekord001, LogEntryKind.Dsse001, LogEntryKind.InToto001, LogEntryKind.InToto002]
        select Row(kind, code, misbehave, name);

    private static TestCaseData Row(LogEntryKind kind, string code, Action<VirtualSigstore> misbehave, [CallerArgumentExpression(nameof(misbehave))] string name = "") =>
        new TestCaseData(kind, misbehave, code).SetArgDisplayNames(kind.ToString(), name, code);
}
