using System.Text.Json;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Reports;

/// <summary>The members of a report's JSON are a contract (docs/cli.md): they are all there, and no value is outside its vocabulary.</summary>
public class ReportJsonTests
{
    private static readonly string[] Decisions = ["allowed", "allowed-with-warnings", "denied", "indeterminate"];
    private static readonly string[] Outcomes = ["pass", "fail", "warn", "skipped", "not-reached", "indeterminate"];
    private static readonly string[] Kinds = ["signature", "attestation", "statement"];
    private static readonly string[] Locations = ["referrer", "referrers-tag", "cosign-tag", "index", "layout", "file"];
    private static readonly string[] Severities = ["info", "warning", "error"];

    [Test]
    public async Task Every_report_has_the_members_of_the_contract([Values] Place place, [Values("good", "bad", "broken", "down", "closed", "warned")] string state)
    {
        using var scene = new TestScene(TestImage.FromScratch().WithBuildKitProvenance(), place);
        var key = state is "good" ? TestScene.Key : TestScene.OtherKey;
        scene.Image.SignWithBundle(key);
        scene.Image.SignWithTag(key);
        scene.Image.AttestWithTag(key, TestScene.SlsaV02, TestScene.Provenance);
        scene.Image.AttachTag("att", new TestContent(MediaTypes.Dsse, "{}"u8.ToArray()));
        var policy = VerificationPolicy.Require(rule =>
        {
            if (state == "closed")
            {
                rule.Deny("closed");
                return;
            }

            rule.AnyOf(any => any.SignedBy(s => s.Key(TestScene.Key.PublicKeyPem)).ByDigestReference())
                .HasAttestation(Predicates.SlsaProvenance, a => a.By(s => s.Key(TestScene.Key.PublicKeyPem))).ConsistentWithImage();
            if (state == "warned")
                rule.Warn();
        });
        if (state == "broken")
            scene.Registry.Tamper(TestScene.Repository, scene.Image.Digest, "{}"u8.ToArray());
        using var down = state == "down" ? scene.Registry.Answer(_ => new RegistryResponse(500)) : null;

        var report = await scene.VerifyAsync(policy);
        using var json = JsonDocument.Parse(report.ToJson());
        CheckReport(json.RootElement);
        string decision = json.RootElement.GetProperty("decision").GetString()!;
        bool inRegistry = place is not (Place.Layout or Place.Archive);
        Assert.That(decision, Is.EqualTo(state switch
        {
            "good" => "allowed",
            "warned" => "allowed-with-warnings",
            "down" when inRegistry => "indeterminate",
            _ => "denied",
        }));
    }

    [Test]
    public async Task SystemTextJson_writes_the_same_document()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        var report = await scene.VerifyAsync();
        using var ours = JsonDocument.Parse(report.ToJson());
        using var theirs = JsonDocument.Parse(JsonSerializer.Serialize(report));
        Assert.That(JsonElement.DeepEquals(ours.RootElement, theirs.RootElement));
        Assert.That(() => JsonSerializer.Deserialize<ProvenanceReport>("{}"), Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public async Task Ids_of_broken_places_are_unique_too()
    {
        using var scene = new TestScene();
        using var sig = scene.AnswerPath(".sig", RegistryResponse.Content(MediaTypes.OciManifest, "{"u8.ToArray()));
        using var att = scene.AnswerPath(".att", RegistryResponse.Content(MediaTypes.OciManifest, "["u8.ToArray()));
        var report = await scene.VerifyAsync();
        using var json = JsonDocument.Parse(report.ToJson());
        CheckReport(json.RootElement);
        Assert.That(report.Evidence, Has.Count.EqualTo(2));
    }

    private static void CheckReport(JsonElement report)
    {
        Members(report, ["version", "decision", "image", "policy", "tree", "evidence", "provenance", "findings", "unread", "statistics"], ["error"]);
        Assert.That(report.GetProperty("version").GetInt32(), Is.EqualTo(1));
        OneOf(report, "decision", Decisions);
        Members(report.GetProperty("image"), ["reference", "platforms"], ["digest", "pinned", "mediaType"]);
        foreach (var platform in report.GetProperty("image").GetProperty("platforms").EnumerateArray())
            Members(platform, ["platform", "digest"], []);
        Members(report.GetProperty("policy"), ["name", "id", "rule"], []);
        Members(report.GetProperty("statistics"), ["requests", "bytes", "elapsedMilliseconds"], []);

        var ids = new List<string>();
        foreach (var piece in report.GetProperty("evidence").EnumerateArray())
        {
            CheckEvidence(piece);
            ids.Add(piece.GetProperty("id").GetString()!);
        }

        Assert.That(ids, Is.Unique);
        CheckNode(report.GetProperty("tree"), ids);
        foreach (var said in report.GetProperty("provenance").EnumerateArray())
        {
            Members(said, ["platform", "evidence", "predicateType", "authenticated", "consistent"], ["builderId", "buildType", "source", "revision"]);
            Assert.That(ids, Does.Contain(said.GetProperty("evidence").GetString()));
        }

        foreach (var finding in report.GetProperty("findings").EnumerateArray())
        {
            Members(finding, ["code", "severity", "message"], ["platform", "evidence", "expected", "actual"]);
            OneOf(finding, "severity", Severities);
        }

        foreach (var place in report.GetProperty("unread").EnumerateArray())
            Members(place, ["place", "subject", "code", "message"], []);
        if (report.TryGetProperty("error", out var error))
            Members(error, ["code", "message"], ["expected", "actual"]);
    }

    private static void CheckNode(JsonElement node, List<string> ids)
    {
        Members(node, ["kind", "name", "outcome", "evidence", "children"], ["code", "message", "expected", "actual"]);
        OneOf(node, "outcome", Outcomes);
        Assert.That(node.GetProperty("evidence").EnumerateArray().Select(id => id.GetString()), Is.SubsetOf(ids));
        if (node.TryGetProperty("code", out var code))
            Assert.That(code.GetString(), Does.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
        foreach (var child in node.GetProperty("children").EnumerateArray())
            CheckNode(child, ids);
    }

    private static void CheckEvidence(JsonElement piece)
    {
        // "place" and the claimed signer are more than the contract has, which it allows.
        Members(piece, ["id", "kind", "format", "location", "subject", "proven"], ["digest", "place", "predicateType", "signer", "times", "log", "failure"]);
        OneOf(piece, "kind", Kinds);
        OneOf(piece, "location", Locations);
        if (piece.TryGetProperty("failure", out var failure))
            Members(failure, ["code", "message"], ["expected", "actual"]);
        if (piece.GetProperty("proven").GetBoolean())
            Members(piece.GetProperty("signer"), ["kind", "keyId"], []);
    }

    private static void Members(JsonElement element, string[] needed, string[] possible)
    {
        string[] names = [.. element.EnumerateObject().Select(member => member.Name)];
        Assert.That(needed, Is.SubsetOf(names));
        Assert.That(names, Is.SubsetOf(needed.Concat(possible)));
        Assert.That(names, Is.Unique);
    }

    private static void OneOf(JsonElement element, string member, string[] values) =>
        Assert.That(values, Does.Contain(element.GetProperty(member).GetString()));
}
