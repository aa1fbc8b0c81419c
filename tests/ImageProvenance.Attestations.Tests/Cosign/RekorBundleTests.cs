using System.Text.Json.Nodes;
using static ImageProvenance.Attestations.Tests.Malformed;

namespace ImageProvenance.Attestations.Tests;

public sealed class RekorBundleTests
{
    private const string Body = """{"apiVersion":"0.0.1","kind":"hashedrekord","spec":{}}""";

    [Test]
    public void The_parts_of_an_entry_are_read()
    {
        var entry = RekorBundle.Parse(Classic().ToJsonString())!;
        Assert.Multiple(() =>
        {
            Assert.That((entry.LogIndex, entry.Kind, entry.KindVersion, entry.IntegratedTime), Is.EqualTo((7L, "hashedrekord", "0.0.1", (long?)1700000000)));
            Assert.That(entry.LogId.ToArray(), Is.EqualTo(new byte[] { 0xC0, 0xD2 }));
            Assert.That(entry.SignedEntryTimestamp!.Value.ToArray(), Is.EqualTo(new byte[] { 3 }));
            Assert.That(entry.CanonicalizedBody.ToArray(), Is.EqualTo(Utf8(Body).ToArray()));
            Assert.That(entry.InclusionProof, Is.Null);
        });
    }

    [Test]
    public void An_entry_as_bundles_have_it_is_read()
    {
        var entry = RekorBundle.Parse(Nested().ToJsonString())!;
        Assert.That((entry.LogIndex, entry.Kind, entry.InclusionProof!.TreeSize), Is.EqualTo((5L, "hashedrekord", 9L)));
    }

    [TestCase("")]
    [TestCase("null")]
    public void An_annotation_may_say_that_there_is_no_entry(string json) => Assert.That(RekorBundle.Parse(json), Is.Null);

    [Test]
    public void A_time_of_zero_counts_as_none() => Assert.That(RekorBundle.Parse(With(Classic(), "Payload/integratedTime", "0"))!.IntegratedTime, Is.Null);

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Bad("invalid-rekor-bundle", "An_empty_object_is_refused", "{}");
        yield return Bad("invalid-rekor-bundle", "A_promise_about_nothing_is_refused", With(Classic(), "Payload", null));
        yield return Bad("invalid-rekor-bundle", "An_entry_without_promise_is_refused", With(Classic(), "SignedEntryTimestamp", null));
        yield return Bad("invalid-rekor-bundle", "An_empty_promise_is_refused", With(Classic(), "SignedEntryTimestamp", "\"\""));
        yield return Bad("invalid-rekor-bundle", "An_entry_without_body_is_refused", With(Classic(), "Payload/body", null));
        yield return Bad("invalid-rekor-bundle", "An_entry_of_no_log_is_refused", With(Classic(), "Payload/logID", null));
        foreach (string body in (string[])["""{"apiVersion":"0.0.1"}""", """{"kind":"dsse"}""", """{"apiVersion":"","kind":"dsse"}"""])
            yield return Bad("invalid-rekor-bundle", $"A_body_that_does_not_say_its_kind_is_refused_{body.Length}", With(Classic(), "Payload/body", Base64(body)));
        foreach (string body in (string[])["x", "[]", """{"apiVersion":"0.0.1","kind":"dsse","kind":"dsse"}""", """{"apiVersion":"0.0.1","kind":"dsse","Kind":"dsse"}""", """{"apiVersion":1,"kind":"dsse"}"""])
            yield return Bad("malformed-json", $"A_body_that_is_no_strict_JSON_is_refused_{body.Length}", With(Classic(), "Payload/body", Base64(body)));
        yield return Bad("malformed-json", "A_body_that_is_an_object_is_refused", With(Classic(), "Payload/body", "{}"));
        foreach (string id in (string[])["C0D2", "c0d", "c0 d2", "wNI="])
            yield return Bad("malformed-json", $"Log_id_{id.TrimEnd('=').Replace(' ', '_')}_is_refused", With(Classic(), "Payload/logID", $"\"{id}\""));
        foreach (string number in (string[])["-1", "1.5", "1e3", "\"x\""])
        {
            yield return Bad("malformed-json", $"Index_{number.Trim('"').Replace('.', '_')}_is_refused", With(Classic(), "Payload/logIndex", number));
            yield return Bad("malformed-json", $"Time_{number.Trim('"').Replace('.', '_')}_is_refused", With(Classic(), "Payload/integratedTime", number));
        }

        yield return Bad("malformed-json", "A_member_in_another_case_is_refused", With(Classic(), "payload", "{}"));
        yield return Bad("malformed-json", "Data_after_the_end_is_refused", Classic().ToJsonString() + "{}");
        yield return Bad("malformed-json", "Deep_nesting_is_refused", With(Classic(), "x", new string('[', 20) + new string(']', 20)));
        yield return Bad("invalid-rekor-bundle", "Both_shapes_at_once_are_refused", With(Classic(), "content", Nested()["content"]!.ToJsonString()));
        yield return Bad("invalid-rekor-bundle", "A_promise_beside_an_entry_as_bundles_have_it_is_refused", With(Nested(), "SignedEntryTimestamp", "\"Aw==\""));
        yield return Bad("invalid-rekor-bundle", "No_entry_is_refused", With(Nested(), "content/verificationMaterial/tlogEntries", "[]"));
        yield return Bad("too-many", "Two_entries_are_refused", With(Nested(), "content/verificationMaterial/tlogEntries", $"[{Entry()},{Entry()}]"));
        yield return Bad("invalid-bundle", "An_entry_that_is_not_as_bundles_have_it_is_refused", With(Nested(), "content/verificationMaterial/tlogEntries", "[{}]"));
        yield return Bad("invalid-rekor-bundle", "More_than_1_MiB_is_refused", Classic().ToJsonString() + new string(' ', 1 << 20));
    }

    [TestCaseSource(nameof(Refused))]
    public void Annotations_that_are_refused(string code, string json) => IsRefused(code, () => RekorBundle.Parse(json));

    [Test]
    public void A_changed_or_truncated_annotation_parses_or_is_refused()
    {
        foreach (var sample in (JsonObject[])[Classic(), Nested()])
            NeverEscapes(bytes => RekorBundle.Parse(System.Text.Encoding.UTF8.GetString(bytes.Span)), Utf8(sample.ToJsonString()));
    }

    private static JsonObject Classic() => (JsonObject)JsonNode.Parse($$$"""
        {"SignedEntryTimestamp":"Aw==","Payload":{"body":{{{Base64(Body)}}},"integratedTime":1700000000,"logIndex":7,"logID":"c0d2","new":1},"new":{}}
        """)!;

    private static JsonObject Nested() => new() { ["content"] = new JsonObject { ["verificationMaterial"] = new JsonObject { ["tlogEntries"] = new JsonArray(JsonNode.Parse(Entry())) } } };

    private static string Entry() => SampleBundle.Entry(SampleBundle.V03()).ToJsonString();

    private static string Base64(string text) => $"\"{Convert.ToBase64String(Utf8(text).Span)}\"";

    private static string With(JsonObject bundle, string path, string? json) => SampleBundle.Change(bundle, path, json).ToJsonString();

    private static TestCaseData Bad(string code, string name, string json) => new TestCaseData(code, json).SetName(name);
}
