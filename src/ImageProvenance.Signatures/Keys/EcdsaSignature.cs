using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>
/// The DER encoding of an ECDSA signature, read by its rules to the letter: platforms differ in what else they let
/// through, such as a negative <c>s</c> for the positive number of the same bits.
/// </summary>
/// <remarks>RFC 3279, 2.2.3: <c>SEQUENCE { r INTEGER, s INTEGER }</c>. Wycheproof, "MissingZero".</remarks>
internal static class EcdsaSignature
{
    /// <summary>Whether the bytes are that encoding, of two numbers that are not negative and fit the field.</summary>
    public static bool IsDer(ReadOnlySpan<byte> signature, int fieldBytes)
    {
        try
        {
            AsnDecoder.ReadSequence(signature, AsnEncodingRules.DER, out int offset, out int length, out int consumed);
            if (consumed != signature.Length)
                return false;
            var content = signature.Slice(offset, length);
            return TryTakeInteger(ref content, fieldBytes) && TryTakeInteger(ref content, fieldBytes) && content.IsEmpty;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static bool TryTakeInteger(ref ReadOnlySpan<byte> content, int fieldBytes)
    {
        var bytes = AsnDecoder.ReadIntegerBytes(content, AsnEncodingRules.DER, out int consumed);
        content = content[consumed..];
        if ((bytes[0] & 0x80) != 0)
            return false;
        return (bytes[0] == 0 ? bytes.Length - 1 : bytes.Length) <= fieldBytes;
    }
}
