using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A trusted root that is right in all of its parts, as JSON that a test changes in one place.</summary>
internal static class RootJson
{
    public const string MediaType = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";

    public static ECDsa LogKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static RSA RsaKey { get; } = RSA.Create(2048);

    public static TestCertificate RootCertificate { get; } = TestCertificate.Authority("root");

    public static TestCertificate Issuing { get; } = TestCertificate.Authority("issuing", RootCertificate, pathLength: 0);

    public static TestCertificate TimestampSigner { get; } = MakeTimestampSigner();

    /// <summary>One log, one certificate log, one authority of each kind.</summary>
    public static JsonObject Good() => new()
    {
        ["mediaType"] = MediaType,
        ["tlogs"] = new JsonArray(Log("https://log.example", LogKey.ExportSubjectPublicKeyInfo(), "PKIX_ECDSA_P256_SHA_256")),
        ["ctlogs"] = new JsonArray(Log("https://ct.example/2026", RsaKey.ExportSubjectPublicKeyInfo(), "PKIX_RSA_PKCS1V15_2048_SHA256")),
        ["certificateAuthorities"] = new JsonArray(Authority("https://ca.example", Issuing, RootCertificate)),
        ["timestampAuthorities"] = new JsonArray(Authority("https://tsa.example", TimestampSigner, Issuing, RootCertificate)),
    };

    public static JsonObject Log(string baseUrl, byte[] key, JsonNode keyDetails, byte[]? logId = null) => new()
    {
        ["baseUrl"] = baseUrl,
        ["hashAlgorithm"] = "SHA2_256",
        ["publicKey"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(key), ["keyDetails"] = keyDetails, ["validFor"] = new JsonObject { ["start"] = "2026-01-01T00:00:00Z" } },
        ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(logId ?? SHA256.HashData(key)) },
    };

    public static JsonObject Authority(string uri, params IEnumerable<TestCertificate> chain) => new()
    {
        ["subject"] = new JsonObject { ["organization"] = "acme", ["commonName"] = "root" },
        ["uri"] = uri,
        ["certChain"] = Chain(chain),
        ["validFor"] = new JsonObject { ["start"] = "2026-01-01T00:00:00Z" },
    };

    public static JsonObject Chain(params IEnumerable<TestCertificate> chain) => new()
    {
        ["certificates"] = new JsonArray([.. chain.Select(certificate => new JsonObject { ["rawBytes"] = Convert.ToBase64String(certificate.Der) })]),
    };

    public static TestCertificate MakeTimestampSigner(TestCertificate? issuer = null, bool isCritical = true, X509Extension? more = null, params string[] purposes)
    {
        var oids = new OidCollection();
        foreach (string purpose in purposes is [] ? ["1.3.6.1.5.5.7.3.8"] : purposes)
            oids.Add(new Oid(purpose));
        return TestCertificate.Make("CN=tsa", issuer ?? Issuing, more is null
            ? [new X509EnhancedKeyUsageExtension(oids, isCritical)]
            : [new X509EnhancedKeyUsageExtension(oids, isCritical), more]);
    }

    public static TrustedRoot Parse(JsonNode root) => TrustedRoot.Parse(Bytes(root));

    public static byte[] Bytes(JsonNode root) => Some.Utf8(root.ToJsonString());

    /// <summary>The good root with a change.</summary>
    public static TrustedRoot With(Action<JsonObject> change) => Parse(Changed(change));

    /// <summary>Why the good root with a change is refused.</summary>
    public static Failure Refusal(Action<JsonObject> change, string code = "invalid-trusted-root") => Refusal(Bytes(Changed(change)), code);

    public static Failure Refusal(byte[] utf8, string code = "invalid-trusted-root")
    {
        var exception = Assert.Throws<MalformedContentException>(() => TrustedRoot.Parse(utf8));
        Assert.That(exception!.Failure.Code, Is.EqualTo(code), exception.Message);
        return exception.Failure;
    }

    private static JsonObject Changed(Action<JsonObject> change)
    {
        var root = Good();
        change(root);
        return root;
    }
}
