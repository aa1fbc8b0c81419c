using System.Buffers.Binary;

namespace ImageProvenance.Signatures;

/// <summary>A number modulo L, the order of edwards25519's base point, in four limbs of 64 bits.</summary>
/// <remarks>RFC 8032, 5.1: L = 2^252 + c. Arithmetic is unchecked where bits are meant to leave a limb.</remarks>
internal readonly struct Scalar
{
    /// <summary>How many digits a scalar has in non-adjacent form.</summary>
    public const int Digits = 256;

    // c = 27742317777372353535851937790883648493
    private const ulong C0 = 0x5812631A5CF5D3ED;
    private const ulong C1 = 0x14DEF9DEA2F79CD6;
    private const ulong Top = 1UL << 60;

    private readonly ulong _l0, _l1, _l2, _l3;

    private Scalar(ulong l0, ulong l1, ulong l2, ulong l3) => (_l0, _l1, _l2, _l3) = (l0, l1, l2, l3);

    /// <summary>Reads 32 bytes, little-endian; false if the number is not below L.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out Scalar scalar)
    {
        scalar = new(
            BinaryPrimitives.ReadUInt64LittleEndian(encoded),
            BinaryPrimitives.ReadUInt64LittleEndian(encoded[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(encoded[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(encoded[24..]));
        return scalar._l3 < Top || (scalar._l3 == Top && scalar._l2 == 0 && (scalar._l1 < C1 || (scalar._l1 == C1 && scalar._l0 < C0)));
    }

    /// <summary>The remainder of a number of any length, little-endian, whole words of 32 bits.</summary>
    public static Scalar Reduce(ReadOnlySpan<byte> number)
    {
        var remainder = default(Scalar);
        for (int i = number.Length - sizeof(uint); i >= 0; i -= sizeof(uint))
            remainder = remainder.Append(BinaryPrimitives.ReadUInt32LittleEndian(number[i..]));
        return remainder;
    }

    /// <summary>
    /// Writes the scalar as digits by which it is the sum of digit * 2^i: each is zero or odd and below 2^(width − 1) in
    /// size, and of every so many in a row only one is not zero.
    /// </summary>
    public void WriteDigits(Span<sbyte> digits, int width)
    {
        digits.Clear();
        ReadOnlySpan<ulong> limbs = [_l0, _l1, _l2, _l3, 0];
        ulong carry = 0;
        for (int at = 0; at < Digits;)
        {
            ulong window = carry + (Bits(limbs, at) & ((1UL << width) - 1));
            if ((window & 1) == 0)
            {
                at++;
                continue;
            }

            carry = window >> (width - 1);
            digits[at] = (sbyte)((int)window - (int)(carry << width));
            at += width;
        }
    }

    private static ulong Bits(ReadOnlySpan<ulong> limbs, int at) =>
        at % 64 == 0 ? limbs[at / 64] : (limbs[at / 64] >> (at % 64)) | (limbs[(at / 64) + 1] << (64 - (at % 64)));

    // One step of a long division: (this * 2^32 + word) mod L. With q the number's bits from 2^252 on, which are at most
    // 33, it is the lower bits less q * c, which is below 2^158; where that falls below zero, L is added.
    private Scalar Append(uint word)
    {
        unchecked
        {
            ulong q = _l3 >> 28;
            var (l0, l1, l2, l3) = ((_l0 << 32) | word, (_l1 << 32) | (_l0 >> 32), (_l2 << 32) | (_l1 >> 32), ((_l3 << 32) | (_l2 >> 32)) & (Top - 1));

            ulong high0 = Math.BigMul(q, C0, out ulong p0);
            ulong p2 = Math.BigMul(q, C1, out ulong p1);
            p1 += high0;
            p2 += p1 < high0 ? 1UL : 0;
            bool isNegative = Subtract(ref l0, p0, false);
            isNegative = Subtract(ref l1, p1, isNegative);
            isNegative = Subtract(ref l2, p2, isNegative);
            isNegative = Subtract(ref l3, 0, isNegative);
            if (!isNegative)
                return new(l0, l1, l2, l3);

            var low = (UInt128)l0 + C0;
            var next = (UInt128)l1 + C1 + (ulong)(low >> 64);
            var third = (UInt128)l2 + (ulong)(next >> 64);
            return new((ulong)low, (ulong)next, (ulong)third, l3 + Top + (ulong)(third >> 64));
        }
    }

    private static bool Subtract(ref ulong from, ulong what, bool borrow)
    {
        var difference = unchecked((UInt128)from - what - (borrow ? 1UL : 0));
        from = unchecked((ulong)difference);
        return difference >> 64 != 0;
    }
}
