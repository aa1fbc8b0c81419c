using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The numbers under Ed25519, against big integers.</summary>
public sealed class Ed25519ArithmeticTests
{
    // What carries far, and what any number is unlikely to meet.
    private static readonly BigInteger[] Edges =
    [
        0, 1, 2, 18, 19, 20, BigInteger.Pow(2, 51) - 1, BigInteger.Pow(2, 51), BigInteger.Pow(2, 102) - 1, BigInteger.Pow(2, 204), BigInteger.Pow(2, 252) - 1,
        Ed25519Signer.P - 1, Ed25519Signer.P - 2, Ed25519Signer.P - 19, Ed25519Signer.P / 2, BigInteger.Pow(2, 254), Ed25519Signer.L - 1,
    ];

    [Test]
    public void Field_elements_add_subtract_and_multiply_modulo_p() =>
        Prop.ForAll(Numbers(Ed25519Signer.P).ToArbitrary(), Numbers(Ed25519Signer.P).ToArbitrary(), (x, y) =>
        {
            var (a, b) = (Element(x), Element(y));
            Is(a + b, x + y);
            Is(a - b, x - y);
            Is(-a, -x);
            Is(a * b, x * y);
            Is(a.Square(), x * x);
            // Sums of four, which no step has carried.
            var (sumA, sumB) = (a + a + (b + b), b + b + (b + b));
            Is(sumA * sumB, (2 * x + 2 * y) * 4 * y);
            Is(sumA.Square(), (2 * x + 2 * y) * (2 * x + 2 * y));
            Is(sumA - sumB, 2 * x - 2 * y);
            Is(sumA, 2 * x + 2 * y);
            Assert.That(a.IsOdd, NUnit.Framework.Is.EqualTo(!x.IsEven));
            Assert.That(a.IsZero, NUnit.Framework.Is.EqualTo(x.IsZero));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Test]
    public void Field_elements_have_inverses_and_square_roots_of_ratios() =>
        Prop.ForAll(Numbers(Ed25519Signer.P).ToArbitrary(), Numbers(Ed25519Signer.P).ToArbitrary(), (x, y) =>
        {
            var (a, b) = (Element(x), Element(y));
            Is(a.Invert() * a, x.IsZero ? 0 : 1);
            if (y.IsZero)
                return;

            var ratio = Ed25519Signer.Mod(x * BigInteger.ModPow(y, Ed25519Signer.P - 2, Ed25519Signer.P));
            bool hasRoot = BigInteger.ModPow(ratio, (Ed25519Signer.P - 1) / 2, Ed25519Signer.P) <= 1;
            Assert.That(FieldElement.TryRootOfRatio(a, b, out var root), NUnit.Framework.Is.EqualTo(hasRoot));
            if (hasRoot)
                Is(root.Square(), ratio);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Test]
    public void A_field_element_is_read_below_p_only()
    {
        for (int i = -20; i < 19; i++)
            Assert.That(FieldElement.TryDecode(Ed25519Signer.Bytes(Ed25519Signer.P + i), out _), NUnit.Framework.Is.EqualTo(i < 0), $"p + {i}");
        foreach (var number in Edges)
            Is(Element(number), number);
    }

    [Test]
    public void A_scalar_is_read_below_L_only()
    {
        var steps = new[] { BigInteger.Zero, 1, BigInteger.Pow(2, 64), BigInteger.Pow(2, 128), BigInteger.Pow(2, 192), BigInteger.Pow(2, 252) };
        foreach (var step in steps)
        {
            Assert.That(Scalar.TryDecode(Ed25519Signer.Bytes(Ed25519Signer.L + step), out _), NUnit.Framework.Is.False, $"L + {step}");
            if (!step.IsZero)
                Assert.That(Scalar.TryDecode(Ed25519Signer.Bytes(Ed25519Signer.L - step), out _), NUnit.Framework.Is.True, $"L - {step}");
        }

        Assert.That(Scalar.TryDecode(Ed25519Signer.Bytes(BigInteger.Pow(2, 256) - 1), out _), NUnit.Framework.Is.False);
    }

    [Test]
    public void A_hash_is_reduced_modulo_L_and_its_digits_add_up_to_it() =>
        Prop.ForAll(Numbers(BigInteger.Pow(2, 512)).ToArbitrary(), Gen.Elements(5, 8).ToArbitrary(), (number, width) =>
        {
            byte[] wide = new byte[64];
            number.TryWriteBytes(wide, out _, isUnsigned: true);
            sbyte[] digits = new sbyte[Scalar.Digits];
            Scalar.Reduce(wide).WriteDigits(digits, width);

            var sum = digits.Select((digit, i) => digit * BigInteger.Pow(2, i)).Aggregate(BigInteger.Add);
            Assert.That(sum, NUnit.Framework.Is.EqualTo(number % Ed25519Signer.L));
            Assert.That(digits, NUnit.Framework.Has.All.Matches<sbyte>(digit => digit == 0 || (digit % 2 != 0 && Math.Abs((int)digit) < 1 << (width - 1))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static FieldElement Element(BigInteger number) => FieldElement.TryDecode(Ed25519Signer.Bytes(number), out var value) ? value : throw new ArgumentOutOfRangeException(nameof(number));

    private static void Is(FieldElement actual, BigInteger expected)
    {
        byte[] encoded = new byte[FieldElement.Size];
        actual.Encode(encoded);
        Assert.That(Ed25519Signer.Number(encoded), NUnit.Framework.Is.EqualTo(Ed25519Signer.Mod(expected)));
    }

    private static Gen<BigInteger> Numbers(BigInteger below)
    {
        BigInteger[] edges = [.. Edges, below - 1, below / 2, Ed25519Signer.L, 2 * Ed25519Signer.L - 1, below - Ed25519Signer.L];
        return Gen.OneOf(
            Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(64).Select(bytes => new BigInteger(bytes, isUnsigned: true) % below),
            Gen.Elements(edges).Select(edge => ((edge % below) + below) % below));
    }
}
