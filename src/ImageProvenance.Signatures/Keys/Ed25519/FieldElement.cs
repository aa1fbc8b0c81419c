using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ImageProvenance.Signatures;

/// <summary>
/// A number modulo p = 2^255 − 19, in five limbs of 51 bits. A limb has room for more: products and differences come
/// carried, below 2^52, and sums do not, so that up to four may be added before they are multiplied. For public data
/// only: nothing here takes constant time.
/// </summary>
/// <remarks>RFC 8032, 5.1. Arithmetic is unchecked: no limb overflows (see <see cref="IsInBounds"/>), and the 128-bit sums of products do not either.</remarks>
internal readonly partial struct FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
{
    /// <summary>The length of an encoding, in bytes.</summary>
    public const int Size = 32;

    private const ulong Mask = (1UL << 51) - 1;

    // 16 p, limb by limb: added before a subtraction so that no limb falls below zero.
    private const ulong Bias0 = 16 * (Mask - 18);
    private const ulong Bias = 16 * Mask;

    private readonly ulong _l0 = l0, _l1 = l1, _l2 = l2, _l3 = l3, _l4 = l4;

    public static FieldElement Zero => default;

    public static FieldElement One { get; } = From(1);

    public bool IsZero
    {
        get
        {
            Span<byte> encoded = stackalloc byte[Size];
            Encode(encoded);
            return !encoded.ContainsAnyExcept((byte)0);
        }
    }

    /// <summary>Whether the number is odd: the sign of an x coordinate.</summary>
    public bool IsOdd
    {
        get
        {
            Span<byte> encoded = stackalloc byte[Size];
            Encode(encoded);
            return (encoded[0] & 1) != 0;
        }
    }

    // What the sums of a multiplication have room for.
    private bool IsInBounds => (_l0 | _l1 | _l2 | _l3 | _l4) >> 54 == 0;

    public static FieldElement From(uint value) => new(value, 0, 0, 0, 0);

    /// <summary>Reads 32 bytes, little-endian, without the highest bit; false if the number is not below p.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out FieldElement value)
    {
        unchecked
        {
            ulong w0 = BinaryPrimitives.ReadUInt64LittleEndian(encoded);
            ulong w1 = BinaryPrimitives.ReadUInt64LittleEndian(encoded[8..]);
            ulong w2 = BinaryPrimitives.ReadUInt64LittleEndian(encoded[16..]);
            ulong w3 = BinaryPrimitives.ReadUInt64LittleEndian(encoded[24..]);
            value = new(w0 & Mask, ((w0 >> 51) | (w1 << 13)) & Mask, ((w1 >> 38) | (w2 << 26)) & Mask, ((w2 >> 25) | (w3 << 39)) & Mask, (w3 >> 12) & Mask);
        }

        bool isBelowP = value._l0 < Mask - 18 || (value._l1 & value._l2 & value._l3 & value._l4) != Mask;
        return isBelowP;
    }

    /// <summary>Writes the number below p, 32 bytes, little-endian; the highest bit is clear.</summary>
    public void Encode(Span<byte> encoded)
    {
        unchecked
        {
            var r = Carried(_l0, _l1, _l2, _l3, _l4);

            // The carry out of r + 19 is 1 where r >= p: the difference to subtract, as 19 to add and 2^255 to drop.
            ulong q = (r._l0 + 19) >> 51;
            q = (r._l1 + q) >> 51;
            q = (r._l2 + q) >> 51;
            q = (r._l3 + q) >> 51;
            q = (r._l4 + q) >> 51;
            ulong l0 = r._l0 + (19 * q);
            ulong l1 = r._l1 + (l0 >> 51);
            ulong l2 = r._l2 + (l1 >> 51);
            ulong l3 = r._l3 + (l2 >> 51);
            ulong l4 = r._l4 + (l3 >> 51);
            (l0, l1, l2, l3, l4) = (l0 & Mask, l1 & Mask, l2 & Mask, l3 & Mask, l4 & Mask);

            BinaryPrimitives.WriteUInt64LittleEndian(encoded, l0 | (l1 << 51));
            BinaryPrimitives.WriteUInt64LittleEndian(encoded[8..], (l1 >> 13) | (l2 << 38));
            BinaryPrimitives.WriteUInt64LittleEndian(encoded[16..], (l2 >> 26) | (l3 << 25));
            BinaryPrimitives.WriteUInt64LittleEndian(encoded[24..], (l3 >> 39) | (l4 << 12));
        }
    }

    public static FieldElement operator +(in FieldElement a, in FieldElement b) =>
        unchecked(new(a._l0 + b._l0, a._l1 + b._l1, a._l2 + b._l2, a._l3 + b._l3, a._l4 + b._l4));

    public static FieldElement operator -(in FieldElement a, in FieldElement b)
    {
        Debug.Assert(a.IsInBounds && b.IsInBounds, "sums of more than four");
        return unchecked(Carried(a._l0 + Bias0 - b._l0, a._l1 + Bias - b._l1, a._l2 + Bias - b._l2, a._l3 + Bias - b._l3, a._l4 + Bias - b._l4));
    }

    public static FieldElement operator -(in FieldElement a) => Zero - a;

    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        Debug.Assert(a.IsInBounds && b.IsInBounds, "sums of more than four");
        unchecked
        {
            // What leaves the fifth limb, a multiple of 2^255, comes back 19 times.
            ulong b1 = 19 * b._l1, b2 = 19 * b._l2, b3 = 19 * b._l3, b4 = 19 * b._l4;
            return Carried(
                Product(a._l0, b._l0) + Product(a._l1, b4) + Product(a._l2, b3) + Product(a._l3, b2) + Product(a._l4, b1),
                Product(a._l0, b._l1) + Product(a._l1, b._l0) + Product(a._l2, b4) + Product(a._l3, b3) + Product(a._l4, b2),
                Product(a._l0, b._l2) + Product(a._l1, b._l1) + Product(a._l2, b._l0) + Product(a._l3, b4) + Product(a._l4, b3),
                Product(a._l0, b._l3) + Product(a._l1, b._l2) + Product(a._l2, b._l1) + Product(a._l3, b._l0) + Product(a._l4, b4),
                Product(a._l0, b._l4) + Product(a._l1, b._l3) + Product(a._l2, b._l2) + Product(a._l3, b._l1) + Product(a._l4, b._l0));
        }
    }

    public FieldElement Square()
    {
        Debug.Assert(IsInBounds, "sums of more than four");
        unchecked
        {
            ulong twice0 = 2 * _l0, twice1 = 2 * _l1, l3 = 19 * _l3, l4 = 19 * _l4;
            return Carried(
                Product(_l0, _l0) + Product(twice1, l4) + Product(2 * _l2, l3),
                Product(twice0, _l1) + Product(2 * _l2, l4) + Product(_l3, l3),
                Product(twice0, _l2) + Product(_l1, _l1) + Product(2 * _l3, l4),
                Product(twice0, _l3) + Product(twice1, _l2) + Product(_l4, l4),
                Product(twice0, _l4) + Product(twice1, _l3) + Product(_l2, _l2));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt128 Product(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return new(high, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement Carried(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4) => unchecked(new(
        (l0 & Mask) + (19 * (l4 >> 51)), (l1 & Mask) + (l0 >> 51), (l2 & Mask) + (l1 >> 51), (l3 & Mask) + (l2 >> 51), (l4 & Mask) + (l3 >> 51)));

    // Each carry but the last fits 64 bits even 19 times: the sums are below 2^115.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement Carried(UInt128 l0, UInt128 l1, UInt128 l2, UInt128 l3, UInt128 l4)
    {
        unchecked
        {
            l1 += (ulong)(l0 >> 51);
            l2 += (ulong)(l1 >> 51);
            l3 += (ulong)(l2 >> 51);
            l4 += (ulong)(l3 >> 51);
            ulong r0 = ((ulong)l0 & Mask) + (19 * (ulong)(l4 >> 51));
            return new(r0 & Mask, ((ulong)l1 & Mask) + (r0 >> 51), (ulong)l2 & Mask, (ulong)l3 & Mask, (ulong)l4 & Mask);
        }
    }
}
