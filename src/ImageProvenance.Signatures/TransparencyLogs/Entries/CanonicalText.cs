namespace ImageProvenance.Signatures;

/// <summary>
/// Compares a text with what it has to be, part after part from its start: the same as writing that text anew and comparing
/// the two, without writing it.
/// </summary>
internal ref struct CanonicalText(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Whether the next part is this text; it is passed if so.</summary>
    public bool Has(ReadOnlySpan<byte> text)
    {
        bool has = _rest.StartsWith(text);
        _rest = has ? _rest[text.Length..] : _rest;
        return has;
    }

    /// <summary>Whether the next part is a JSON string of this text, which needs no escapes; it is passed if so.</summary>
    public bool HasString(ReadOnlySpan<byte> text) => Has("\""u8) && Has(text) && Has("\""u8);

    /// <summary>Whether the next part is a JSON string of the bytes in base64; it is passed if so.</summary>
    public bool HasBase64(ReadOnlySpan<byte> bytes)
    {
        if (!Has("\""u8))
            return false;
        int end = _rest.IndexOf((byte)'"');
        if (end < 0 || !StrictBase64.IsOf(_rest[..end], bytes))
            return false;
        _rest = _rest[(end + 1)..];
        return true;
    }
}
