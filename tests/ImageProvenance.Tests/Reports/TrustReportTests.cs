using System.Text.Json;
using System.Text.Json.Nodes;
using ImageProvenance.Signatures;

namespace ImageProvenance.Tests.Reports;

public sealed class TrustReportTests
{
    private static readonly DateTimeOffset Now = new(PublicGoodRoot.Date, TimeOnly.MinValue, TimeSpan.Zero);

    [Test]
    public void The_text_says_what_is_trusted_from_where_and_how_old()
    {
        string text = new TrustReport([TrustedInstance.PublicGood], Now.AddDays(17)).Explain();

        Assert.That(text, Does.StartWith("Sigstore public good\n"));
        foreach (string part in new[]
        {
            $"of {PublicGoodRoot.Date:yyyy-MM-dd}, 17 days old", TrustedRoot.PublicGood.Id.ToString(), TrustedRoot.PublicGood.MediaType,
            "log entries: 1, verified times: 1, signed certificate timestamps: 1",
            "✔ https://rekor.sigstore.dev, in use", "ecdsa-p256-sha256", "wNI9atQGlz+VWfO6LRygH4QUfY/8W4RFwiT5i5WRgB0=", "from 2021-01-12T11:53:27Z on",
            "· https://ctfe.sigstore.dev/test, ended", "2021-03-14T00:00:00Z to 2022-10-31T23:59:59Z",
            "✔ https://fulcio.sigstore.dev, in use", "ecdsa-p384", "2022-04-13T20:06:15Z to 2031-10-05T13:56:58Z",
            "✔ https://timestamp.sigstore.dev/api/v1/timestamp, in use",
        })
            Assert.That(text, Does.Contain(part));
        Assert.That(text, Does.Not.Contain("Findings"));
    }

    [Test]
    public void The_root_of_the_library_is_warned_of_where_it_is_old()
    {
        var report = new TrustReport([TrustedInstance.PublicGood], Now.AddDays(181));

        Assert.That(report.Findings.Single().Code, Is.EqualTo("embedded-root-old"));
        Assert.That(report.Explain(), Does.Contain("⚠ embedded-root-old"));
        Assert.That(Json(report).GetProperty("findings")[0].GetProperty("code").GetString(), Is.EqualTo("embedded-root-old"));
    }

    [Test]
    public void A_root_of_the_hosts_own_has_no_age()
    {
        var report = new TrustReport([Instance(_ => { })], Now.AddDays(1000));
        var json = Json(report).GetProperty("instances")[0];

        Assert.Multiple(() =>
        {
            Assert.That(report.Findings, Is.Empty);
            Assert.That(report.Explain(), Does.Contain("from      /etc/root.json"));
            Assert.That((json.GetProperty("source").GetString(), json.GetProperty("path").GetString()), Is.EqualTo(("given", "/etc/root.json")));
            Assert.That(json.TryGetProperty("ageDays", out _) || json.TryGetProperty("date", out _), Is.False);
        });
    }

    [Test]
    public void The_JSON_has_its_members_and_no_others()
    {
        var report = Json(new TrustReport([TrustedInstance.PublicGood], Now.AddDays(17)));
        var instance = report.GetProperty("instances").EnumerateArray().Single();

        Assert.Multiple(() =>
        {
            Assert.That(Members(report), Is.EqualTo("version time instances findings"));
            Assert.That(Members(instance), Is.EqualTo("name source date ageDays id mediaType profile tlogs ctlogs certificateAuthorities timestampAuthorities unusable"));
            Assert.That(Members(instance.GetProperty("profile")), Is.EqualTo("logEntries verifiedTimes signedCertificateTimestamps"));
            Assert.That(Members(instance.GetProperty("ctlogs")[0]), Is.EqualTo("url key id validFor state"));
            Assert.That(Members(instance.GetProperty("certificateAuthorities")[0]), Is.EqualTo("url key id validFor certificates state"));
            Assert.That(report.GetProperty("version").GetInt32(), Is.EqualTo(1));
            Assert.That(instance.GetProperty("ageDays").GetInt32(), Is.EqualTo(17));
            Assert.That(instance.GetProperty("ctlogs")[0].GetProperty("validFor").GetProperty("end").GetString(), Is.EqualTo("2022-10-31T23:59:59.999Z"));
        });
    }

    [TestCase("2020-01-01T00:00:00Z", "not-yet", "not-yet", "not-yet")]
    [TestCase("2022-06-01T00:00:00Z", "in-use", "in-use", "not-yet")]
    [TestCase("2026-06-01T00:00:00Z", "in-use", "in-use", "in-use")]
    [TestCase("2031-11-01T00:00:00Z", "in-use", "ended", "in-use", Description = "its certificates have ended, its validity is open")]
    public void A_part_is_in_use_while_it_and_its_certificates_are_valid(string now, string log, string authority, string timestampAuthority)
    {
        var instance = Json(new TrustReport([TrustedInstance.PublicGood], DateTimeOffset.Parse(now, null))).GetProperty("instances")[0];
        string? State(string list, int index) => instance.GetProperty(list)[index].GetProperty("state").GetString();

        Assert.That((State("tlogs", 0), State("certificateAuthorities", 1), State("timestampAuthorities", 0)), Is.EqualTo((log, authority, timestampAuthority)));
    }

    [Test]
    public void Logs_that_cannot_be_used_are_listed_with_the_reason_and_operators_by_name()
    {
        var report = new TrustReport(
            [
                Instance(root =>
                {
                    root["tlogs"]![0]!["publicKey"]!["keyDetails"] = "LMS_SHA256";
                    root["ctlogs"]![0]!["operator"] = "acme.example";
                    root["timestampAuthorities"]![0]!["operator"] = "acme.example";
                }),
            ],
            Now);
        var instance = Json(report).GetProperty("instances")[0];

        Assert.Multiple(() =>
        {
            Assert.That(report.Explain(), Does.Contain("⚠ unusable-log").And.Contain("LMS_SHA256").And.Contain("operator  acme.example"));
            Assert.That(instance.GetProperty("unusable")[0].GetProperty("actual").GetString(), Is.EqualTo("LMS_SHA256"));
            Assert.That(instance.GetProperty("ctlogs")[0].GetProperty("operator").GetString(), Is.EqualTo("acme.example"));
            Assert.That(instance.GetProperty("timestampAuthorities")[0].GetProperty("operator").GetString(), Is.EqualTo("acme.example"));
            Assert.That(instance.GetProperty("profile").GetProperty("logEntries").GetInt32(), Is.EqualTo(1));
        });
    }

    [Test]
    public void Text_of_a_root_is_freed_of_control_characters() => Assert.That(
        new TrustReport([Instance(root => root["timestampAuthorities"]![0]!["operator"] = "a\u001b[31m")], Now).Explain(),
        Does.Contain("a\uFFFD[31m"));

    private static TrustedInstance Instance(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "src", "ImageProvenance.Signatures", "Trust", "PublicGood", "trusted_root.json")))!.AsObject();
        change(root);
        return new("root.json", TrustedRoot.Parse(JsonSerializer.SerializeToUtf8Bytes(root))) { Source = "/etc/root.json" };
    }

    private static JsonElement Json(TrustReport report) => JsonDocument.Parse(report.ToJson()).RootElement;

    private static string Members(JsonElement json) => string.Join(' ', json.EnumerateObject().Select(member => member.Name));
}
