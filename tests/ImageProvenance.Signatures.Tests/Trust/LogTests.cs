using System.Text.Json.Nodes;

namespace ImageProvenance.Signatures.Tests;

/// <summary>What a trusted root has to say of a log.</summary>
public sealed class LogTests
{
    private static readonly byte[] Key = RootJson.LogKey.ExportSubjectPublicKeyInfo();

    [TestCase("https://rekor.sigstore.dev", "rekor.sigstore.dev")]
    [TestCase("http://localhost:8000", "localhost:8000")]
    [TestCase("https://log.example:8443/tree/1", "log.example:8443")]
    [TestCase("log.example", "log.example")]
    [TestCase("log.example/2026", "log.example")]
    [TestCase("https://log.example?x", "log.example")]
    [TestCase("https://[::1]:8000/", "[::1]:8000")]
    public void A_log_is_named_by_the_host_of_its_URL(string baseUrl, string name) =>
        Assert.That(WithLog(log => log["baseUrl"] = baseUrl).Name, Is.EqualTo(name));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("https://")]
    [TestCase("https:///tree")]
    [TestCase("/tree")]
    [TestCase("https://user@log.example")]
    [TestCase("https://log example")]
    [TestCase("https://log.example\n")]
    [TestCase("https://l\u00f6g.example")]
    public void A_log_without_a_host_is_refused(string? baseUrl) =>
        Assert.That(RefusedLog(log => log["baseUrl"] = baseUrl).Message, Does.Contain("base URL"));

    [Test]
    public void The_hash_of_the_tree_is_SHA_256_by_name_or_number()
    {
        Assert.That(() => WithLog(log => log["hashAlgorithm"] = 1), Throws.Nothing);
        foreach (var other in new JsonNode?[] { null, 0, 2, "SHA2_384", "SHA2-256", "sha2_256", "1" })
            Assert.That(RefusedLog(log => log["hashAlgorithm"] = other?.DeepClone()).Expected, Is.EqualTo("SHA2_256"), other?.ToJsonString());
    }

    [Test]
    public void A_log_without_a_key_is_refused()
    {
        foreach (var without in new Action<JsonObject>[] { log => log["publicKey"] = null, log => log["publicKey"]!["rawBytes"] = null, log => log["publicKey"]!["rawBytes"] = "" })
            Assert.That(RefusedLog(without).Message, Does.Contain("no key of the log https://log.example"));
    }

    [Test]
    public void A_log_without_a_validity_start_is_refused()
    {
        Assert.That(RefusedLog(log => log["publicKey"]!["validFor"] = null).Actual, Is.EqualTo("no validFor"));
        Assert.That(RefusedLog(log => log["publicKey"]!["validFor"] = new JsonObject()).Message, Does.Contain("https://log.example"));
        RefusedLog(log => log["publicKey"]!["validFor"] = new JsonObject { ["start"] = null, ["end"] = "2027-01-01T00:00:00Z" });
    }

    [Test]
    public void Base64_is_strict()
    {
        string standard = Convert.ToBase64String(Key);
        foreach (string other in new[] { standard.TrimEnd('='), standard.Insert(20, "\n"), standard.Replace('+', '-').Replace('/', '_'), standard + "=" }.Where(other => other != standard))
            RootJson.Refusal(root => root["tlogs"]![0]!["publicKey"]!["rawBytes"] = other, "malformed-json");
    }

    [TestCase(null, null)]
    [TestCase("AQIDBA==", "AQIDBA==")]
    [TestCase("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", "AQIDBA==", Description = "stated in full")]
    public void The_key_id_of_checkpoints_is_its_first_four_bytes(string? stated, string? expected)
    {
        var log = WithLog(json => json["checkpointKeyId"] = stated is null ? null : new JsonObject { ["keyId"] = stated });
        Assert.That(log.CheckpointKeyId is { } id ? Convert.ToBase64String(id.Span) : null, Is.EqualTo(expected));
    }

    [TestCase("AQID")]
    [TestCase("AQIDBAU=")]
    public void Another_length_of_that_key_id_is_refused(string stated) =>
        RefusedLog(json => json["checkpointKeyId"] = new JsonObject { ["keyId"] = stated });

    [TestCase("tlogs")]
    [TestCase("ctlogs")]
    public void Two_logs_of_one_list_with_one_id_are_refused(string list) =>
        Assert.That(RootJson.Refusal(root => root[list]!.AsArray().Add(root[list]![0]!.DeepClone())).Message, Does.Contain("same id"));

    [Test]
    public void Two_logs_with_one_id_are_refused_where_one_cannot_be_used_too() =>
        RootJson.Refusal(root => root["tlogs"]!.AsArray().Add(RootJson.Log("https://other.example", Key, "LMS_SHA256")));

    [Test]
    public void One_log_may_be_in_both_lists() =>
        Assert.That(RootJson.With(root => root["ctlogs"] = root["tlogs"]!.DeepClone()).CertificateTransparencyLogs, Has.Count.EqualTo(1));

    [Test]
    public void An_empty_operator_is_none() =>
        Assert.That(WithLog(log => log["operator"] = ""), Has.Property("Operator").Null.And.Property("CountedAs").EqualTo(WithLog(_ => { }).Key.Id));

    private static TransparencyLog WithLog(Action<JsonObject> change) =>
        RootJson.With(root => change(root["tlogs"]![0]!.AsObject())).TransparencyLogs.Single();

    private static Failure RefusedLog(Action<JsonObject> change) =>
        RootJson.Refusal(root => change(root["tlogs"]![0]!.AsObject()));
}
