using System.Numerics;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

/// <summary>
/// Keys and signatures that some implementations of Ed25519 take and others refuse: whoever makes them wants two readers
/// to disagree. Each is refused here.
/// </summary>
/// <remarks>RFC 8032, 5.1.3 and 5.1.7; Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs", 2020.</remarks>
public sealed class Ed25519AttackTests
{
    private static readonly byte[] Data = Some.Utf8("what is signed");
    private static readonly Ed25519Signer Signer = new(SHA256.HashData("a seed"u8));

    // The eight points that vanish when they are added to themselves often enough.
    private static readonly string[] SmallOrder =
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];

    // One signature of such a key is good for one message in eight, or for all of them.
    [TestCaseSource(nameof(SmallOrder))]
    public void A_key_of_small_order_is_refused(string encoded)
    {
        byte[] key = Convert.FromHexString(encoded);
        var point = Ed25519Signer.Decode(key)!.Value;

        Assert.That(Ed25519Signer.Multiply(8, point), Is.EqualTo(Ed25519Signer.Identity), "the vector is what it says");
        Assert.That(EdwardsPoint.TryDecode(key, out _), Is.True, "it is a point of the curve by its one encoding");
        Refused.Key(() => Import(key));
    }

    [Test]
    public void The_points_of_small_order_are_all_there() => Assert.That(SmallOrder.Distinct().Count(), Is.EqualTo(8));

    [Test]
    public void A_key_with_a_coordinate_beyond_the_prime_is_refused()
    {
        var small = Enumerable.Range(0, 19).Where(y => Ed25519Signer.Decode(Ed25519Signer.Bytes(y)) is not null).ToList();

        Assert.That(small, Has.Count.GreaterThan(5));
        foreach (int y in small)
            foreach (byte sign in new byte[] { 0, 0x80 })
            {
                byte[] beyond = Ed25519Signer.Bytes(Ed25519Signer.P + y);
                beyond[31] |= sign;
                Refused.Key(() => Import(beyond));
            }

        // Of the same points by their one encoding, those that have not a small order are keys.
        Assert.That(() => Import(Ed25519Signer.Bytes(small.First(y => y > 1))), Throws.Nothing);
    }

    [Test]
    public void Zero_has_no_negative()
    {
        foreach (var y in new[] { BigInteger.One, Ed25519Signer.P - 1 })
        {
            byte[] encoded = Ed25519Signer.Bytes(y);
            Assert.That(EdwardsPoint.TryDecode(encoded, out _), Is.True);
            encoded[31] |= 0x80;
            Assert.That(EdwardsPoint.TryDecode(encoded, out _), Is.False);
        }
    }

    [Test]
    public void A_coordinate_that_is_not_on_the_curve_is_no_key()
    {
        var off = Enumerable.Range(2, 40).Where(y => Ed25519Signer.Decode(Ed25519Signer.Bytes(y)) is null).ToList();

        Assert.That(off, Has.Count.GreaterThan(10));
        foreach (int y in off)
            Refused.Key(() => Import(Ed25519Signer.Bytes(y)));
    }

    // Malleability: a second signature that nobody made.
    [Test]
    public void A_signature_whose_S_is_not_below_L_is_refused()
    {
        byte[] signature = Signer.Sign(Data);
        var s = Ed25519Signer.Number(signature.AsSpan(32));

        Assert.That(Verify(signature), Is.True);
        for (var larger = s + Ed25519Signer.L; larger < BigInteger.Pow(2, 256); larger += Ed25519Signer.L)
            Assert.That(Verify([.. signature[..32], .. Ed25519Signer.Bytes(larger)]), Is.False);
    }

    // r = 0, so that R is the neutral element: its signature is good, and must not be good in another encoding too.
    [TestCase("0100000000000000000000000000000000000000000000000000000000000000", true)]
    [TestCase("0100000000000000000000000000000000000000000000000000000000000080", false)]
    [TestCase("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", false)]
    [TestCase("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", false)]
    public void A_signature_whose_R_is_in_another_encoding_is_refused(string encodedR, bool isGood)
    {
        byte[] r = Convert.FromHexString(encodedR);

        Assert.That(Ed25519Signer.Decode(r)!.Value, Is.EqualTo(Ed25519Signer.Identity));
        Assert.That(Verify(Signer.Sign(0, r, Data)), Is.EqualTo(isGood));
    }

    // It verifies only where both sides of the equation are multiplied by the cofactor.
    [Test]
    public void A_signature_that_is_off_by_a_point_of_small_order_is_refused()
    {
        var r = new BigInteger(12345);
        var right = Ed25519Signer.Multiply(r, Ed25519Signer.Base);

        Assert.That(Verify(Signer.Sign(r, Ed25519Signer.Encode(right), Data)), Is.True);
        foreach (string torsion in SmallOrder[1..])
        {
            var off = Ed25519Signer.Add(right, Ed25519Signer.Decode(Convert.FromHexString(torsion))!.Value);
            Assert.That(Verify(Signer.Sign(r, Ed25519Signer.Encode(off), Data)), Is.False);
        }
    }

    private static bool Verify(byte[] signature) => Import(Signer.PublicKey).Verify(Data, signature);

    private static PublicKey Import(byte[] key) => PublicKey.FromSubjectPublicKeyInfo(Ed25519Signer.WrapKey(key), SignatureAlgorithms.Ed25519);
}
