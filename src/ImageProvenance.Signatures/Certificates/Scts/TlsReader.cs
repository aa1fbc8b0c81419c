using System.Buffers.Binary;

namespace ImageProvenance.Signatures;

/// <summary>A forward-only reader of the presentation language of TLS: big-endian numbers, and vectors with their length in front.</summary>
/// <remarks>RFC 5246, 4.3 and 4.4. What does not fit is false, and leaves the reader where it was.</remarks>
internal struct TlsReader(ReadOnlyMemory<byte> data)
{
    private ReadOnlyMemory<byte> _rest = data;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Takes a number of bytes.</summary>
    public bool TryTake(int count, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        if (count > _rest.Length)
            return false;
        (bytes, _rest) = (_rest[..count], _rest[count..]);
        return true;
    }

    /// <summary>Takes a vector whose length is 16 bits.</summary>
    public bool TryTakeVector16(out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(_rest.Span, out ushort length) || length > _rest.Length - 2)
            return false;
        content = _rest.Slice(2, length);
        _rest = _rest[(2 + length)..];
        return true;
    }
}
