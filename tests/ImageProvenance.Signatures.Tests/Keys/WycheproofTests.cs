using System.Globalization;
using System.Text.Json;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Project Wycheproof's vectors for the algorithms here; where they come from stands beside them in SOURCES.md.</summary>
public sealed class WycheproofTests
{
    [TestCase("ecdsa_secp256r1_sha256_test.json", SignatureAlgorithms.EcdsaP256Sha256)]
    [TestCase("ecdsa_secp256r1_sha256_p1363_test.json", SignatureAlgorithms.EcdsaP256Sha256)]
    [TestCase("ecdsa_secp384r1_sha384_test.json", SignatureAlgorithms.EcdsaP384Sha384)]
    [TestCase("ecdsa_secp521r1_sha512_test.json", SignatureAlgorithms.EcdsaP521Sha512)]
    [TestCase("rsa_signature_2048_sha256_test.json", SignatureAlgorithms.RsaPkcs1Sha256)]
    [TestCase("rsa_signature_4096_sha256_test.json", SignatureAlgorithms.RsaPkcs1Sha256)]
    [TestCase("rsa_pss_2048_sha256_mgf1_32_test.json", SignatureAlgorithms.RsaPssSha256)]
    [TestCase("rsa_pss_3072_sha256_mgf1_32_test.json", SignatureAlgorithms.RsaPssSha256)]
    [TestCase("rsa_pss_4096_sha512_mgf1_64_test.json", SignatureAlgorithms.RsaPssSha512)]
    public void Each_vector_has_its_verdict(string file, string algorithm)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("wycheproof", file)));
        var wrong = new List<string>();
        int count = 0;
        foreach (var group in document.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            var key = PublicKey.FromSubjectPublicKeyInfo(Hex(group, "publicKeyDer"), algorithm);
            foreach (var vector in group.GetProperty("tests").EnumerateArray())
            {
                count++;
                string expected = vector.GetProperty("result").GetString()!;
                bool verified = key.Verify(Hex(vector, "msg"), Hex(vector, "sig"));

                // "acceptable" leaves it to the implementation; it must only not throw.
                if (expected != "acceptable" && verified != (expected == "valid"))
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{vector.GetProperty("tcId").GetInt32()} ({vector.GetProperty("comment").GetString()}): {verified}"));
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.GreaterThan(90), "vectors were read");
    }

    private static byte[] Hex(JsonElement element, string member) => Convert.FromHexString(element.GetProperty(member).GetString()!);
}
