using System.Numerics;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Ed25519 keys: which are read, with which algorithms, and that nothing but their own signatures is one.</summary>
public sealed class Ed25519KeyTests
{
    private static readonly byte[] Data = Some.Utf8("what is signed");
    private static readonly Ed25519Signer Signer = new(SHA256.HashData("a seed"u8));
    private static readonly byte[] Pure = Signer.Sign(Data);
    private static readonly byte[] Prehashed = Signer.SignPrehashed(Data);

    [TestCase(null, true, true, "ed25519|ed25519ph")]
    [TestCase(SignatureAlgorithms.Ed25519, true, false, "ed25519")]
    [TestCase(SignatureAlgorithms.Ed25519Ph, false, true, "ed25519ph")]
    public void A_key_takes_both_algorithms_or_the_one_that_is_named(string? algorithm, bool takesPure, bool takesPrehashed, string names)
    {
        var key = Import(Signer.SubjectPublicKeyInfo, algorithm);

        Assert.That((key.Verify(Data, Pure), key.Verify(Data, Prehashed)), Is.EqualTo((takesPure, takesPrehashed)));
        Assert.That((key.Algorithm, key.NamedAlgorithm), Is.EqualTo((names, algorithm)));
    }

    [Test]
    public void By_digest_Ed25519ph_is_verified_and_Ed25519_is_not()
    {
        var key = Import(Signer.SubjectPublicKeyInfo);
        var bySha512 = SignedMessage.Of(Subject.Of(Digest.Parse($"sha512:{Convert.ToHexStringLower(SHA512.HashData(Data))}")));
        var bySha256 = SignedMessage.Of(Subject.Of(Digest.Of(Data)));

        Assert.That((key.Verify(bySha512, Prehashed), key.Verify(bySha512, Pure)), Is.EqualTo((true, false)));
        Assert.That((key.Verify(bySha256, Prehashed), key.Verify(bySha256, Pure)), Is.EqualTo((false, false)));
    }

    // The hash as a message of its own: what the words before it are there to tell apart.
    [Test]
    public void A_signature_over_the_hash_is_none_over_the_data()
    {
        byte[] overHash = Signer.Sign(SHA512.HashData(Data));

        Assert.That(Import(Signer.SubjectPublicKeyInfo).Verify(Data, overHash), Is.False);
    }

    [TestCase(SignatureAlgorithms.EcdsaP256Sha256)]
    [TestCase("Ed25519")]
    [TestCase("")]
    public void An_algorithm_of_others_is_refused(string algorithm) =>
        Assert.That(Refused.Key(() => Import(Signer.SubjectPublicKeyInfo, algorithm)).Actual, Is.EqualTo(algorithm));

    [Test]
    public void A_key_in_any_but_its_one_encoding_is_refused()
    {
        byte[] key = Signer.PublicKey;
        foreach (byte[] info in (byte[][])
        [
            [.. Convert.FromHexString("302c300706032b65700500032100"), .. key], // parameters NULL
            [.. Convert.FromHexString("3029300506032b6570032000"), .. key[..31]],
            [.. Convert.FromHexString("302b300506032b6570032200"), .. key, 0],
            [.. Convert.FromHexString("3081" + "2a300506032b6570032100"), .. key], // a length in two bytes where one does
            [.. Convert.FromHexString("302a300506032b6570032101"), .. key[..31], (byte)(key[31] & 0xfe)], // a bit that is not used
            [.. Convert.FromHexString("302c300506032b6570032100"), .. key, 5, 0],
            [.. Signer.SubjectPublicKeyInfo, 0],
            key,
        ])
            Refused.Key(() => Import(info));
    }

    [Test]
    public void Every_changed_byte_of_the_key_the_data_or_the_signature_is_found()
    {
        byte[][] signed = [Signer.PublicKey, Data, Pure, Prehashed];
        Prop.ForAll(Gen.Choose(0, 3).ToArbitrary(), Gen.Choose(0, 1 << 20).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (part, at, flip) =>
        {
            byte[][] changed = [.. signed.Select(bytes => (byte[])bytes.Clone())];
            changed[part][at % changed[part].Length] ^= (byte)flip;
            try
            {
                var key = Import(Ed25519Signer.WrapKey(changed[0]));
                return (part == 3 || !key.Verify(changed[1], changed[2])) && (part == 2 || !key.Verify(changed[1], changed[3]));
            }
            catch (MalformedContentException)
            {
                return part == 0;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));
    }

    [Test]
    public void What_any_key_signs_it_has_signed() =>
        Prop.ForAll(Bytes(32).ToArbitrary(), Gen.Choose(0, 300).SelectMany(Bytes).ToArbitrary(), (seed, data) =>
        {
            var signer = new Ed25519Signer(seed);
            var key = Import(signer.SubjectPublicKeyInfo);
            return key.Verify(data, signer.Sign(data)) && key.Verify(data, signer.SignPrehashed(data));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Test]
    public void Bytes_of_any_length_are_no_signature()
    {
        var key = Import(Signer.SubjectPublicKeyInfo);
        for (int length = 0; length < 130; length++)
            Assert.That(key.Verify(Data, [.. Pure.Concat(Pure).Concat(Pure).Take(length)]), Is.EqualTo(length == 64), $"{length} bytes");
    }

    // What is verified often must not leave work to the collector: a hash's handle, and nothing that grows with the message.
    [Test]
    public void Verifying_allocates_next_to_nothing()
    {
        var key = Import(Signer.SubjectPublicKeyInfo, SignatureAlgorithms.Ed25519);
        var message = SignedMessage.Of(Data);
        key.Verify(message, Pure);

        long before = GC.GetAllocatedBytesForCurrentThread();
        key.Verify(message, Pure);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(512));
    }

    private static PublicKey Import(byte[] info, string? algorithm = null) => PublicKey.FromSubjectPublicKeyInfo(info, algorithm);

    private static Gen<byte[]> Bytes(int length) => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(length);
}
