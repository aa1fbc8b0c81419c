using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.Misbehaviour;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Whatever is wrong with a log entry alone is noticed by the check that is there for it.</summary>
public class LogMisbehaviourTests
{
    private static IEnumerable<TestCaseData> Rows =>
    [
        .. Any("too-few-log-entries", "no entry", s => s.NextLogEntry.IsMissing()),
        .. Any("invalid-bundle", "entry repeated", s => s.NextLogEntry.IsRepeated()),
        .. Any("unknown-log", "unknown log", s => s.NextLogEntry.ComesFromUnknownLog()),
        .. V1("entry-kind-unknown", "unknown kind", s => s.NextLogEntry.ClaimsKind("rekord", "0.0.1")),
        .. V1("entry-malformed", "another kind", s => s.NextLogEntry.ClaimsKind("intoto", "0.0.2")),
        .. Any("entry-malformed", "another kind stated in it", s => s.NextLogEntry.StatesKind("rekord", "0.0.1")),
        .. V1("set-invalid", "another index", s => s.NextLogEntry.ClaimsAnotherIndex()),
        .. V2("inclusion-proof-invalid", "another index", s => s.NextLogEntry.ClaimsAnotherIndex()),
        .. V2("entry-malformed", "not canonical", s => s.NextLogEntry.IsNotCanonical()),
        .. Any("entry-signature-mismatch", "another signature", s => s.NextLogEntry.IsOfAnotherSignature()),
        .. Any("entry-signature-mismatch", "another signing of the same signer", s => s.NextLogEntry.IsOfAnotherSigning()),
        .. Any("entry-verifier-mismatch", "another signer", s => s.NextLogEntry.IsOfAnotherSigner()),
        Row(RekorVersion.V1, false, "entry-digest-mismatch", "another artifact", s => s.NextLogEntry.IsOfAnotherArtifact()),
        Row(RekorVersion.V1, true, "entry-payload-mismatch", "another payload", s => s.NextLogEntry.IsOfAnotherArtifact()),
        Row(RekorVersion.V1, true, "entry-envelope-mismatch", "another envelope", s => s.NextLogEntry.IsOfAnotherEnvelope()),
        .. V2("entry-digest-mismatch", "another artifact", s => s.NextLogEntry.IsOfAnotherArtifact()),
        Row(RekorVersion.V1, false, "entry-digest-mismatch", "another digest claimed", s => s.NextSignature.ClaimsAnotherDigest()),
        Row(RekorVersion.V2, false, "message-digest-mismatch", "another digest claimed", s => s.NextSignature.ClaimsAnotherDigest()),
        .. V1("too-few-times", "no promise", s => s.NextPromise.IsMissing()),
        .. V1("set-invalid", "promise signed by another key", s => s.NextPromise.IsSignedByAnotherKey()),
        .. V1("set-invalid", "promise of another entry", s => s.NextPromise.IsOfAnotherEntry()),
        .. V1("set-invalid", "promise with another time", s => s.NextPromise.ClaimsTime(Time.AddSeconds(1))),
        .. V1("certificate-not-valid-at-time", "promise a second too late", s => s.NextPromise.HasTime(Time.AddSeconds(601))),
        .. Any("invalid-bundle", "no proof", s => s.NextProof.IsMissing()),
        .. Any("inclusion-proof-invalid", "another hash", s => s.NextProof.HasAnotherHash()),
        .. Any("inclusion-proof-invalid", "a hash more", s => s.NextProof.HasOneHashMore()),
        .. Any("inclusion-proof-invalid", "a hash less", s => s.NextProof.HasOneHashLess()),
        .. Any("inclusion-proof-invalid", "another index", s => s.NextProof.ClaimsAnotherIndex()),
        .. Any("checkpoint-tree-mismatch", "another size", s => s.NextProof.ClaimsAnotherTreeSize()),
        .. Any("checkpoint-tree-mismatch", "another root", s => s.NextProof.ClaimsAnotherRoot()),
        .. Any("checkpoint-tree-mismatch", "checkpoint of another root", s => s.NextCheckpoint.HasAnotherRoot()),
        .. Any("checkpoint-invalid", "checkpoint signed by another key", s => s.NextCheckpoint.IsSignedByAnotherKey()),
        .. Any("checkpoint-not-signed-by-log", "checkpoint signed by a witness only", s => s.NextCheckpoint.IsUnsigned()),
        .. Any("checkpoint-invalid", "checkpoint of another origin", s => s.NextCheckpoint.HasOrigin("rekor.example")),
        .. Any("checkpoint-not-signed-by-log", "checkpoint signed under another name", s => s.NextCheckpoint.IsSignedAs("rekor.example")),
        .. Any("checkpoint-not-signed-by-log", "checkpoint with another key id", s => s.NextCheckpoint.HasAnotherKeyId()),
    ];

    [TestCaseSource(nameof(Rows))]
    public void It_is_refused_for_that_reason(RekorVersion log, bool isStatement, Action<VirtualSigstore> misbehave, string code)
    {
        using var sigstore = WithOneTime(log);
        RefusesOnce(sigstore, isStatement, misbehave, code);
    }

