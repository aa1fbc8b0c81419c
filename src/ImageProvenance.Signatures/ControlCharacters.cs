namespace ImageProvenance.Signatures;

/// <summary>Finds characters that change how text looks or is split, in valid UTF-8.</summary>
/// <remarks>Unicode, general category Cc: U+0000 to U+001F, U+007F, and U+0080 to U+009F, which UTF-8 spells C2 80 to C2 9F.</remarks>
internal static class ControlCharacters
{
    public static bool AreIn(ReadOnlySpan<byte> utf8, bool exceptLineEnds = false)
    {
        for (int i = 0; i < utf8.Length; i++)
        {
            bool isControl = utf8[i] is < 0x20 or 0x7F || (utf8[i] == 0xC2 && utf8[i + 1] <= 0x9F);
            if (isControl && !(exceptLineEnds && utf8[i] == '\n'))
                return true;
        }

        return false;
    }
}
