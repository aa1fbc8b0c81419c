using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Reads the content of one DER value.</summary>
internal delegate T DerParser<out T>(ref DerReader der);

/// <summary>
/// A forward-only reader of DER that other people wrote: copies nothing, and refuses whatever is not DER. Values that are
/// kept stay slices of what was received. Not thread-safe: a reader belongs to one call.
/// </summary>
/// <remarks>ITU-T X.690. Errors are <see cref="AsnContentException"/> within, and what <see cref="Parse"/> says outside.</remarks>
internal struct DerReader(ReadOnlyMemory<byte> der)
{
    private const AsnEncodingRules Der = AsnEncodingRules.DER;

    private ReadOnlyMemory<byte> _rest = der;

    /// <summary>Whether something is left.</summary>
    public readonly bool HasData => !_rest.IsEmpty;

    /// <summary>What is left, encoded.</summary>
    public readonly ReadOnlyMemory<byte> Rest => _rest;

    /// <summary>Parses a whole value; what is left after it is refused.</summary>
    /// <exception cref="MalformedContentException">The bytes are not DER of the shape that is read: with the code and message given.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> der, string code, string message, DerParser<T> parse)
    {
        try
        {
            var reader = new DerReader(der);
            var value = parse(ref reader);
            reader.End();
            return value;
        }
        catch (AsnContentException e)
        {
            throw new MalformedContentException(new Failure(code, message, "DER of its format", e.Message), e);
        }
    }

    /// <summary>The error of a value that is DER and still not what its format has.</summary>
    public static AsnContentException Invalid(string problem) => new(problem);

    /// <summary>Whether the next value has a tag, whatever its encoding.</summary>
    public readonly bool NextIs(Asn1Tag tag) => HasData && Asn1Tag.Decode(_rest.Span, out _).HasSameClassAndValue(tag);

    /// <summary>Refuses what is left.</summary>
    public readonly void End()
    {
        if (HasData)
            throw Invalid("There is more than the format has.");
    }

    /// <summary>Enters a sequence.</summary>
    public DerReader ReadSequence(Asn1Tag? tag = null)
    {
        AsnDecoder.ReadSequence(_rest.Span, Der, out int offset, out int length, out int consumed, tag);
        return new(Take(offset, length, consumed));
    }

    /// <summary>Enters a set.</summary>
    public DerReader ReadSet(Asn1Tag? tag = null)
    {
        AsnDecoder.ReadSetOf(_rest.Span, Der, out int offset, out int length, out int consumed, skipSortOrderValidation: false, tag);
        return new(Take(offset, length, consumed));
    }

    /// <summary>Takes a value as it is encoded, of any kind or of the one that is demanded.</summary>
    public ReadOnlyMemory<byte> ReadEncoded(Asn1Tag? tag = null)
    {
        if (tag is { } demanded && !NextIs(demanded))
            throw Invalid("A value is of another kind than the format has.");
        AsnDecoder.ReadEncodedValue(_rest.Span, Der, out _, out _, out int consumed);
        return Take(0, consumed, consumed);
    }

    /// <summary>Takes all that is left as it is.</summary>
    public ReadOnlyMemory<byte> ReadRest() => Take(0, _rest.Length, _rest.Length);

    /// <summary>Reads an object identifier as its content bytes, to be compared with those in <see cref="Oids"/>.</summary>
    public ReadOnlyMemory<byte> ReadOid()
    {
        if (_rest.Span is not [0x06, ..])
            throw Invalid("An object identifier is missing.");
        AsnDecoder.ReadEncodedValue(_rest.Span, Der, out int offset, out int length, out int consumed);
        return IsOid(_rest.Span.Slice(offset, length)) ? Take(offset, length, consumed) : throw Invalid("An object identifier is malformed.");
    }

    /// <summary>Reads an octet string.</summary>
    public ReadOnlyMemory<byte> ReadOctetString(Asn1Tag? tag = null)
    {
        if (!AsnDecoder.TryReadPrimitiveOctetString(_rest.Span, Der, out var value, out int consumed, tag))
            throw Invalid("An octet string is not primitive.");
        return Take(value, consumed);
    }

