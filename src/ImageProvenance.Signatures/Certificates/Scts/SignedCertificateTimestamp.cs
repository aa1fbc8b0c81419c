using System.Buffers.Binary;

namespace ImageProvenance.Signatures;

/// <summary>A log's promise to publish a certificate, as it is embedded there: slices. Nothing of it is verified.</summary>
/// <remarks>RFC 6962, 3.2 and 3.3.</remarks>
internal readonly struct SignedCertificateTimestamp
{
    private const int LogIdBytes = 32;

    /// <summary>The most timestamps of one certificate: Fulcio's have one.</summary>
    public const int MaxCount = 16;

    /// <summary>The log, by the SHA-256 of its key.</summary>
    public required ReadOnlyMemory<byte> LogId { get; init; }

    /// <summary>The time in milliseconds since 1970, 8 bytes, big-endian.</summary>
    public required ReadOnlyMemory<byte> Timestamp { get; init; }

    /// <summary>The extensions: signed, and otherwise not looked at.</summary>
    public required ReadOnlyMemory<byte> Extensions { get; init; }

    /// <summary>The hash and the signature algorithm, a byte each (RFC 5246, 7.4.1.4.1).</summary>
    public required ReadOnlyMemory<byte> Algorithm { get; init; }

    /// <summary>The signature.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The time; null where it is later than the calendar goes.</summary>
    public DateTimeOffset? Time => BinaryPrimitives.ReadUInt64BigEndian(Timestamp.Span) is var milliseconds && milliseconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
        : null;

    /// <summary>Reads the list in a certificate: each timestamp unread, none where the certificate has no list.</summary>
    /// <exception cref="MalformedContentException">The list is malformed or too long (<c>invalid-certificate</c>).</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ReadList(Certificate certificate)
    {
        if (!certificate.TryFindExtension(Oids.EmbeddedScts, out var extension, out _))
            return [];
        var list = DerReader.Parse(extension, "invalid-certificate", "The list of certificate timestamps is malformed.", static (ref reader) => reader.ReadOctetString());

        var outer = new TlsReader(list);
        if (!outer.TryTakeVector16(out var content) || !outer.IsAtEnd || content.IsEmpty)
            throw Malformed();
        var timestamps = new List<ReadOnlyMemory<byte>>(1);
        for (var reader = new TlsReader(content); !reader.IsAtEnd;)
        {
            if (timestamps.Count == MaxCount || !reader.TryTakeVector16(out var timestamp))
                throw Malformed();
            timestamps.Add(timestamp);
        }

        return timestamps;
    }

    /// <summary>Reads one timestamp of version 1, whole; false where it is none.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> serialized, out SignedCertificateTimestamp timestamp)
    {
        timestamp = default;
        var reader = new TlsReader(serialized);
        if (!reader.TryTake(1, out var version) || version.Span[0] != 0
            || !reader.TryTake(LogIdBytes, out var logId)
            || !reader.TryTake(sizeof(ulong), out var time)
            || !reader.TryTakeVector16(out var extensions)
            || !reader.TryTake(2, out var algorithm)
            || !reader.TryTakeVector16(out var signature)
            || !reader.IsAtEnd)
            return false;
        timestamp = new() { LogId = logId, Timestamp = time, Extensions = extensions, Algorithm = algorithm, Signature = signature };
        return true;
    }

    private static MalformedContentException Malformed() =>
        new("invalid-certificate", "The list of certificate timestamps is malformed, empty or too long.", $"1 to {MaxCount} timestamps", null);
}