    [Test]
    public void An_older_entry_about_another_envelope_or_key_id_is_refused()
    {
        using var sigstore = WithOneTime(RekorVersion.V1);
        var options = new SigningOptions { LogEntryKind = LogEntryKind.InToto002 };

        sigstore.NextLogEntry.IsOfAnotherArtifact();
        Refused(Judge(sigstore.SignStatement(Statement, Release, options), sigstore.Instance), "entry-payload-mismatch");
        sigstore.NextLogEntry.IsOfAnotherEnvelope();
        Refused(Judge(sigstore.SignStatement(Statement, Release, options), sigstore.Instance), "entry-envelope-mismatch");
        sigstore.NextLogEntry.HasKeyId("somebody's");
        Refused(Judge(sigstore.SignStatement(Statement, Release, options), sigstore.Instance), "entry-keyid-mismatch");
        Proven(Judge(sigstore.SignStatement(Statement, Release, options), sigstore.Instance));
    }

    [Test]
    public void An_entry_that_does_not_hold_the_signature_is_refused_in_a_bundle()
    {
        using var sigstore = WithOneTime(RekorVersion.V1);

        Refused(Judge(sigstore.SignStatement(Statement, Release, new() { LogEntryKind = LogEntryKind.InToto001 }), sigstore.Instance), "entry-kind-not-allowed");
    }

    [Test]
    public void A_kind_that_Rekor_has_dropped_counts_only_where_it_is_allowed()
    {
        using var sigstore = WithOneTime(RekorVersion.V2);
        byte[] bundle = sigstore.SignStatement(Statement, Release, new() { LogEntryKind = LogEntryKind.Dsse002 });

        Refused(Judge(bundle, sigstore.Instance), "entry-kind-not-allowed");
        Proven(Judge(bundle, Allowing(sigstore)));
    }

    private static IEnumerable<TestCaseData> DroppedKind =>
    [
        new TestCaseData((Action<NextLogEntry>)(next => next.IsOfAnotherSignature()), "entry-signature-mismatch").SetArgDisplayNames("another signature"),
        new TestCaseData((Action<NextLogEntry>)(next => next.IsOfAnotherSigner()), "entry-verifier-mismatch").SetArgDisplayNames("another signer"),
        new TestCaseData((Action<NextLogEntry>)(next => next.IsOfAnotherArtifact()), "entry-payload-mismatch").SetArgDisplayNames("another payload"),
    ];

    [TestCaseSource(nameof(DroppedKind))]
    public void A_kind_that_Rekor_has_dropped_is_bound_as_strictly(Action<NextLogEntry> misbehave, string code)
    {
        using var sigstore = WithOneTime(RekorVersion.V2);
        misbehave(sigstore.NextLogEntry);

        Refused(Judge(sigstore.SignStatement(Statement, Release, new() { LogEntryKind = LogEntryKind.Dsse002 }), Allowing(sigstore)), code);
    }

    [Test]
    public void The_first_Rekor_need_not_write_canonically()
    {
        using var sigstore = WithOneTime(RekorVersion.V1);
        sigstore.NextLogEntry.IsNotCanonical();

        Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));
    }

    [Test]
    public void The_first_version_of_bundles_needs_a_promise()
    {
        using var sigstore = NewSigstore();
        sigstore.NextPromise.IsMissing();

        Refused(Judge(sigstore.SignArtifact(Artifact, Release, new() { BundleVersion = SigstoreBundleVersion.V01 }), sigstore.Instance), "invalid-bundle");
    }

    [Test]
    public void An_entry_without_a_promise_is_good_and_tells_no_time()
    {
        using var sigstore = NewSigstore();
        sigstore.NextPromise.IsMissing();
        var fact = Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));

        Assert.That(fact.Log, Has.Count.EqualTo(1));
        Assert.That(fact.Times.Select(time => time.Source), Is.EqualTo((string[])["https://tsa.sigstore.test/api/v1/timestamp"]));
    }

    [Test]
    public void Witnesses_and_further_lines_of_a_checkpoint_harm_nothing([Values] RekorVersion log, [Values] bool witnessFirst)
    {
        using var sigstore = WithOneTime(log);
        sigstore.NextCheckpoint.HasExtension("Timestamp: 1");
        _ = witnessFirst ? sigstore.NextCheckpoint.IsCosignedFirst() : sigstore.NextCheckpoint.IsCosigned();
        var fact = Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));

        Assert.That(fact.Notes.Select(note => note.Code), Is.EqualTo((string[])["unverified-cosignatures"]));
    }

    private static TrustedInstance Allowing(VirtualSigstore sigstore) =>
        sigstore.Instance with { Profile = sigstore.Instance.Profile with { AllowRekorDsse002 = true } };

    [Test]
    public void A_bad_entry_beside_a_good_one_is_noted([Values] bool isKnown)
    {
        using var sigstore = NewSigstore(new() { Logs = [RekorVersion.V1, RekorVersion.V1] });
        _ = isKnown ? sigstore.NextLogEntry.IsOfAnotherSigner() : sigstore.NextLogEntry.ComesFromUnknownLog();
        var fact = Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));

        Assert.That(fact.Log.Select(entry => entry.Origin), Is.EqualTo((string[])["https://rekor-2.sigstore.test"]));
        Assert.That(fact.Notes.Select(note => note.Code), Is.EqualTo((string[])[isKnown ? "entry-verifier-mismatch" : "unknown-log"]));
    }
}
