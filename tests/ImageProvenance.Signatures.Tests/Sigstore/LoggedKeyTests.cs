using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using ImageProvenance.Tests;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>With a key no log is needed, but an entry of a log that a root knows has to be true.</summary>
public class LoggedKeyTests
{
    // A log that keeps hashes cannot check pure Ed25519.
    private static IEnumerable<TestCaseData> Logged =>
        from log in Enum.GetValues<RekorVersion>()
        from kind in Enum.GetValues<TestKeyKind>()
        where kind != TestKeyKind.Ed25519
        select new TestCaseData(log, kind);

    [TestCaseSource(nameof(Logged))]
    public void Entries_and_times_of_known_logs_are_told(RekorVersion log, TestKeyKind kind)
    {
        using var sigstore = NewSigstore(new() { Logs = [log] });
        using var key = TestKey.Of(kind);
        var fact = Proven(Judge(sigstore.SignArtifact(Artifact, key), Plan(key, kind, sigstore.Instance)));

        Assert.That(fact.Signer.Kind, Is.EqualTo(Signer.Key));
        Assert.That(fact.Log, Has.Count.EqualTo(1));
        Assert.That(fact.Times, Has.Count.EqualTo(log == RekorVersion.V1 ? 2 : 1));
    }

    private static IEnumerable<TestCaseData> Rows =>
    [
        Row("entry-signature-mismatch", s => s.NextLogEntry.IsOfAnotherSignature()),
        Row("entry-verifier-mismatch", s => s.NextLogEntry.IsOfAnotherSigner()),
        Row("entry-digest-mismatch", s => s.NextLogEntry.IsOfAnotherArtifact()),
        Row("set-invalid", s => s.NextPromise.IsSignedByAnotherKey()),
        Row("inclusion-proof-invalid", s => s.NextProof.HasAnotherHash()),
        Row("checkpoint-invalid", s => s.NextCheckpoint.IsSignedByAnotherKey()),
        Row("signature-mismatch", s => s.NextSignature.IsMadeByAnotherKey()),
    ];

    [TestCaseSource(nameof(Rows))]
    public void An_untrue_entry_of_a_known_log_is_refused(Action<VirtualSigstore> misbehave, string code)
    {
        using var sigstore = WithOneTime(RekorVersion.V1);
        misbehave(sigstore);

        Refused(Judge(sigstore.SignArtifact(Artifact, Some.Key), Plan(Some.Key, TestKeyKind.EcdsaP256, sigstore.Instance)), code);
    }

    [Test]
    public void Entries_of_unknown_logs_are_noted_and_prove_nothing()
    {
        using var sigstore = NewSigstore();
        sigstore.NextLogEntry.ComesFromUnknownLog();
        var fact = Proven(Judge(sigstore.SignArtifact(Artifact, Some.Key), Plan(Some.Key, TestKeyKind.EcdsaP256, sigstore.Instance)));

        Assert.That(fact.Log, Is.Empty);
        Assert.That(fact.Notes.Select(note => note.Code), Is.EqualTo((string[])["unknown-log"]));
    }

    [Test]
    public void A_layer_behind_a_tag_is_judged_alike()
    {
        using var sigstore = NewSigstore();
        Assert.That(Proven(JudgeLayer(sigstore)).Log, Has.Count.EqualTo(1));

        sigstore.NextLogEntry.IsOfAnotherSigner();
        Refused(JudgeLayer(sigstore), "entry-verifier-mismatch");
    }

    [Test]
    public void What_is_signed_has_to_be_about_the_subject()
    {
        using var sigstore = NewSigstore();
        byte[] other = CosignArtifacts.Statement(Some.OtherImage, Some.Sbom, "{}", "other");

        Refused(Judge(sigstore.SignStatement(other, Some.Key), Plan(Some.Key, TestKeyKind.EcdsaP256, sigstore.Instance)), "subject-mismatch");
    }

    [Test]
    public void A_key_proves_no_identity()
    {
        using var sigstore = NewSigstore();

        Refused(Judge(sigstore.SignArtifact(Artifact, Some.Key), sigstore.Instance), "key-signed");
    }

    private static SignatureVerdict JudgeLayer(VirtualSigstore sigstore) => new PublicKeyProvider().Verify(
        About, Found.Signed(About.Digest, sigstore.SignPayload(Payload, Some.Key)), Plan(Some.Key, TestKeyKind.EcdsaP256, sigstore.Instance), Time);

    private static TrustPlan Plan(TestKey key, TestKeyKind kind, TrustedInstance instance) =>
        new([Some.Public(key, kind == TestKeyKind.RsaPss ? SignatureAlgorithms.RsaPssSha256 : null)], [instance]);

    private static TestCaseData Row(string code, Action<VirtualSigstore> misbehave) => new TestCaseData(misbehave, code).SetArgDisplayNames(code);
}
