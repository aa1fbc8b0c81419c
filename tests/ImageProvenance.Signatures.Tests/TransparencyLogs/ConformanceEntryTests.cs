using ImageProvenance.Attestations;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The bundles of sigstore-conformance: what the logs say about each, whatever else is wrong with it.</summary>
public sealed class ConformanceEntryTests
{
    // The cases that a check of log entries must reject, and the code that says why.
    private static readonly Dictionary<string, string> Rejected = new()
    {
        ["checkpoint-bad-keyhint_fail"] = "checkpoint-not-signed-by-log",
        ["checkpoint-wrong-roothash_fail"] = "checkpoint-tree-mismatch",
        ["dsse-mismatch-envelope_fail"] = "entry-signature-mismatch",
        ["dsse-mismatch-sig_fail"] = "entry-signature-mismatch",
        ["inclusion-proof-corrupted-hash_fail"] = "inclusion-proof-invalid",
        ["invalid-checkpoint-signature_fail"] = "checkpoint-invalid",
        ["rekor2-checkpoint-missing-log-signature_fail"] = "invalid-checkpoint",
        ["rekor2-checkpoint-missing-root-hash_fail"] = "invalid-checkpoint",
        ["rekor2-checkpoint-missing-size_fail"] = "invalid-checkpoint",
        ["rekor2-checkpoint-no-matching-signature_fail"] = "checkpoint-not-signed-by-log",
        ["rekor2-dsse-mismatch-envelope_fail"] = "entry-signature-mismatch",
        ["rekor2-dsse-mismatch-sig_fail"] = "entry-signature-mismatch",
        ["signature-mismatch_fail"] = "entry-signature-mismatch",
        ["trust-root-tlog-missing-validity-start_fail"] = "unknown-log", // the root is refused, and with it the log
        ["wrong-hashedrekord-artifact_fail"] = "entry-signature-mismatch",
        ["wrong-hashedrekord-entry_fail"] = "entry-signature-mismatch",
        ["wrong-material_fail"] = "entry-digest-mismatch",
    };

    private static IEnumerable<string> Cases() =>
    [
        "checkpoint-bad-keyhint_fail", "checkpoint-wrong-roothash_fail", "dsse-mismatch-envelope_fail", "dsse-mismatch-sig_fail", "happy-path-v0.1", "happy-path-v0.2",
        "happy-path-v0.3-new-mediaType", "inclusion-proof-corrupted-hash_fail", "integrated-time-in-future_fail", "intoto-expired-certificate_fail",
        "intoto-set-outside-signing-cert-validity_fail", "intoto-with-custom-trust-root", "invalid-checkpoint-signature_fail", "managed-key-and-trusted-root",
        "rekor2-checkpoint-cosigned", "rekor2-checkpoint-missing-log-signature_fail", "rekor2-checkpoint-missing-root-hash_fail", "rekor2-checkpoint-missing-size_fail",
        "rekor2-checkpoint-no-matching-signature_fail", "rekor2-checkpoint-origin-not-first", "rekor2-checkpoint-two-sigs-from-origin", "rekor2-dsse-happy-path",
        "rekor2-dsse-mismatch-envelope_fail", "rekor2-dsse-mismatch-sig_fail", "rekor2-no-timestamp_fail", "rekor2-timestamp-outside-tsa-cert-validity_fail",
        "rekor2-timestamp-payload-mismatch_fail", "rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail", "rekor2-timestamp-with-embedded-cert",
        "rekor2-timestamp-without-embedded-cert", "signature-mismatch_fail", "trust-root-tlog-missing-validity-start_fail", "trust-root-tsa-validity-end-inclusive",
        "wrong-hashedrekord-artifact_fail", "wrong-hashedrekord-entry_fail", "wrong-material_fail",
    ];

    [TestCaseSource(nameof(Cases))]
    public void The_entries_hold_unless_they_are_what_is_wrong(string name)
    {
        string folder = SharedData.Path("sigstore-conformance", "bundle-verify", name);
        string root = Path.Combine(folder, "trusted_root.json"), key = Path.Combine(folder, "key.pub"), artifact = Path.Combine(folder, "artifact");
        var bundle = SigstoreBundle.Parse(File.ReadAllBytes(Path.Combine(folder, "bundle.sigstore.json")));
        var piece = RealLogs.PieceOf(bundle, File.ReadAllBytes(File.Exists(artifact) ? artifact : SharedData.Path("sigstore-conformance", "bundle-verify", "a.txt")), File.Exists(key) ? File.ReadAllText(key) : null);
        var logs = File.Exists(root) ? RealLogs.Of(root) : RealLogs.PublicGood;

        string? code = RealLogs.Verdict(bundle.TlogEntries, piece, logs, out var verified);

        Assert.That(code, Is.EqualTo(Rejected.GetValueOrDefault(name)));
        if (code is null && name.StartsWith("rekor2", StringComparison.Ordinal))
            Assert.That((verified!.Time, verified.KeyDetails, verified.Entry.Kind), Is.EqualTo(((VerifiedTime?)null, "PKIX_ECDSA_P256_SHA_256", "hashedrekord 0.0.2")));
        else if (code is null && !name.StartsWith("trust-root", StringComparison.Ordinal))
            Assert.That(verified!.Time!.Time, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(bundle.TlogEntries[0].IntegratedTime!.Value)));
    }

    [TestCase("rekor2-checkpoint-cosigned", 1)]
    [TestCase("rekor2-checkpoint-two-sigs-from-origin", 1)]
    [TestCase("rekor2-dsse-happy-path", 3)]
    public void Signatures_of_witnesses_are_counted(string name, int count)
    {
        string folder = SharedData.Path("sigstore-conformance", "bundle-verify", name);
        var bundle = SigstoreBundle.Parse(File.ReadAllBytes(Path.Combine(folder, "bundle.sigstore.json")));
        var piece = RealLogs.PieceOf(bundle, File.ReadAllBytes(SharedData.Path("sigstore-conformance", "bundle-verify", "a.txt")));
        Assert.That(RealLogs.Verdict(bundle.TlogEntries, piece, RealLogs.Of(Path.Combine(folder, "trusted_root.json")), out var verified), Is.Null);
        Assert.That(verified!.OtherSignatures, Is.EqualTo(count));
    }
}
