using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using static ImageProvenance.Signatures.Tests.FrameworkKeys;

namespace ImageProvenance.Signatures.Tests;

public sealed class SignatureAlgorithmTests
{
    private static readonly byte[] Data = Some.Utf8("what is signed");

    private static IEnumerable<TestCaseData> EcdsaRows()
    {
        foreach (var (curve, key, own) in new[] { ("P-256", P256, HashAlgorithmName.SHA256), ("P-384", P384, HashAlgorithmName.SHA384), ("P-521", P521, HashAlgorithmName.SHA512) })
        {
            foreach (var hash in new[] { HashAlgorithmName.SHA1, HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512 })
            {
                bool isGood = hash == own || hash == HashAlgorithmName.SHA256;
                foreach (var format in Enum.GetValues<DSASignatureFormat>())
                    yield return new TestCaseData(key, hash, format, isGood).SetName($"{curve} with {hash} as {format} is {(isGood ? "a signature" : "none")}");
            }
        }
    }

    [TestCaseSource(nameof(EcdsaRows))]
    public void By_default_ECDSA_takes_the_curves_own_hash_and_SHA256(ECDsa key, HashAlgorithmName hash, DSASignatureFormat format, bool isGood) =>
        Assert.That(Import(key).Verify(Data, key.SignData(Data, hash, format)), Is.EqualTo(isGood));

    [TestCase(SignatureAlgorithms.EcdsaP384Sha384, true, false)]
    [TestCase(SignatureAlgorithms.EcdsaP384Sha256, false, true)]
    public void A_named_ECDSA_algorithm_is_the_only_one(string algorithm, bool takesSha384, bool takesSha256)
    {
        var key = Import(P384, algorithm);

        Assert.That(key.Verify(Data, P384.SignData(Data, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence)), Is.EqualTo(takesSha384));
        Assert.That(key.Verify(Data, P384.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)), Is.EqualTo(takesSha256));
        Assert.That((key.Algorithm, key.NamedAlgorithm), Is.EqualTo((algorithm, algorithm)));
    }

    [Test]
    public void A_bare_signature_of_another_length_is_none()
    {
        byte[] signature = P256.SignData(Data, HashAlgorithmName.SHA256);
        var key = Import(P256);

        Assert.That(key.Verify(Data, signature), Is.True);
        Assert.That(key.Verify(Data, [0, .. signature]), Is.False);
        Assert.That(key.Verify(Data, [.. signature, 0]), Is.False);
        Assert.That(key.Verify(Data, [0, .. signature[..32], 0, .. signature[32..]]), Is.False, "r and s, each with a leading zero");
        Assert.That(key.Verify(Data, signature.AsSpan(..63)), Is.False);
    }

    private static IEnumerable<TestCaseData> RsaRows()
    {
        var hashes = new[] { HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512 };
        var paddings = new[] { RSASignaturePadding.Pkcs1, RSASignaturePadding.Pss };
        foreach (string? named in new[] { null, "rsa-pkcs1-sha256", "rsa-pkcs1-sha384", "rsa-pkcs1-sha512", "rsa-pss-sha256", "rsa-pss-sha384", "rsa-pss-sha512" })
        {
            foreach (var hash in hashes)
            {
                foreach (var padding in paddings)
                {
                    string made = $"rsa-{(padding == RSASignaturePadding.Pss ? "pss" : "pkcs1")}-{hash.Name!.ToLowerInvariant()}";
                    bool isGood = made == (named ?? "rsa-pkcs1-sha256");
                    yield return new TestCaseData(named, hash, padding, isGood).SetName($"A key {(named is null ? "without an algorithm" : $"of {named}")} takes {made}: {isGood}");
                }
            }
        }
    }

    [TestCaseSource(nameof(RsaRows))]
    public void RSA_takes_one_algorithm(string? named, HashAlgorithmName hash, RSASignaturePadding padding, bool isGood) =>
        Assert.That(PublicKey.FromSubjectPublicKeyInfo(Rsa.ExportSubjectPublicKeyInfo(), named).Verify(Data, Rsa.SignData(Data, hash, padding)), Is.EqualTo(isGood));

    [Test]
    public void Another_key_has_not_signed()
    {
        Assert.That(Some.Public(Some.OtherKey).Verify(Data, Some.Key.Sign(Data)), Is.False);
        Assert.That(PublicKey.FromSubjectPublicKeyInfo(Rsa.ExportSubjectPublicKeyInfo()).Verify(Data, Some.Key.Sign(Data)), Is.False);
        Assert.That(Import(P384).Verify(Data, Some.Key.Sign(Data)), Is.False);
    }

    [Test]
    public void No_signature_at_all_is_none()
    {
        foreach (var key in new[] { Import(P256), Import(P521), PublicKey.FromSubjectPublicKeyInfo(Rsa.ExportSubjectPublicKeyInfo()) })
            Assert.That(key.Verify(Data, []), Is.False);
    }

    [Test]
    public void Every_changed_byte_of_the_data_is_found() => EveryChange((key, signature, at, flip) =>
    {
        byte[] data = (byte[])Data.Clone();
        data[at % data.Length] ^= flip;
        return !key.Verify(data, signature);
    });

    [Test]
    public void Every_changed_byte_of_the_signature_is_found() => EveryChange((key, signature, at, flip) =>
    {
        byte[] changed = (byte[])signature.Clone();
        changed[at % changed.Length] ^= flip;
        return !key.Verify(Data, changed);
    });

    [Test]
    public void A_signature_that_is_cut_or_continued_is_none() => EveryChange((key, signature, at, flip) =>
        !key.Verify(Data, signature.AsSpan(..(at % signature.Length))) && !key.Verify(Data, [.. signature, flip]));

    [Test]
    public void Bytes_that_are_no_signature_are_none() =>
        Prop.ForAll(Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(), bytes => !Import(P256).Verify(Data, bytes)).Check(Config.QuickThrowOnFailure);

    private static void EveryChange(Func<PublicKey, byte[], int, byte, bool> isRefused)
    {
        (PublicKey Key, byte[] Signature)[] signed =
        [
            (Import(P256), P256.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            (Import(P256), P256.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)),
            (PublicKey.FromSubjectPublicKeyInfo(Rsa.ExportSubjectPublicKeyInfo()), Rsa.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            (PublicKey.FromSubjectPublicKeyInfo(Rsa.ExportSubjectPublicKeyInfo(), SignatureAlgorithms.RsaPssSha256), Rsa.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        ];
        Prop.ForAll(Gen.Elements(signed).ToArbitrary(), Gen.Choose(0, 1 << 20).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (row, at, flip) => isRefused(row.Key, row.Signature, at, (byte)flip))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    private static PublicKey Import(ECDsa key, string? algorithm = null) => PublicKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo(), algorithm);
}