    /// <summary>Reads a bit string of whole bytes.</summary>
    public ReadOnlyMemory<byte> ReadBitString(Asn1Tag? tag = null)
    {
        if (!AsnDecoder.TryReadPrimitiveBitString(_rest.Span, Der, out int unused, out var value, out int consumed, tag) || unused != 0)
            throw Invalid("A bit string has no whole bytes.");
        return Take(value, consumed);
    }

    /// <summary>Reads a bit string of flags: the first bit is the highest of the first byte.</summary>
    public int ReadFlags()
    {
        if (!AsnDecoder.TryReadPrimitiveBitString(_rest.Span, Der, out _, out var value, out int consumed))
            throw Invalid("Flags are no primitive bit string.");
        int flags = (value.Length > 0 ? value[0] << 8 : 0) | (value.Length > 1 ? value[1] : 0);
        Take(0, 0, consumed);
        return flags;
    }

    /// <summary>Reads an integer as its content bytes, two's complement, big-endian.</summary>
    public ReadOnlyMemory<byte> ReadInteger(Asn1Tag? tag = null)
    {
        var value = AsnDecoder.ReadIntegerBytes(_rest.Span, Der, out int consumed, tag);
        return Take(value, consumed);
    }

    /// <summary>Reads an integer that fits 32 bits.</summary>
    public int ReadInt32(Asn1Tag? tag = null)
    {
        if (!AsnDecoder.TryReadInt32(_rest.Span, Der, out int value, out int consumed, tag))
            throw Invalid("A number is too large.");
        Take(0, 0, consumed);
        return value;
    }

    /// <summary>Reads a boolean.</summary>
    public bool ReadBoolean()
    {
        bool value = AsnDecoder.ReadBoolean(_rest.Span, Der, out int consumed);
        Take(0, 0, consumed);
        return value;
    }

    /// <summary>Reads a time of a certificate, UTC: UTCTime until 2049, then GeneralizedTime.</summary>
    /// <remarks>RFC 5280, 4.1.2.5.</remarks>
    public DateTimeOffset ReadTime()
    {
        var value = NextIs(Asn1Tag.UtcTime)
            ? AsnDecoder.ReadUtcTime(_rest.Span, Der, out int consumed, 2049)
            : AsnDecoder.ReadGeneralizedTime(_rest.Span, Der, out consumed);
        Take(0, 0, consumed);
        return value;
    }

    /// <summary>Reads text.</summary>
    public string ReadText(UniversalTagNumber encoding, Asn1Tag? tag = null)
    {
        string value = AsnDecoder.ReadCharacterString(_rest.Span, Der, encoding, out int consumed, tag);
        Take(0, 0, consumed);
        return value;
    }

    /// <summary>Takes the content of a primitive value, whatever it means.</summary>
    public ReadOnlyMemory<byte> ReadContent(Asn1Tag tag)
    {
        var actual = AsnDecoder.ReadEncodedValue(_rest.Span, Der, out int offset, out int length, out int consumed);
        return actual == tag ? Take(offset, length, consumed) : throw Invalid("A value has another tag than the format has.");
    }

    // X.690, 8.19: numbers of 7 bits a byte, the last with a clear high bit, none with a leading zero.
    private static bool IsOid(ReadOnlySpan<byte> content)
    {
        bool isStart = true;
        foreach (byte next in content)
        {
            if (isStart && next == 0x80)
                return false;
            isStart = next < 0x80;
        }

        return isStart && content.Length > 0;
    }

    private ReadOnlyMemory<byte> Take(int offset, int length, int consumed)
    {
        var value = _rest.Slice(offset, length);
        _rest = _rest[consumed..];
        return value;
    }

    // The decoder hands out a slice of what it was given: the same slice of what is kept. Empty ones overlap nothing.
    private ReadOnlyMemory<byte> Take(ReadOnlySpan<byte> value, int consumed)
    {
        if (!_rest.Span.Overlaps(value, out int offset))
            offset = 0;
        return Take(offset, value.Length, consumed);
    }
}
