using System.Security.Cryptography;
using System.Text;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A log's id is its key's, as far as the key alone tells.</summary>
public sealed class LogIdTests
{
    private static readonly byte[] Ecdsa = RootJson.LogKey.ExportSubjectPublicKeyInfo();
    private static readonly byte[] Rsa = RootJson.RsaKey.ExportSubjectPublicKeyInfo();
    private static readonly byte[] OtherId = SHA256.HashData("another key"u8);

    [Test]
    public void Logs_with_ECDSA_keys_have_the_id_of_their_key()
    {
        Assert.That(() => Log("tlogs", Ecdsa, "PKIX_ECDSA_P256_SHA_256", SHA256.HashData(Ecdsa)), Throws.Nothing);
        Assert.That(() => Log("tlogs", Ecdsa, "PKIX_ECDSA_P256_SHA_256", SHA256.HashData(Ecdsa)[..4]), Throws.Nothing);
        Refused("tlogs", Ecdsa, "PKIX_ECDSA_P256_SHA_256", OtherId);
        Refused("tlogs", Ecdsa, "PKIX_ECDSA_P256_SHA_256", OtherId[..4]);
    }

    [Test]
    public void Certificate_logs_have_the_whole_id_of_their_key()
    {
        Assert.That(() => Log("ctlogs", Rsa, "PKIX_RSA_PKCS1V15_2048_SHA256", SHA256.HashData(Rsa)), Throws.Nothing);
        Refused("ctlogs", Rsa, "PKIX_RSA_PKCS1V15_2048_SHA256", OtherId);
        Refused("ctlogs", Ecdsa, "PKIX_ECDSA_P256_SHA_256", OtherId);
        Refused("ctlogs", Ecdsa, "PKIX_ECDSA_P256_SHA_256", SHA256.HashData(Ecdsa)[..4]);
    }

    [Test]
    public void A_bare_RSA_key_has_the_id_of_its_SubjectPublicKeyInfo()
    {
        byte[] bare = RootJson.RsaKey.ExportRSAPublicKey();
        Assert.That(() => Log("ctlogs", bare, "PKCS1_RSA_PKCS1V5", SHA256.HashData(Rsa)), Throws.Nothing);
        Refused("ctlogs", bare, "PKCS1_RSA_PKCS1V5", SHA256.HashData(bare));
    }

    [Test]
    public void Other_logs_of_signatures_may_have_an_id_made_of_their_origin_too() =>
        Assert.That(() => Log("tlogs", Rsa, "PKIX_RSA_PKCS1V15_2048_SHA256", SHA256.HashData([.. Encoding.UTF8.GetBytes("some origin\n\xFF"), .. Rsa])), Throws.Nothing);

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(31)]
    [TestCase(33)]
    public void An_id_of_another_length_is_refused(int length)
    {
        byte[] id = new byte[length];
        Refused("tlogs", Rsa, "PKIX_RSA_PKCS1V15_2048_SHA256", id);
        Refused("tlogs", Ecdsa, "LMS_SHA256", id);
        byte[] cut = ((byte[])[.. SHA256.HashData(Ecdsa), 0])[..length];
        Refused("tlogs", Ecdsa, "PKIX_ECDSA_P256_SHA_256", cut);
        Refused("ctlogs", Ecdsa, "PKIX_ECDSA_P256_SHA_256", cut);
    }

    private static TrustedRoot Log(string list, byte[] key, string details, byte[] logId) =>
        RootJson.With(root => root[list]![0] = RootJson.Log("https://log.example", key, details, logId));

    private static void Refused(string list, byte[] key, string details, byte[] logId) =>
        Assert.That(RootJson.Refusal(root => root[list]![0] = RootJson.Log("https://log.example", key, details, logId)).Message, Does.Contain("The id of the"));
}
