using System.Text;
using System.Text.Json.Nodes;

namespace ImageProvenance.Signatures.Tests;

public sealed class TrustedRootTests
{
    [Test]
    public void A_root_is_read_with_all_that_it_says()
    {
        var json = RootJson.Good();
        json["tlogs"]![0]!["operator"] = "acme.example";
        var root = RootJson.Parse(json);
        var log = root.TransparencyLogs.Single();

        Assert.Multiple(() =>
        {
            Assert.That(root.Id, Is.EqualTo(Digest.Of(RootJson.Bytes(json))));
            Assert.That(root.MediaType, Is.EqualTo(RootJson.MediaType));
            Assert.That(root.Unusable, Is.Empty);
            Assert.That((log.BaseUrl, log.Name, log.Operator, log.CountedAs), Is.EqualTo(("https://log.example", "log.example", "acme.example", "acme.example")));
            Assert.That(log.Key.Algorithm, Is.EqualTo(SignatureAlgorithms.EcdsaP256Sha256));
            Assert.That(log.Validity, Is.EqualTo(new ValidityPeriod(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), null)));
            Assert.That(log.CheckpointKeyId, Is.Null);
            Assert.That(root.CertificateTransparencyLogs.Single().CountedAs, Is.EqualTo(root.CertificateTransparencyLogs.Single().Key.Id));
            Assert.That(root.CertificateAuthorities.Single().Chain.Issuer.Der.ToArray(), Is.EqualTo(RootJson.Issuing.Der));
            Assert.That(root.TimestampAuthorities.Single().Signer!.Der.ToArray(), Is.EqualTo(RootJson.TimestampSigner.Der));
            Assert.That(root.TimestampAuthorities.Single().CountedAs, Is.EqualTo("https://tsa.example"));
        });
    }

    [TestCase("application/vnd.dev.sigstore.trustedroot+json;version=0.1")]
    [TestCase("application/vnd.dev.sigstore.trustedroot.v0.1+json")]
    [TestCase("application/vnd.dev.sigstore.trustedroot.v0.2+json")]
    public void The_media_types_of_the_specification_are_read(string mediaType) =>
        Assert.That(RootJson.With(root => root["mediaType"] = mediaType).MediaType, Is.EqualTo(mediaType));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("application/vnd.dev.sigstore.trustedroot+json;version=0.2")]
    [TestCase("application/vnd.dev.sigstore.trustedroot+json; version=0.1")]
    [TestCase("application/vnd.dev.sigstore.trustedroot.v0.3+json")]
    [TestCase("application/vnd.dev.sigstore.TrustedRoot.v0.1+json")]
    [TestCase("application/vnd.dev.sigstore.signingconfig.v0.2+json")]
    public void No_other_media_type_is_read(string? mediaType) =>
        Assert.That(RootJson.Refusal(root => root["mediaType"] = mediaType).Message, Does.Contain("media type"));

    [TestCase("""{ "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1" }""")]
    [TestCase("""{ "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1", "tlogs": [], "ctlogs": null, "certificateAuthorities": [], "timestampAuthorities": [] }""")]
    [TestCase("""{ "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1", "certificate_authorities": [ 1 ] }""", Description = "snake case is no name of the format")]
    public void A_root_that_trusts_nobody_is_refused(string json) =>
        Assert.That(RootJson.Refusal(Some.Utf8(json)).Message, Does.Contain("trusts nobody"));

    [TestCase("tlogs", "FindLog")]
    [TestCase("ctlogs", "FindCertificateLog")]
    [TestCase("certificateAuthorities")]
    [TestCase("timestampAuthorities")]
    public void A_root_may_lack_anything_as_long_as_it_has_something(string only, string? _ = null)
    {
        var root = RootJson.With(json =>
        {
            foreach (string list in new[] { "tlogs", "ctlogs", "certificateAuthorities", "timestampAuthorities" }.Where(list => list != only))
                json[list] = null;
        });

        Assert.That(
            root.TransparencyLogs.Count + root.CertificateTransparencyLogs.Count + root.CertificateAuthorities.Count + root.TimestampAuthorities.Count,
            Is.EqualTo(1));
    }

    [TestCase("tlogs")]
    [TestCase("ctlogs")]
    [TestCase("certificateAuthorities")]
    [TestCase("timestampAuthorities")]
    public void A_list_has_256_items_at_most(string list)
    {
        string item = RootJson.Good()[list]![0]!.ToJsonString();
        void Repeat(JsonObject root, int count) => root[list] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => JsonNode.Parse(item))]);

        RootJson.Refusal(root => Repeat(root, 257), "too-many");
        if (list.EndsWith("Authorities", StringComparison.Ordinal))
            Assert.That(() => RootJson.With(root => Repeat(root, 256)), Throws.Nothing);
    }

    [TestCase("\"mediaType\":", "\"mediaType\":\"x\",\"mediaType\":")]
    [TestCase("\"tlogs\":", "\"tlogs\":[],\"tlogs\":")]
    [TestCase("\"baseUrl\":", "\"baseUrl\":\"https://other.example\",\"baseUrl\":")]
    [TestCase("\"start\":", "\"start\":\"2020-01-01T00:00:00Z\",\"\\u0073tart\":")]
    [TestCase("\"validFor\":", "\"ValidFor\":")]
    [TestCase("\"keyId\":", "\"keyID\":")]
    [TestCase("\"certChain\":", "\"certchain\":")]
    public void What_parsers_disagree_about_is_refused(string from, string to)
    {
        string json = RootJson.Good().ToJsonString();
        int at = json.IndexOf(from, StringComparison.Ordinal);
        RootJson.Refusal(Some.Utf8(json[..at] + to + json[(at + from.Length)..]), "malformed-json");
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{ "tlogs": {} }""")]
    [TestCase("""{ "tlogs": [ null ] }""")]
    [TestCase("""{ "timestampAuthorities": [ "x" ] }""")]
    public void What_is_no_such_object_is_refused(string json) => RootJson.Refusal(Some.Utf8(json), "malformed-json");

    [Test]
    public void Data_after_the_end_is_refused() => RootJson.Refusal([.. RootJson.Bytes(RootJson.Good()), (byte)'{', (byte)'}'], "malformed-json");

    [TestCase(31, true)]
    [TestCase(32, false)]
    public void Nesting_has_a_cap_of_32(int levels, bool isRead)
    {
        byte[] json = Some.Utf8(RootJson.Good().ToJsonString()[..^1] + ",\"more\":" + new string('[', levels) + new string(']', levels) + "}");
        if (isRead)
            Assert.That(() => TrustedRoot.Parse(json), Throws.Nothing);
        else
            RootJson.Refusal(json, "malformed-json");
    }

    [Test]
    public void A_root_has_4_MiB_at_most()
    {
        byte[] json = RootJson.Bytes(RootJson.Good());
        byte[] Padded(int length) => [.. json, .. Encoding.ASCII.GetBytes(new string(' ', length - json.Length))];

        Assert.That(() => TrustedRoot.Parse(Padded(TrustedRoot.MaxBytes)), Throws.Nothing);
        RootJson.Refusal(Padded(TrustedRoot.MaxBytes + 1), "too-large");
    }

    [Test]
    public void Unknown_members_are_ignored() =>
        Assert.That(RootJson.With(root => root["tlogs"]![0]!["more"] = new JsonObject { ["x"] = 1 }).TransparencyLogs, Has.Count.EqualTo(1));

    [Test]
    public void A_log_is_found_by_its_whole_id_in_its_own_list_without_allocating()
    {
        var root = RootJson.With(_ => { });
        var (log, certificateLog) = (root.TransparencyLogs.Single(), root.CertificateTransparencyLogs.Single());
        byte[] id = log.LogId.ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(root.FindLog(id), Is.SameAs(log));
            Assert.That(root.FindCertificateLog(certificateLog.LogId.Span), Is.SameAs(certificateLog));
            Assert.That(root.FindCertificateLog(id), Is.Null);
            Assert.That(root.FindLog(certificateLog.LogId.Span), Is.Null);
            Assert.That(root.FindLog(id.AsSpan(0, 4)), Is.Null);
            Assert.That(root.FindLog([]), Is.Null);
        });
        long before = GC.GetAllocatedBytesForCurrentThread();
        root.FindLog(id);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
