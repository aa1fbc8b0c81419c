using System.Numerics;

namespace ImageProvenance.Testing;

/// <summary>A point of the curve edwards25519, in extended coordinates: <c>x = X/Z, y = Y/Z, xy = T/Z</c>.</summary>
/// <remarks>RFC 8032, 5.1.1 to 5.1.4.</remarks>
internal readonly record struct Ed25519TestPoint(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
{
    /// <summary>The order of the group that <see cref="Base"/> generates.</summary>
    public static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);

    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger TwiceD = Mod(-2 * 121665 * Invert(121666));
    private static readonly BigInteger BaseX = BigInteger.Parse("15112221349535400772501151409588531511454012693041857206046113283949847762202", null);
    private static readonly BigInteger BaseY = Mod(4 * Invert(5));

    /// <summary>The base point.</summary>
    public static readonly Ed25519TestPoint Base = new(BaseX, BaseY, BigInteger.One, Mod(BaseX * BaseY));

    private static readonly Ed25519TestPoint Zero = new(BigInteger.Zero, BigInteger.One, BigInteger.One, BigInteger.Zero);

    /// <summary>The point, added to itself a number of times.</summary>
    public Ed25519TestPoint Times(BigInteger scalar)
    {
        var (sum, doubled) = (Zero, this);
        for (; scalar > 0; scalar >>= 1, doubled = doubled.Plus(doubled))
            if (!scalar.IsEven)
                sum = sum.Plus(doubled);
        return sum;
    }

    /// <summary>The point in 32 bytes: y, and the lowest bit of x as the highest of all.</summary>
    public byte[] Encode()
    {
        var inverse = Invert(Z);
        byte[] encoded = Encode(Mod(Y * inverse));
        if (!Mod(X * inverse).IsEven)
            encoded[^1] |= 0x80;
        return encoded;
    }

    /// <summary>A number in 32 bytes, little-endian.</summary>
    public static byte[] Encode(BigInteger number)
    {
        byte[] bytes = new byte[Ed25519TestKey.Bytes];
        number.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private Ed25519TestPoint Plus(Ed25519TestPoint other)
    {
        var a = Mod((Y - X) * (other.Y - other.X));
        var b = Mod((Y + X) * (other.Y + other.X));
        var c = Mod(T * TwiceD * other.T);
        var d = Mod(2 * Z * other.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static BigInteger Invert(BigInteger number) => BigInteger.ModPow(number, Prime - 2, Prime);

    private static BigInteger Mod(BigInteger number) => number % Prime is var rest && rest.Sign < 0 ? rest + Prime : rest;
}
