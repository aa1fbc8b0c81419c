using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FrameworkKey = System.Security.Cryptography.X509Certificates.PublicKey;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The key of a log is used with the one algorithm that the trusted root names, or not at all.</summary>
public sealed class LogKeyTests
{
    private static readonly Dictionary<string, byte[]> Keys = new()
    {
        ["p256"] = RootJson.LogKey.ExportSubjectPublicKeyInfo(),
        ["p384"] = ECDsa.Create(ECCurve.NamedCurves.nistP384).ExportSubjectPublicKeyInfo(),
        ["p521"] = ECDsa.Create(ECCurve.NamedCurves.nistP521).ExportSubjectPublicKeyInfo(),
        ["rsa2048"] = RootJson.RsaKey.ExportSubjectPublicKeyInfo(),
        ["rsa3072"] = RSA.Create(3072).ExportSubjectPublicKeyInfo(),
        ["rsa4096"] = RSA.Create(4096).ExportSubjectPublicKeyInfo(),
        ["ed25519"] = new Ed25519Signer(new byte[32]).SubjectPublicKeyInfo,
        ["pkcs1"] = RootJson.RsaKey.ExportRSAPublicKey(),
    };

    private static readonly (string Details, int Number, string Key, string Algorithm)[] Known =
    [
        ("PKCS1_RSA_PKCS1V5", 1, "pkcs1", "rsa-pkcs1-sha256"),
        ("PKCS1_RSA_PSS", 2, "pkcs1", "rsa-pss-sha256"),
        ("PKIX_RSA_PKCS1V5", 3, "rsa2048", "rsa-pkcs1-sha256"),
        ("PKIX_RSA_PSS", 4, "rsa2048", "rsa-pss-sha256"),
        ("PKIX_ECDSA_P256_SHA_256", 5, "p256", "ecdsa-p256-sha256"),
        ("PKIX_ECDSA_P256_HMAC_SHA_256", 6, "p256", "ecdsa-p256-sha256"),
        ("PKIX_ED25519", 7, "ed25519", "ed25519"),
        ("PKIX_ED25519_PH", 8, "ed25519", "ed25519ph"),
        ("PKIX_RSA_PKCS1V15_2048_SHA256", 9, "rsa2048", "rsa-pkcs1-sha256"),
        ("PKIX_RSA_PKCS1V15_3072_SHA256", 10, "rsa3072", "rsa-pkcs1-sha256"),
        ("PKIX_RSA_PKCS1V15_4096_SHA256", 11, "rsa4096", "rsa-pkcs1-sha256"),
        ("PKIX_ECDSA_P384_SHA_384", 12, "p384", "ecdsa-p384-sha384"),
        ("PKIX_ECDSA_P521_SHA_512", 13, "p521", "ecdsa-p521-sha512"),
        ("PKIX_RSA_PSS_2048_SHA256", 16, "rsa2048", "rsa-pss-sha256"),
        ("PKIX_RSA_PSS_3072_SHA256", 17, "rsa3072", "rsa-pss-sha256"),
        ("PKIX_RSA_PSS_4096_SHA256", 18, "rsa4096", "rsa-pss-sha256"),
        ("PKIX_ECDSA_P384_SHA_256", 19, "p384", "ecdsa-p384-sha256"),
        ("PKIX_ECDSA_P521_SHA_256", 20, "p521", "ecdsa-p521-sha256"),
    ];

    private static IEnumerable<object[]> Kinds => Known.Select(kind => new object[] { kind.Details, kind.Number, kind.Key, kind.Algorithm });

