using System.Text;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Content that is none: what every document is replaced by in turn.</summary>
internal static class Garbage
{
    private const string Hash = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static IEnumerable<string> Names => All.Keys;

    public static byte[] Of(string name) => All[name];

    private static Dictionary<string, byte[]> All { get; } = new Dictionary<string, string>
    {
        ["nothing"] = "",
        ["no JSON"] = "<html></html>",
        ["truncated"] = """{"schemaVersion":2,"manifests":[{"dig""",
        ["null"] = "null",
        ["a list"] = "[]",
        ["a number"] = "1e999",
        ["an empty object"] = "{}",
        ["duplicate members"] = """{"schemaVersion":2,"schemaVersion":2,"manifests":[],"manifests":[],"payload":"","payload":""}""",
        ["escaped duplicates"] = """{"layers":[],"\u006cayers":[],"manifests":[],"\u006danifests":[]}""",
        ["case variants"] = """{"Manifests":[],"manifests":[],"Payload":"","payload":"","Critical":{},"critical":{}}""",
        ["wrong types"] = """{"schemaVersion":"2","mediaType":7,"manifests":{},"layers":"","config":[],"subject":1,"payload":1,"payloadType":{},"signatures":1,"critical":[],"_type":1,"predicateType":[],"verificationMaterial":1,"dsseEnvelope":[]}""",
        ["nulls"] = """{"schemaVersion":null,"manifests":[null],"layers":[null],"config":null,"subject":[null],"payload":null,"signatures":[null],"critical":null,"verificationMaterial":null,"dsseEnvelope":null}""",
        ["negative sizes"] = $$$"""{"schemaVersion":2,"config":{"mediaType":"a/b","digest":"{{{Hash}}}","size":-1},"layers":[{"mediaType":"a/b","digest":"{{{Hash}}}","size":-1}],"manifests":[{"mediaType":"a/b","digest":"{{{Hash}}}","size":-1}]}""",
        ["huge sizes"] = $$$"""{"schemaVersion":2,"config":{"mediaType":"a/b","digest":"{{{Hash}}}","size":9223372036854775807},"layers":[{"mediaType":"application/vnd.dsse.envelope.v1+json","digest":"{{{Hash}}}","size":9223372036854775807}]}""",
        ["huge list"] = $$$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{{Hash}}}","size":9223372036854775807}]}""",
        ["bad digests"] = """{"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"sha256:../../etc/passwd","size":1}],"layers":[{"mediaType":"a/b","digest":"md5:00","size":1}],"config":{"mediaType":"a/b","digest":"","size":1}}""",
        ["deep nesting"] = "{\"predicate\":" + new string('[', 200_000),
        ["deep and closed"] = "{\"predicate\":" + new string('[', 5_000) + new string(']', 5_000) + "}",
        ["trailing data"] = """{"schemaVersion":2} {"schemaVersion":2}""",
        ["lone surrogate"] = """{"schemaVersion":2,"x":"\ud800","_type":"\ud800"}""",
        ["many members"] = "{" + string.Join(",", Enumerable.Range(0, 50_000).Select(i => $"\"m{i}\":{i}")) + "}",
        ["an envelope of nobody"] = """{"payload":"","payloadType":"application/vnd.in-toto+json","signatures":[]}""",
        ["a statement about nothing"] = """{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"https://sigstore.dev/cosign/sign/v1","predicate":{}}""",
        ["a payload about nothing"] = """{"critical":{"identity":{"docker-reference":""},"image":{"docker-manifest-digest":""},"type":"cosign container image signature"},"optional":null}""",
    }.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value)).With("no UTF-8", [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]).With("zeros", new byte[1000]);

    private static Dictionary<string, byte[]> With(this Dictionary<string, byte[]> all, string name, byte[] bytes)
    {
        all[name] = bytes;
        return all;
    }
}
