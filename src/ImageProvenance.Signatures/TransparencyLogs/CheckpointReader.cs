using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ImageProvenance.Signatures;

/// <summary>Reads checkpoints, by the letter: what the formats leave open here, readers would read differently.</summary>
/// <remarks>C2SP signed-note, "Format", and tlog-checkpoint, "Note text". Extension lines are allowed and not interpreted.</remarks>
internal static class CheckpointReader
{
    private const int MaxBytes = 64 << 10;
    private const int MaxLines = 100;
    private const int MaxSignatures = 64;
    private const int KeyIdBytes = 4;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // An em dash and a space.
    private static ReadOnlySpan<byte> SignaturePrefix => "\u2014 "u8;

    public static Checkpoint Read(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var bytes = Encode(note);
        int blank = bytes.Span.IndexOf("\n\n"u8);
        if (blank < 0 || bytes.Span[^1] != '\n')
            throw Invalid("has no blank line between text and signatures, or no line end at its end");
        if (bytes.Span.Count((byte)'\n') > MaxLines)
            throw Invalid("has too many lines", $"at most {MaxLines}");

        var text = bytes[..(blank + 1)];
        var rest = text;
        var origin = TakeLine(ref rest);
        var size = TakeLine(ref rest);
        var root = TakeLine(ref rest);
        return new()
        {
            Text = text,
            Origin = origin.Length > 0 ? Encoding.UTF8.GetString(origin.Span) : throw Invalid("names no origin"),
            Size = ReadSize(size.Span),
            RootHash = StrictBase64.Decode(root.Span) is { Length: SHA256.HashSizeInBytes } hash ? hash : throw Invalid("has no root hash", "32 bytes in standard base64"),
            Signatures = ReadSignatures(bytes[(blank + 2)..]),
        };
    }

    private static ReadOnlyMemory<byte> Encode(string note)
    {
        foreach (char c in note)
            if (c != '\n' && char.IsControl(c))
                throw Invalid("has control characters");
        try
        {
            return StrictUtf8.GetByteCount(note) is > 0 and <= MaxBytes and var size
                ? StrictUtf8.GetBytes(note)
                : throw Invalid("is empty or too large", $"1 to {MaxBytes} bytes", $"{size} bytes");
        }
        catch (EncoderFallbackException e)
        {
            throw new MalformedContentException(new Failure("invalid-checkpoint", "A checkpoint is no Unicode text."), e);
        }
    }

    private static long ReadSize(ReadOnlySpan<byte> line)
    {
        bool isCanonical = line is [(byte)'0'] or [>= (byte)'1' and <= (byte)'9', ..];
        return isCanonical && Utf8Parser.TryParse(line, out long size, out int used) && used == line.Length
            ? size
            : throw Invalid("has no size", "a decimal number without leading zeros");
    }

    private static NoteSignature[] ReadSignatures(ReadOnlyMemory<byte> lines)
    {
        int count = lines.Span.Count((byte)'\n');
        if (count is 0 or > MaxSignatures)
            throw Invalid("has no signature, or too many", $"1 to {MaxSignatures}", $"{count}");
        var signatures = new NoteSignature[count];
        foreach (ref var signature in signatures.AsSpan())
            signature = ReadSignature(TakeLine(ref lines).Span);
        return signatures;
    }

    private static NoteSignature ReadSignature(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(SignaturePrefix))
            throw Invalid("has a line among its signatures that is none", "an em dash, a space, a name, a space, base64");
        line = line[SignaturePrefix.Length..];
        int space = line.IndexOf((byte)' ');
        string name = space > 0 ? Encoding.UTF8.GetString(line[..space]) : "";
        if (name.Length == 0 || name.Contains('+') || name.Any(char.IsWhiteSpace))
            throw Invalid("has a signature without a name of a key");
        return StrictBase64.Decode(line[(space + 1)..]) is { Length: > KeyIdBytes } bytes
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(KeyIdBytes))
            : throw Invalid("has a signature that is none", "more than 4 bytes in standard base64");
    }

    // Every line ends, or there is nothing left and the line is empty.
    private static ReadOnlyMemory<byte> TakeLine(ref ReadOnlyMemory<byte> rest)
    {
        int end = rest.Span.IndexOf((byte)'\n');
        var line = rest[..Math.Max(end, 0)];
        rest = rest[(end + 1)..];
        return line;
    }

    private static MalformedContentException Invalid(string problem, string? expected = null, string? actual = null) =>
        new("invalid-checkpoint", $"A checkpoint {problem}.", expected, actual);
}