    [TestCaseSource(nameof(Kinds))]
    public void A_key_has_the_algorithm_that_its_details_name(string details, int number, string key, string algorithm)
    {
        foreach (var spelling in new JsonNode[] { details, number })
            Assert.That(Root(Keys[key], spelling).TransparencyLogs.Single().Key.Algorithm, Is.EqualTo(algorithm));
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_key_that_is_another_than_its_details_say_refuses_the_root(string details, int number, string key, string algorithm)
    {
        // A PKCS#1 key and a SubjectPublicKeyInfo are told apart, every curve, and the sizes of RSA where the name has one.
        bool isAnySize = number is 3 or 4;
        foreach (var (_, other) in Keys.Where(other => other.Key != key && !(isAnySize && other.Key.StartsWith("rsa", StringComparison.Ordinal))))
            Assert.That(Refusal(other, details).Message, Does.Contain($"The key of the log https://log.example, {details}"));
    }

    [TestCase("p256", "PKIX_ECDSA_P256_SHA_256")]
    [TestCase("rsa2048", "PKIX_RSA_PKCS1V15_2048_SHA256")]
    [TestCase("ed25519", "PKIX_ED25519")]
    [TestCase("pkcs1", "PKCS1_RSA_PKCS1V5")]
    public void A_malformed_key_refuses_the_root(string key, string details)
    {
        byte[] good = Keys[key];
        Refusal(good[..^1], details);
        Refusal([.. good, 0], details);
        Refusal([0], details);
    }

    [Test]
    public void A_weak_key_refuses_the_root()
    {
        using var weak = RSA.Create(1024);
        Refusal(weak.ExportRSAPublicKey(), "PKCS1_RSA_PKCS1V5");
    }

    [TestCase("ML_DSA_44", 23, 17, 1312)]
    [TestCase("ML_DSA_65", 21, 18, 1952)]
    [TestCase("ML_DSA_87", 22, 19, 2592)]
    public void A_log_with_an_ML_DSA_key_is_read_where_the_platform_has_the_algorithm_and_left_out_elsewhere(string details, int number, int oid, int bytes)
    {
        byte[] key = new FrameworkKey(new Oid($"2.16.840.1.101.3.4.3.{oid}"), null, new AsnEncodedData(new byte[bytes])).ExportSubjectPublicKeyInfo();
        foreach (var spelling in new JsonNode[] { details, number })
        {
            var root = Root(key, spelling);
            Assert.That((root.TransparencyLogs.Count, root.Unusable.Count), Is.EqualTo(MLDsa.IsSupported ? (1, 0) : (0, 1)));
        }
    }

    [TestCase("LMS_SHA256")]
    [TestCase("LMOTS_SHA256")]
    [TestCase("PUBLIC_KEY_DETAILS_UNSPECIFIED")]
    [TestCase("PKIX_SOMETHING_NEW")]
    [TestCase("5", Description = "a number is no text")]
    [TestCase("pkix_ecdsa_p256_sha_256")]
    public void A_log_whose_key_nothing_can_verify_with_is_left_out_and_noted(string details) => AssertLeftOut(details);

    [TestCase(0)]
    [TestCase(14)]
    [TestCase(-1)]
    [TestCase(1000)]
    public void So_is_one_whose_details_have_an_unknown_number(int details) => AssertLeftOut(details);

    [Test]
    public void So_is_one_without_details() => AssertLeftOut(null);

    [Test]
    public void A_root_whose_logs_are_left_out_asks_for_an_entry_and_a_promise_all_the_same()
    {
        var root = RootJson.With(root =>
        {
            root["tlogs"]![0]!["publicKey"]!["keyDetails"] = "LMS_SHA256";
            root["ctlogs"]![0]!["publicKey"]!["keyDetails"] = "LMS_SHA256";
        });

        Assert.That(root.Unusable, Has.Count.EqualTo(2));
        Assert.That(TrustProfile.Of(root), Is.EqualTo(new TrustProfile { LogEntries = 1, SignedCertificateTimestamps = 1 }));
    }

    [Test]
    public void A_root_without_logs_asks_for_neither() => Assert.That(
        TrustProfile.Of(RootJson.With(root => root["tlogs"] = root["ctlogs"] = null)),
        Is.EqualTo(new TrustProfile { LogEntries = 0, SignedCertificateTimestamps = 0, VerifiedTimes = 1 }));

    [Test]
    public void A_log_that_is_left_out_is_checked_like_any_other()
    {
        RootJson.Refusal(root => root["tlogs"]![0] = Broken(log => log["publicKey"]!["validFor"] = new JsonObject()));
        RootJson.Refusal(root => root["tlogs"]![0] = Broken(log => log["hashAlgorithm"] = "SHA2_512"));

        static JsonObject Broken(Action<JsonObject> change)
        {
            var log = RootJson.Log("https://log.example", Keys["p256"], "LMS_SHA256");
            change(log);
            return log;
        }
    }

    private static void AssertLeftOut(JsonNode? details)
    {
        var root = Root(Keys["p256"], details);
        Assert.That(root.TransparencyLogs, Is.Empty);
        Assert.That(root.Unusable.Single().Code, Is.EqualTo("unusable-log"));
        Assert.That(root.Unusable.Single().Message, Does.Contain("https://log.example"));
    }

    private static TrustedRoot Root(byte[] key, JsonNode? details) =>
        RootJson.With(root => root["tlogs"]![0] = RootJson.Log("https://log.example", key, details?.DeepClone()!));

    private static Failure Refusal(byte[] key, string details) =>
        RootJson.Refusal(root => root["tlogs"]![0] = RootJson.Log("https://log.example", key, details));
}
