using System.Formats.Asn1;
using System.Text.Json.Nodes;

namespace ImageProvenance.Attestations.Tests;

/// <summary>Bundles of a right shape and meaningless content, to be broken in one way each.</summary>
internal static class SampleBundle
{
    public static JsonObject V03() => (JsonObject)JsonNode.Parse("""
        {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",
         "verificationMaterial":{
          "certificate":{"rawBytes":"MAA="},
          "tlogEntries":[{
           "logIndex":"5","logId":{"keyId":"AQI="},"kindVersion":{"kind":"hashedrekord","version":"0.0.1"},"integratedTime":"1700000000",
           "inclusionPromise":{"signedEntryTimestamp":"Aw=="},
           "inclusionProof":{"logIndex":4,"rootHash":"BA==","treeSize":"9","hashes":["BQ==","Bg=="],"checkpoint":{"envelope":"note"}},
           "canonicalizedBody":"e30="}],
          "timestampVerificationData":{"rfc3161Timestamps":[{"signedTimestamp":"Bw=="}]}},
         "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"CA=="},"signature":"CQ=="},
         "future":{"x":1}}
        """)!;

    public static JsonObject V02() => WithChain("application/vnd.dev.sigstore.bundle+json;version=0.2", Certificate("leaf", "ca"));

    public static JsonObject V01()
    {
        var bundle = WithChain("application/vnd.dev.sigstore.bundle+json;version=0.1", Certificate("leaf", "ca"));
        Entry(bundle).Remove("inclusionProof");
        return bundle;
    }

    public static JsonObject WithChain(string mediaType, params byte[][] certificates)
    {
        var bundle = V03();
        bundle["mediaType"] = mediaType;
        Material(bundle).Remove("certificate");
        Material(bundle)["x509CertificateChain"] = new JsonObject
        {
            ["certificates"] = new JsonArray([.. certificates.Select(der => new JsonObject { ["rawBytes"] = Convert.ToBase64String(der) })]),
        };
        return bundle;
    }

    public static JsonObject WithEnvelope(string payload = "{}", string payloadType = MediaTypes.InToto)
    {
        var bundle = V03();
        bundle.Remove("messageSignature");
        bundle["dsseEnvelope"] = new JsonObject
        {
            ["payload"] = Convert.ToBase64String(Malformed.Utf8(payload).Span),
            ["payloadType"] = payloadType,
            ["signatures"] = new JsonArray(new JsonObject { ["sig"] = "CQ==" }),
        };
        return bundle;
    }

    public static JsonObject Material(JsonObject bundle) => (JsonObject)bundle["verificationMaterial"]!;

    public static JsonObject Entry(JsonObject bundle) => (JsonObject)Material(bundle)["tlogEntries"]![0]!;

    /// <summary>The node at a path of members and indexes, <c>a/0/b</c>: removed, or replaced by a value.</summary>
    public static JsonObject Change(JsonObject bundle, string path, string? json)
    {
        string[] parts = path.Split('/');
        JsonNode parent = bundle;
        foreach (string part in parts[..^1])
            parent = int.TryParse(part, out int index) ? parent[index]! : parent[part]!;
        ((JsonObject)parent).Remove(parts[^1]);
        if (json is not null)
            parent[parts[^1]] = JsonNode.Parse(json);
        return bundle;
    }

    /// <summary>The outline of a certificate: version, serial number, algorithm, issuer, validity, subject.</summary>
    public static byte[] Certificate(string subject, string issuer)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                writer.WriteInteger(2);
            writer.WriteInteger(1);
            writer.PushSequence().Dispose();
            Name(issuer);
            writer.PushSequence().Dispose();
            Name(subject);
        }

        return writer.Encode();

        void Name(string text)
        {
            using (writer.PushSequence())
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, text);
        }
    }
}
