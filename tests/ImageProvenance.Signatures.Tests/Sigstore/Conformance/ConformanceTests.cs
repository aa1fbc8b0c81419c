using System.Text.Json;
using System.Text.Json.Nodes;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The cases of sigstore-conformance, and what becomes of its good ones when they are changed.</summary>
public class ConformanceTests
{
    // Which step refuses a case: one that is refused for another reason leaves its own step untested.
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["bundle-empty-certificate-chain_fail"] = "invalid-bundle",
        ["bundle-invalid-base64-signature_fail"] = "malformed-json",
        ["bundle-malformed-json_fail"] = "malformed-json",
        ["bundle-unknown-version_fail"] = "unknown-bundle-version",
        ["bundle-with-root-cert_fail"] = "invalid-bundle",
        ["checkpoint-bad-keyhint_fail"] = "checkpoint-not-signed-by-log",
        ["checkpoint-wrong-roothash_fail"] = "checkpoint-tree-mismatch",
        ["dsse-mismatch-envelope_fail"] = "entry-signature-mismatch",
        ["dsse-mismatch-sig_fail"] = "entry-signature-mismatch",
        ["inclusion-proof-corrupted-hash_fail"] = "inclusion-proof-invalid",
        ["integrated-time-in-future_fail"] = "certificate-not-valid-at-time",
        ["intoto-expired-certificate_fail"] = "certificate-not-valid-at-time",
        ["intoto-missing-inclusion-proof_fail"] = "invalid-bundle",
        ["intoto-set-outside-signing-cert-validity_fail"] = "certificate-not-valid-at-time",
        ["invalid-checkpoint-signature_fail"] = "checkpoint-invalid",
        ["invalid-inclusion-proof_fail"] = "invalid-bundle",
        ["managed-key-no-key_fail"] = "key-signed",
        ["managed-key-wrong-key_fail"] = "invalid-key",
        ["rekor2-checkpoint-missing-log-signature_fail"] = "invalid-checkpoint",
        ["rekor2-checkpoint-missing-root-hash_fail"] = "invalid-checkpoint",
        ["rekor2-checkpoint-missing-size_fail"] = "invalid-checkpoint",
        ["rekor2-checkpoint-no-matching-signature_fail"] = "checkpoint-not-signed-by-log",
        ["rekor2-dsse-mismatch-envelope_fail"] = "entry-signature-mismatch",
        ["rekor2-dsse-mismatch-sig_fail"] = "entry-signature-mismatch",
        ["rekor2-no-inclusion-proof_fail"] = "invalid-bundle",
        ["rekor2-no-timestamp_fail"] = "too-few-times",
        ["rekor2-timestamp-outside-tsa-cert-validity_fail"] = "timestamp-certificate-not-valid-at-time",
        ["rekor2-timestamp-payload-mismatch_fail"] = "timestamp-imprint-mismatch",
        ["rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail"] = "timestamp-unknown-authority",
        ["rekor2-timestamp-with-incorrect-time_fail"] = "malformed-json",
        ["signature-mismatch_fail"] = "entry-signature-mismatch",
        ["trust-root-tlog-missing-validity-start_fail"] = "invalid-trusted-root",
        ["wrong-hashedrekord-artifact_fail"] = "entry-signature-mismatch",
        ["wrong-hashedrekord-entry_fail"] = "entry-signature-mismatch",
        ["wrong-material_fail"] = "entry-digest-mismatch",
    };

    [TestCaseSource(typeof(ConformanceCase), nameof(ConformanceCase.Names))]
    public void A_case_is_judged_as_the_suite_has_it(string name)
    {
        var conformance = new ConformanceCase(name);
        foreach (bool byDigest in new[] { false, true })
        {
            var (fact, failure) = conformance.Judge(conformance.Bundle, byDigest);
            Assert.That(fact is not null, Is.EqualTo(conformance.IsGood), $"by digest: {byDigest}: {failure}");
            if (!conformance.IsGood)
                Assert.That(failure!.Code, Is.EqualTo(Reasons.GetValueOrDefault(name)), failure.ToString());
        }
    }

    [TestCaseSource(nameof(ChangedCases))]
    public void Changes_that_sigstore_go_refuses_are_refused(string name)
    {
        var conformance = new ConformanceCase(name);
        byte[] bundle = conformance.Bundle;
        var rows = RefusedBySigstoreGo()
            .Where(row => row.GetProperty("case").GetString() == name)
            .Select(row => new BundleMutation([.. row.GetProperty("path").EnumerateArray().Select(Key)], row.GetProperty("op").GetString()!));
        Assert.That(rows.Where(mutation => mutation.ApplyTo(bundle) is { } changed && conformance.Judge(changed).Fact is not null), Is.Empty);
    }

    [TestCaseSource(typeof(ConformanceCase), nameof(ConformanceCase.GoodNames))]
    public void Any_change_of_a_good_bundle_is_refused_or_proves_nothing_that_it_did_not(string name)
    {
        var conformance = new ConformanceCase(name);
        byte[] bundle = conformance.Bundle;
        var original = conformance.Judge(bundle).Fact!;
        foreach (var mutation in BundleMutation.AllOf(JsonNode.Parse(bundle)!))
            if (mutation.ApplyTo(bundle) is { } changed && conformance.Judge(changed).Fact is { } fact)
                AssertProvesNoMore(fact, original, mutation);
    }

    // What vouches for a signature can be taken away where others are enough; nothing can be added.
    private static void AssertProvesNoMore(SignatureFact fact, SignatureFact original, BundleMutation mutation)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Told(fact), Is.EqualTo(Told(original)), mutation.ToString());
            Assert.That(fact.Times, Is.SubsetOf(original.Times), mutation.ToString());
            Assert.That(fact.Log.Select(entry => entry.Origin), Is.SubsetOf(original.Log.Select(entry => entry.Origin)), mutation.ToString());
        }
    }

    private static IEnumerable<string> ChangedCases() => RefusedBySigstoreGo().Select(row => row.GetProperty("case").GetString()!).Distinct();

    private static IEnumerable<JsonElement> RefusedBySigstoreGo() => SharedData.Find("sigstore-conformance", "mutants.jsonl") is { } file
        ? File.ReadLines(file).Select(line => JsonElement.Parse(line)).Where(row => row.GetProperty("go").GetString() == "reject")
        : [];

    private static object Key(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetInt32() : element.GetString()!;

    private static string Told(SignatureFact fact) =>
        $"{fact.Subject} {fact.Content} {fact.Signer} {fact.Statement?.PredicateType} {string.Join(' ', fact.CertificateLogs)}";
}
