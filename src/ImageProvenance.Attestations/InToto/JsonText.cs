namespace ImageProvenance.Attestations;

/// <summary>What statements and predicates add to the rules of JSON.</summary>
internal static class JsonText
{
    /// <summary>Reads a string; an empty one is an absent one.</summary>
    /// <remarks>in-toto attestation 1.0, field_types.md, and SLSA 1.0: unset, null and empty are equal.</remarks>
    public static string? ReadText(this ref StrictJsonReader json) => json.ReadString() is { Length: > 0 } text ? text : null;

    /// <summary>Whether a value taken raw says nothing: absent, or an object or array without members.</summary>
    public static bool IsNothing(this ReadOnlyMemory<byte> raw)
    {
        var value = raw.Span;
        return value.IsEmpty || (value[0] is (byte)'{' or (byte)'[' && value[1..^1].Trim(" \t\r\n"u8).IsEmpty);
    }
}
