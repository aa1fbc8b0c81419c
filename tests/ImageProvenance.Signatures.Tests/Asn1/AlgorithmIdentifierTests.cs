using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

public sealed class AlgorithmIdentifierTests
{
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private const string Sha256WithRsa = "1.2.840.113549.1.1.11";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    [TestCase("2.16.840.1.101.3.4.2.1", "SHA256")]
    [TestCase("2.16.840.1.101.3.4.2.2", "SHA384")]
    [TestCase("2.16.840.1.101.3.4.2.3", "SHA512")]
    public void A_hash_is_read_with_and_without_NULL(string oid, string expected)
    {
        Assert.That(Hash(Der.Algorithm(oid)), Is.EqualTo(expected));
        Assert.That(Hash(Der.Algorithm(oid, Der.Null)), Is.EqualTo(expected));
        Assert.That(Rsa(Der.Algorithm(RsaEncryption, Der.Null), Der.Algorithm(oid, Der.Null)), Is.EqualTo(expected));
    }

    [TestCase(EcdsaWithSha256, "SHA256")]
    [TestCase("1.2.840.10045.4.3.3", "SHA384")]
    [TestCase("1.2.840.10045.4.3.4", "SHA512")]
    public void ECDSA_is_read_without_parameters_only(string oid, string expected)
    {
        Assert.That(Ecdsa(Der.Algorithm(oid)), Is.EqualTo(expected));
        Assert.That(Ecdsa(Der.Algorithm(oid, Der.Null)), Is.Null);
        Assert.That(Rsa(Der.Algorithm(oid)), Is.Null);
    }

    [TestCase(Sha256WithRsa, "SHA256")]
    [TestCase("1.2.840.113549.1.1.12", "SHA384")]
    [TestCase("1.2.840.113549.1.1.13", "SHA512")]
    public void RSA_is_read_with_and_without_NULL(string oid, string expected)
    {
        Assert.That(Rsa(Der.Algorithm(oid, Der.Null)), Is.EqualTo(expected));
        Assert.That(Rsa(Der.Algorithm(oid)), Is.EqualTo(expected));
        Assert.That(Ecdsa(Der.Algorithm(oid)), Is.Null);
    }

    [Test]
    public void RSA_encryption_is_no_signature_without_a_hash()
    {
        Assert.That(Rsa(Der.Algorithm(RsaEncryption, Der.Null)), Is.Null);
        Assert.That(Rsa(Der.Algorithm(RsaEncryption, Der.Null), Der.Algorithm("1.3.14.3.2.26", Der.Null)), Is.Null, "SHA-1");
    }

    [TestCase("1.2.840.10045.4.1", TestName = "ECDSA with SHA-1")]
    [TestCase("1.2.840.113549.1.1.5", TestName = "RSA with SHA-1")]
    [TestCase("1.2.840.113549.1.1.4", TestName = "RSA with MD5")]
    [TestCase("1.2.840.113549.1.1.10", TestName = "RSA-PSS")]
    [TestCase("1.3.14.3.2.26", TestName = "SHA-1")]
    [TestCase("1.3.101.112", TestName = "Ed25519")]
    public void Other_algorithms_are_not_accepted(string oid)
    {
        foreach (byte[] encoded in new[] { Der.Algorithm(oid), Der.Algorithm(oid, Der.Null) })
        {
            Assert.That(Hash(encoded), Is.Null);
            Assert.That(Ecdsa(encoded), Is.Null);
            Assert.That(Rsa(encoded), Is.Null);
        }
    }

    [Test]
    public void An_identifier_is_whole_and_nothing_else()
    {
        byte[] good = Der.Algorithm(Sha256WithRsa, Der.Null);
        for (int length = 0; length < good.Length; length++)
            Assert.That(Rsa(good[..length]), Is.Null);

        Assert.That(Rsa([.. good, 0]), Is.Null);
        Assert.That(Rsa([.. good, .. Der.Null]), Is.Null);
        Assert.That(Rsa(Der.Algorithm(Sha256WithRsa, Der.Null, Der.Null)), Is.Null);
        Assert.That(Rsa(Der.Algorithm(Sha256WithRsa, Der.Integer(1))), Is.Null);
        Assert.That(Rsa([good[0], 0x81, .. good[1..]]), Is.Null);
        for (int at = 0; at < good.Length; at++)
        {
            byte[] bent = [.. good];
            bent[at] ^= 0x80;
            Assert.That(Rsa(bent), Is.Null, $"byte {at}");
        }
    }

    private static string? Hash(byte[] encoded) => AlgorithmIdentifier.TryReadHash(encoded, out var hash) ? hash.Name : NotSet(hash);

    private static string? Ecdsa(byte[] encoded) => AlgorithmIdentifier.TryReadEcdsa(encoded, out var hash) ? hash.Name : NotSet(hash);

    private static string? Rsa(byte[] encoded, byte[]? digest = null) => AlgorithmIdentifier.TryReadRsa(encoded, digest, out var hash) ? hash.Name : NotSet(hash);

    private static string? NotSet(HashAlgorithmName hash)
    {
        Assert.That(hash, Is.EqualTo(default(HashAlgorithmName)));
        return null;
    }
}
