using System.Text.Json;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Project Wycheproof's vectors for the algorithms here; where they come from stands beside them in SOURCES.md.</summary>
public sealed class WycheproofTests
{
    private static readonly (string File, string Algorithm)[] Files =
    [
        ("ecdsa_secp256r1_sha256_test.json", SignatureAlgorithms.EcdsaP256Sha256),
        ("ecdsa_secp256r1_sha256_p1363_test.json", SignatureAlgorithms.EcdsaP256Sha256),
        ("ecdsa_secp384r1_sha384_test.json", SignatureAlgorithms.EcdsaP384Sha384),
        ("ecdsa_secp521r1_sha512_test.json", SignatureAlgorithms.EcdsaP521Sha512),
        ("rsa_signature_2048_sha256_test.json", SignatureAlgorithms.RsaPkcs1Sha256),
        ("rsa_signature_4096_sha256_test.json", SignatureAlgorithms.RsaPkcs1Sha256),
        ("rsa_pss_2048_sha256_mgf1_32_test.json", SignatureAlgorithms.RsaPssSha256),
        ("rsa_pss_3072_sha256_mgf1_32_test.json", SignatureAlgorithms.RsaPssSha256),
        ("rsa_pss_4096_sha512_mgf1_64_test.json", SignatureAlgorithms.RsaPssSha512),
        ("ed25519_test.json", SignatureAlgorithms.Ed25519),
    ];

    private static IEnumerable<TestCaseData> Groups() => Files.SelectMany(row => GroupsOf(row.File, row.Algorithm));

    [TestCaseSource(nameof(Groups))]
    public void Each_vector_of_a_group_has_its_verdict(JsonElement group, string algorithm)
    {
        var key = PublicKey.FromSubjectPublicKeyInfo(Hex(group, "publicKeyDer"), algorithm);
        Assert.Multiple(() =>
        {
            foreach (var vector in group.GetProperty("tests").EnumerateArray())
            {
                string expected = vector.GetProperty("result").GetString()!;
                bool verified = key.Verify(Hex(vector, "msg"), Hex(vector, "sig"));

                // "acceptable" leaves it to the implementation; it must only not throw.
                if (expected != "acceptable")
                    Assert.That(verified, Is.EqualTo(expected == "valid"), $"{vector.GetProperty("tcId").GetInt32()} ({vector.GetProperty("comment").GetString()})");
            }
        });
    }

    [Test]
    public void Every_file_of_vectors_is_read()
    {
        string folder = Path.GetDirectoryName(SharedData.Path("wycheproof", Files[0].File))!;

        Assert.That(Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileName), Is.EquivalentTo(Files.Select(row => row.File)));
        foreach (var (file, algorithm) in Files)
        {
            using var document = Read(file);
            Assert.That(
                GroupsOf(file, algorithm).Sum(test => ((JsonElement)test.Arguments[0]!).GetProperty("tests").GetArrayLength()),
                Is.EqualTo(document.RootElement.GetProperty("numberOfTests").GetInt32()).And.GreaterThan(90), file);
        }
    }

    private static List<TestCaseData> GroupsOf(string file, string algorithm)
    {
        try
        {
            using var document = Read(file);
            return [.. document.RootElement.GetProperty("testGroups").EnumerateArray().Select((group, i) => new TestCaseData(group.Clone(), algorithm).SetName($"{file}, group {i + 1}"))];
        }
        catch (IgnoreException absent)
        {
            return [new TestCaseData(default(JsonElement), algorithm).SetName(file).Ignore(absent.Message)];
        }
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("wycheproof", file)));

    private static byte[] Hex(JsonElement element, string member) => Convert.FromHexString(element.GetProperty(member).GetString()!);
}
