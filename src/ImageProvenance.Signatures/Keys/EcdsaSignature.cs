using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>
/// The DER encoding of an ECDSA signature, read by its rules to the letter: platforms differ in what else they let
/// through, such as a negative <c>s</c> for the positive number of the same bits.
/// </summary>
/// <remarks>RFC 3279, 2.2.3: <c>SEQUENCE { r INTEGER, s INTEGER }</c>. Wycheproof, "MissingZero".</remarks>
internal static class EcdsaSignature
{
    /// <summary>Turns DER into <c>r‖s</c>, each with the length of half of the span; false if it is no such signature.</summary>
    public static bool TryReadDer(ReadOnlySpan<byte> der, Span<byte> bare)
    {
        try
        {
            AsnDecoder.ReadSequence(der, AsnEncodingRules.DER, out int offset, out int length, out int consumed);
            if (consumed != der.Length)
                return false;
            var content = der.Slice(offset, length);
            int half = bare.Length / 2;
            return TryTakeInteger(ref content, bare[..half]) && TryTakeInteger(ref content, bare[half..]) && content.IsEmpty;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static bool TryTakeInteger(ref ReadOnlySpan<byte> content, Span<byte> number)
    {
        var bytes = AsnDecoder.ReadIntegerBytes(content, AsnEncodingRules.DER, out int consumed);
        content = content[consumed..];
        if ((bytes[0] & 0x80) != 0)
            return false;
        bytes = bytes[0] == 0 ? bytes[1..] : bytes;
        if (bytes.Length > number.Length)
            return false;
        number.Clear();
        bytes.CopyTo(number[^bytes.Length..]);
        return true;
    }
}
