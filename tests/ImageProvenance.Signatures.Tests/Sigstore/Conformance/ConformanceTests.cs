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

    [TestCaseSource(typeof(ConformanceCase), nameof(ConformanceCase.Names))]
    public void Changes_that_sigstore_go_refuses_are_refused(string name)
    {
        var conformance = new ConformanceCase(name);
        byte[] bundle = conformance.Bundle;
        var rows = File.ReadLines(SharedData.Path("sigstore-conformance", "mutants.jsonl"))
            .Select(line => JsonElement.Parse(line))
            .Where(row => row.GetProperty("case").GetString() == name && row.GetProperty("go").GetString() == "reject")
            .Select(row => new BundleMutation([.. row.GetProperty("path").EnumerateArray().Select(Key)], row.GetProperty("op").GetString()!))
            .ToList();
        if (rows.Count == 0)
            Assert.Ignore("No changes of this case are recorded.");
        Assert.That(rows.Where(mutation => mutation.ApplyTo(bundle) is { } changed && conformance.Judge(changed).Fact is not null), Is.Empty);
    }

    [TestCaseSource(typeof(ConformanceCase), nameof(ConformanceCase.Names))]
    public void Any_change_of_a_good_bundle_is_refused_or_changes_nothing_that_is_reported(string name)
    {
        var conformance = new ConformanceCase(name);
        if (!conformance.IsGood)
            Assert.Ignore("The case is refused as it is.");
        byte[] bundle = conformance.Bundle;
        string original = Told(conformance.Judge(bundle).Fact!);
        foreach (var mutation in BundleMutation.AllOf(JsonNode.Parse(bundle)!))
            if (mutation.ApplyTo(bundle) is { } changed && conformance.Judge(changed).Fact is { } fact)
                Assert.That(Told(fact), Is.EqualTo(original), mutation.ToString());
    }

    private static object Key(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetInt32() : element.GetString()!;

    private static string Told(SignatureFact fact) =>
        $"{fact.Subject} {fact.Content} {fact.Signer} {fact.Statement?.PredicateType} {string.Join(' ', fact.Times)} {string.Join(' ', fact.Log)} {string.Join(' ', fact.CertificateLogs)}";
}
