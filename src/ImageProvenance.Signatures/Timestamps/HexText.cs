namespace ImageProvenance.Signatures;

/// <summary>Shows bytes of others in messages, without letting them make a message long.</summary>
internal static class HexText
{
    private const int MaxBytes = 64;

    public static string Of(ReadOnlySpan<byte> bytes) => bytes.Length <= MaxBytes ? Convert.ToHexStringLower(bytes) : $"{bytes.Length} bytes";
}
