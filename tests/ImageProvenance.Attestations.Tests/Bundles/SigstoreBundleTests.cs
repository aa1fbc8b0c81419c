using System.Text;
using System.Text.Json.Nodes;
using static ImageProvenance.Attestations.Tests.Malformed;
using static ImageProvenance.Attestations.Tests.SampleBundle;

namespace ImageProvenance.Attestations.Tests;

public sealed class SigstoreBundleTests
{
    private const string Tlog = "verificationMaterial/tlogEntries/0/";

    [Test]
    public void The_parts_of_a_bundle_are_read()
    {
        var bundle = Parse(V03());
        var entry = bundle.TlogEntries.Single();
        Assert.Multiple(() =>
        {
            Assert.That(bundle.Version, Is.EqualTo(SigstoreBundleVersion.V03));
            Assert.That(bundle.KeyMaterial.Certificate!.Value.ToArray(), Is.EqualTo(new byte[] { 0x30, 0 }));
            Assert.That(bundle.KeyMaterial.PublicKeyHint, Is.Null);
            Assert.That(bundle.Rfc3161Timestamps.Single().ToArray(), Is.EqualTo(new byte[] { 7 }));
            Assert.That(bundle.MessageSignature!.Signature.ToArray(), Is.EqualTo(new byte[] { 9 }));
            Assert.That(bundle.MessageSignature.MessageDigest.Algorithm, Is.EqualTo(HashAlgorithmId.Sha256));
            Assert.That(bundle.MessageSignature.MessageDigest.Digest.ToArray(), Is.EqualTo(new byte[] { 8 }));
            Assert.That(bundle.DsseEnvelope, Is.Null);
            Assert.That((entry.LogIndex, entry.Kind, entry.KindVersion, entry.IntegratedTime), Is.EqualTo((5L, "hashedrekord", "0.0.1", (long?)1700000000)));
            Assert.That(entry.LogId.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
            Assert.That(entry.SignedEntryTimestamp!.Value.ToArray(), Is.EqualTo(new byte[] { 3 }));
            Assert.That(entry.CanonicalizedBody.ToArray(), Is.EqualTo("{}"u8.ToArray()));
            Assert.That((entry.InclusionProof!.LogIndex, entry.InclusionProof.TreeSize, Encoding.UTF8.GetString(entry.InclusionProof.Checkpoint.Span)), Is.EqualTo((4L, 9L, "note")));
            Assert.That(entry.InclusionProof.RootHash.ToArray(), Is.EqualTo(new byte[] { 4 }));
            Assert.That(entry.InclusionProof.Hashes.Select(hash => hash.Span[0]), Is.EqualTo(new byte[] { 5, 6 }));
        });
    }

    private static IEnumerable<TestCaseData> Accepted()
    {
        yield return Case("Version_0_1_needs_no_proof", V01());
        yield return Case("Version_0_2_needs_no_promise", Change(V02(), Tlog + "inclusionPromise", null));
        yield return Case("Version_0_3_needs_no_promise", Change(V03(), Tlog + "inclusionPromise", null));
        yield return Case("The_old_spelling_of_0_3_is_read", Change(V03(), "mediaType", "\"application/vnd.dev.sigstore.bundle+json;version=0.3\""));
        yield return Case("No_log_entry_at_all_is_a_shape", Change(V03(), "verificationMaterial/tlogEntries", null));
        yield return Case("No_timestamps_at_all_are_a_shape", Change(V03(), "verificationMaterial/timestampVerificationData", null));
        yield return Case("Members_of_null_are_absent", Change(V03(), "dsseEnvelope", "null"));
        yield return Case("Indexes_of_zero_may_be_left_out", Change(Change(V03(), Tlog + "logIndex", null), Tlog + "inclusionProof/logIndex", null));
        yield return Case("Two_entries_of_one_log_may_have_different_indexes", TwoEntries(other =>
        {
            other["logIndex"] = "6";
            other["canonicalizedBody"] = "bm90IHRoZSBzYW1l";
        }));
        yield return Case("Two_entries_of_different_logs_may_have_one_index", TwoEntries(other => other["logId"]!["keyId"] = "AQM="));
        yield return Case("Rekor_v2_has_no_integrated_time", Change(V03(), Tlog + "integratedTime", null));
        yield return Case("A_hash_algorithm_may_be_a_number", Change(V03(), "messageSignature/messageDigest/algorithm", "1"));
        yield return Case("A_public_key_may_have_no_hint", Change(Change(V03(), "verificationMaterial/certificate", null), "verificationMaterial/publicKey", "{}"));
        yield return Case("A_chain_may_bring_intermediates", WithChain("application/vnd.dev.sigstore.bundle+json;version=0.2", Certificate("leaf", "ca"), Certificate("ca", "root")));
        yield return Case("An_envelope_is_read", WithEnvelope());
    }

    [TestCaseSource(nameof(Accepted))]
    public void Shapes_that_are_read(JsonObject bundle) => Assert.That(() => Parse(bundle), Throws.Nothing);

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Bad("invalid-bundle", "The_same_body_twice_in_one_log_is_refused", TwoEntries(other => other["logIndex"] = "6"));
        yield return Bad("unknown-bundle-version", "A_bundle_without_media_type_is_refused", Change(V03(), "mediaType", null));
        foreach (string type in (string[])["application/vnd.dev.sigstore.bundle+json;version=0.4", "application/vnd.dev.sigstore.bundle.v0.4+json", "application/vnd.dev.sigstore.bundle+json; version=0.3", "application/vnd.dev.sigstore.bundle.V0.3+json"])
            yield return Bad("unknown-bundle-version", $"Media_type_{type.Replace('.', '_')}_is_refused", Change(V03(), "mediaType", $"\"{type}\""));

        yield return Bad("invalid-bundle", "A_bundle_without_material_is_refused", Change(V03(), "verificationMaterial", null));
        yield return Bad("invalid-bundle", "A_bundle_without_key_material_is_refused", Change(V03(), "verificationMaterial/certificate", null));
        yield return Bad("invalid-bundle", "Two_kinds_of_key_material_are_refused", Change(V03(), "verificationMaterial/publicKey", "{}"));
        yield return Bad("invalid-bundle", "A_chain_in_0_3_is_refused", WithChain(MediaTypes.SigstoreBundle, Certificate("leaf", "ca")));
        yield return Bad("invalid-bundle", "A_single_certificate_in_0_2_is_refused", Change(V03(), "mediaType", "\"application/vnd.dev.sigstore.bundle+json;version=0.2\""));
        yield return Bad("invalid-bundle", "An_empty_chain_is_refused", WithChain("application/vnd.dev.sigstore.bundle+json;version=0.2"));
        yield return Bad("invalid-bundle", "A_root_in_the_chain_is_refused", WithChain("application/vnd.dev.sigstore.bundle+json;version=0.2", Certificate("leaf", "ca"), Certificate("ca", "ca")));
        yield return Bad("invalid-bundle", "A_chain_of_no_certificates_is_refused", WithChain("application/vnd.dev.sigstore.bundle+json;version=0.2", [1, 2, 3]));
        yield return Bad("invalid-bundle", "An_empty_certificate_is_refused", Change(V03(), "verificationMaterial/certificate", "{}"));
        yield return Bad("invalid-bundle", "An_empty_timestamp_is_refused", Change(V03(), "verificationMaterial/timestampVerificationData/rfc3161Timestamps", "[{}]"));

        yield return Bad("invalid-bundle", "A_bundle_of_nothing_signed_is_refused", Change(V03(), "messageSignature", null));
        yield return Bad("invalid-bundle", "A_bundle_of_two_contents_is_refused", Change(WithEnvelope(), "messageSignature", V03()["messageSignature"]!.ToJsonString()));
        yield return Bad("invalid-bundle", "A_message_without_signature_is_refused", Change(V03(), "messageSignature/signature", null));
        yield return Bad("invalid-bundle", "A_message_without_digest_is_refused", Change(V03(), "messageSignature/messageDigest", null));
        yield return Bad("invalid-bundle", "A_digest_without_algorithm_is_refused", Change(V03(), "messageSignature/messageDigest/algorithm", null));
        yield return Bad("invalid-bundle", "An_empty_digest_is_refused", Change(V03(), "messageSignature/messageDigest/digest", "\"\""));
        yield return Bad("malformed-json", "An_unknown_hash_algorithm_is_refused", Change(V03(), "messageSignature/messageDigest/algorithm", "\"MD5\""));
        yield return Bad("malformed-json", "A_hash_algorithm_of_an_unknown_number_is_refused", Change(V03(), "messageSignature/messageDigest/algorithm", "6"));
        yield return Bad("invalid-dsse-envelope", "Two_signatures_in_an_envelope_are_refused", Change(WithEnvelope(), "dsseEnvelope/signatures", """[{"sig":"CQ=="},{"sig":"CQ=="}]"""));
        yield return Bad("invalid-dsse-envelope", "An_empty_signature_in_an_envelope_is_refused", Change(WithEnvelope(), "dsseEnvelope/signatures", """[{"sig":""}]"""));
        yield return Bad("malformed-json", "Url_safe_base64_in_an_envelope_is_refused", Change(WithEnvelope(), "dsseEnvelope/payload", "\"aGk_Pz4-\""));
        yield return Bad("malformed-json", "A_signature_that_is_no_base64_is_refused", Change(V03(), "messageSignature/signature", "\"!\""));
        yield return Bad("malformed-json", "Line_breaks_in_base64_are_refused", Change(V03(), "messageSignature/signature", "\"CQ==\\n\""));

        yield return Bad("invalid-bundle", "An_entry_without_promise_in_0_1_is_refused", Change(V01(), Tlog + "inclusionPromise", null));
        yield return Bad("invalid-bundle", "An_empty_promise_in_0_1_is_refused", Change(V01(), Tlog + "inclusionPromise", "{}"));
        yield return Bad("invalid-bundle", "An_entry_without_proof_in_0_2_is_refused", Change(V02(), Tlog + "inclusionProof", null));
        yield return Bad("invalid-bundle", "An_entry_without_proof_in_0_3_is_refused", Change(V03(), Tlog + "inclusionProof", null));
        yield return Bad("invalid-bundle", "One_entry_without_proof_beside_one_with_it_is_refused", OneEntryWithoutProof());
        yield return Bad("invalid-bundle", "One_entry_twice_is_refused", TwoEntries(_ => { }));
        yield return Bad("invalid-bundle", "Two_entries_at_one_index_of_a_log_are_refused", TwoEntries(other => other["canonicalizedBody"] = "AAAA"));
        yield return Bad("invalid-bundle", "A_proof_without_checkpoint_is_refused", Change(V03(), Tlog + "inclusionProof/checkpoint", null));
        yield return Bad("invalid-bundle", "A_proof_with_an_empty_checkpoint_is_refused", Change(V03(), Tlog + "inclusionProof/checkpoint/envelope", "\"\""));
        yield return Bad("invalid-bundle", "A_proof_without_checkpoint_in_0_1_is_refused", Change(V01(), Tlog + "inclusionProof", "{}"));
        yield return Bad("invalid-bundle", "An_entry_of_no_log_is_refused", Change(V03(), Tlog + "logId", null));
        yield return Bad("invalid-bundle", "An_entry_of_no_kind_is_refused", Change(V03(), Tlog + "kindVersion/kind", null));
        yield return Bad("invalid-bundle", "An_entry_of_no_kind_version_is_refused", Change(V03(), Tlog + "kindVersion/version", "\"\""));
        yield return Bad("invalid-bundle", "An_entry_without_body_is_refused", Change(V03(), Tlog + "canonicalizedBody", null));
        foreach (string number in (string[])["logIndex", "integratedTime", "inclusionProof/logIndex", "inclusionProof/treeSize"])
            foreach (string value in (string[])["-1", "\"-1\"", "1.5", "1e3", "\"9223372036854775808\"", "\"5x\""])
                yield return Bad("malformed-json", $"{number.Replace('/', '_')}_of_{value.Replace('.', '_')}_is_refused", Change(V03(), Tlog + number, value));

        yield return Bad("malformed-json", "A_member_in_another_case_is_refused", Change(V03(), "MediaType", "\"x\""));
        yield return Bad("too-many", "More_than_32_entries_are_refused", Change(V03(), "verificationMaterial/tlogEntries", $"[{string.Join(',', Enumerable.Repeat(Entry(V03()).ToJsonString(), 33))}]"));
        yield return Bad("too-many", "More_than_32_timestamps_are_refused", Change(V03(), "verificationMaterial/timestampVerificationData/rfc3161Timestamps", $"[{string.Join(',', Enumerable.Repeat("""{"signedTimestamp":"Bw=="}""", 33))}]"));
        yield return Bad("too-many", "More_than_64_hashes_of_a_proof_are_refused", Change(V03(), Tlog + "inclusionProof/hashes", $"[{string.Join(',', Enumerable.Repeat("\"BQ==\"", 65))}]"));
        yield return Bad("malformed-json", "Deep_nesting_is_refused", Change(V03(), "future", new string('[', 40) + new string(']', 40)));
    }

    [TestCaseSource(nameof(Refused))]
    public void Shapes_that_are_refused(string code, JsonObject bundle) => IsRefused(code, () => Parse(bundle));

    [Test]
    public void A_member_given_twice_is_refused() =>
        IsRefused("malformed-json", () => SigstoreBundle.Parse(Utf8(V03().ToJsonString().Replace("\"future\"", "\"mediaType\""))));

    [Test]
    public void A_public_key_has_a_hint_and_no_certificate()
    {
        var material = Parse(Change(Change(V03(), "verificationMaterial/certificate", null), "verificationMaterial/publicKey", """{"hint":"h"}""")).KeyMaterial;
        Assert.That((material.PublicKeyHint, material.Certificate.HasValue, material.CertificateChain.Count), Is.EqualTo(("h", false, 0)));
    }

    [Test]
    public void An_empty_promise_counts_as_none() =>
        Assert.That(Parse(Change(V03(), Tlog + "inclusionPromise", "{}")).TlogEntries[0].SignedEntryTimestamp, Is.Null);

    [Test]
    public void A_time_of_zero_counts_as_none() =>
        Assert.That(Parse(Change(V03(), Tlog + "integratedTime", "\"0\"")).TlogEntries[0].IntegratedTime, Is.Null);

    [Test]
    public void A_changed_or_truncated_bundle_parses_or_is_refused()
    {
        foreach (var sample in (JsonObject[])[V01(), V03(), WithEnvelope()])
            NeverEscapes(bytes => SigstoreBundle.Parse(bytes), Utf8(sample.ToJsonString()));
    }

    private static JsonObject OneEntryWithoutProof() => TwoEntries(other =>
    {
        other["logIndex"] = "6";
        other.Remove("inclusionProof");
    });

    private static JsonObject TwoEntries(Action<JsonObject> change)
    {
        var bundle = V03();
        var other = (JsonObject)Entry(bundle).DeepClone();
        change(other);
        ((JsonArray)Material(bundle)["tlogEntries"]!).Add(other);
        return bundle;
    }

    private static TestCaseData Case(string name, JsonObject bundle) => new TestCaseData(bundle).SetName(name);

    private static TestCaseData Bad(string code, string name, JsonObject bundle) => new TestCaseData(code, bundle).SetName(name);

    private static SigstoreBundle Parse(JsonObject bundle) => SigstoreBundle.Parse(Utf8(bundle.ToJsonString()));
}
