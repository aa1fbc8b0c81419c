namespace ImageProvenance.Signatures;

/// <summary>A hash in the body of a log entry: the algorithm's name and the hash, in hexadecimal characters or base64. Empty where it is missing.</summary>
internal readonly record struct LoggedHash(ReadOnlyMemory<byte> Algorithm, ReadOnlyMemory<byte> Value)
{
    private static readonly JsonMembers HexMembers = new("algorithm", "value");
    private static readonly JsonMembers Base64Members = new("algorithm", "digest");

    /// <summary>Reads a hash as the first Rekor writes it, in hexadecimal characters.</summary>
    public static LoggedHash ReadHex(ref StrictJsonReader json) => Read(ref json, HexMembers);

    /// <summary>Reads a hash as the second Rekor writes it, in base64.</summary>
    public static LoggedHash ReadBase64(ref StrictJsonReader json) => Read(ref json, Base64Members);

    /// <summary>Whether this is a SHA-256 in lower-case hexadecimal characters, and the one given.</summary>
    public bool IsSha256(ReadOnlySpan<byte> hash) => Algorithm.Span.SequenceEqual("sha256"u8) && IsHexOf(hash);

    /// <summary>Whether the hash is this one, in lower-case hexadecimal characters.</summary>
    public bool IsHexOf(ReadOnlySpan<byte> hash)
    {
        Span<byte> hex = stackalloc byte[128];
        return Convert.TryToHexStringLower(hash, hex, out int written) && Value.Span.SequenceEqual(hex[..written]);
    }

    /// <inheritdoc />
    public override string ToString() => $"{EntryBody.Describe(Algorithm.Span)}:{EntryBody.Describe(Value.Span)}";

    private static LoggedHash Read(ref StrictJsonReader json, JsonMembers members)
    {
        LoggedHash hash = default;
        var scope = json.BeginObject(members);
        while (json.NextMember(ref scope) is { } member)
        {
            var text = EntryBody.ReadPlainText(ref json);
            hash = member == "algorithm" ? hash with { Algorithm = text } : hash with { Value = text };
        }

        return hash;
    }
}
