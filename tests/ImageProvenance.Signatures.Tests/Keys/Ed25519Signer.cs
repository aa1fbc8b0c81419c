using System.Numerics;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

/// <summary>
/// Ed25519 as RFC 8032 states it, over big integers: slow, plain, and with nothing in common with what is
/// tested. Its steps can be taken one by one, to sign what no honest signer would.
/// </summary>
internal sealed class Ed25519Signer
{
    public static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    public static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    public static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    public static readonly (BigInteger X, BigInteger Y) Identity = (0, 1);
    public static readonly (BigInteger X, BigInteger Y) Base = Decode(Encode((0, Mod(4 * Inverse(5)))))!.Value;

    private readonly byte[] _prefix;

    public Ed25519Signer(byte[] seed)
    {
        byte[] hash = SHA512.HashData(seed);
        hash[0] &= 0xf8;
        hash[31] = (byte)((hash[31] & 0x7f) | 0x40);
        Secret = Number(hash.AsSpan(..32));
        _prefix = hash[32..];
        PublicKey = Encode(Multiply(Secret, Base));
    }

    public BigInteger Secret { get; }

    /// <summary>The public key, 32 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>The key as a SubjectPublicKeyInfo.</summary>
    public byte[] SubjectPublicKeyInfo => WrapKey(PublicKey);

    /// <summary>RFC 8410, 4.</summary>
    public static byte[] WrapKey(byte[] key) => [.. Convert.FromHexString("302a300506032b6570032100"), .. key];

    public byte[] Sign(byte[] message) => Sign([], message);

    public byte[] SignPrehashed(byte[] message) => Sign([.. "SigEd25519 no Ed25519 collisions"u8, 1, 0], SHA512.HashData(message));

    /// <summary>The signature by a nonce r that the caller chooses, with R encoded as the caller likes.</summary>
    public byte[] Sign(BigInteger r, byte[] encodedR, byte[] message) => Sign(r, encodedR, [], message);

    public static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true);

    public static byte[] Bytes(BigInteger number)
    {
        byte[] bytes = new byte[32];
        number.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    public static byte[] Encode((BigInteger X, BigInteger Y) point)
    {
        byte[] bytes = Bytes(point.Y);
        bytes[31] |= point.X.IsEven ? (byte)0 : (byte)0x80;
        return bytes;
    }

    /// <summary>The point of an encoding whose y may be any number below 2^255; null if there is none on the curve.</summary>
    public static (BigInteger X, BigInteger Y)? Decode(byte[] encoded)
    {
        bool isOdd = encoded[31] >> 7 != 0;
        var y = Mod(Number([.. encoded[..31], (byte)(encoded[31] & 0x7f)]));
        var x2 = Mod((y * y - 1) * Inverse(D * y * y + 1));
        var x = BigInteger.ModPow(x2, (P + 3) / 8, P);
        if (Mod(x * x - x2) != 0)
            x = Mod(x * BigInteger.ModPow(2, (P - 1) / 4, P));
        if (Mod(x * x - x2) != 0)
            return null;
        return (x.IsEven == isOdd ? Mod(-x) : x, y);
    }

    public static (BigInteger X, BigInteger Y) Add((BigInteger X, BigInteger Y) a, (BigInteger X, BigInteger Y) b) => Affine(Add(Extended(a), Extended(b)));

    public static (BigInteger X, BigInteger Y) Multiply(BigInteger scalar, (BigInteger X, BigInteger Y) point)
    {
        var sum = Extended(Identity);
        for (var power = Extended(point); !scalar.IsZero; scalar >>= 1, power = Add(power, power))
            sum = scalar.IsEven ? sum : Add(sum, power);
        return Affine(sum);
    }

    public static BigInteger Mod(BigInteger a) => (a % P + P) % P;

    private static BigInteger Inverse(BigInteger a) => BigInteger.ModPow(Mod(a), P - 2, P);

    private static (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) Extended((BigInteger X, BigInteger Y) point) => (point.X, point.Y, 1, Mod(point.X * point.Y));

    private static (BigInteger X, BigInteger Y) Affine((BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) point)
    {
        var inverse = Inverse(point.Z);
        return (Mod(point.X * inverse), Mod(point.Y * inverse));
    }

    // RFC 8032, 5.1.4
    private static (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) Add(
        (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) p, (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) q)
    {
        var (a, b) = (Mod((p.Y - p.X) * (q.Y - q.X)), Mod((p.Y + p.X) * (q.Y + q.X)));
        var (c, d) = (Mod(p.T * 2 * D * q.T), Mod(p.Z * 2 * q.Z));
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return (Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private byte[] Sign(byte[] domain, byte[] message)
    {
        var r = Number(SHA512.HashData([.. domain, .. _prefix, .. message])) % L;
        return Sign(r, Encode(Multiply(r, Base)), domain, message);
    }

    private byte[] Sign(BigInteger r, byte[] encodedR, byte[] domain, byte[] message)
    {
        var k = Number(SHA512.HashData([.. domain, .. encodedR, .. PublicKey, .. message])) % L;
        return [.. encodedR, .. Bytes((r + k * Secret) % L)];
    }
}
