using System.Buffers.Text;
using System.Text;

namespace ImageProvenance.Fuzz;

/// <summary>Changes input: one to four changes, also within base64, by the numbers of a seeded generator.</summary>
internal static class Mutator
{
    private const int MaxBytes = 256 << 10;
    private const int MaxChanges = 4;
    private const int MinBase64 = 16;

    /// <summary>Changes input.</summary>
    /// <param name="input">The input, which stays as it is.</param>
    /// <param name="other">Other input, parts of which may come in.</param>
    /// <param name="random">The generator.</param>
    public static byte[] Change(byte[] input, byte[] other, Random random)
    {
        byte[] changed = input;
        for (int count = random.Next(1, MaxChanges + 1); count > 0; count--)
            changed = random.Next(3) == 0 && ChangeWithinBase64(changed, other, random) is { } within ? within : ChangeOnce(changed, other, random);
        return changed.Length <= MaxBytes ? changed : changed[..MaxBytes];
    }

    private static byte[] ChangeOnce(byte[] input, byte[] other, Random random) => input.Length == 0
        ? Mutations.Insert(input, random)
        : random.Next(10) switch
        {
            0 => Mutations.FlipBits(input, random),
            1 => Mutations.SetByte(input, random),
            2 => Mutations.Truncate(input, random),
            3 => Mutations.Delete(input, random),
            4 => Mutations.Insert(input, random),
            5 => Mutations.Repeat(input, random),
            6 => Mutations.Splice(input, other, random),
            7 => Mutations.SetToken(input, random),
            8 => Mutations.SetNumber(input, random),
            _ => Mutations.SetLength(input, random),
        };

    // The certificates, tokens and entries in JSON are base64: changed there alone, hardly anything would be reached.
    private static byte[]? ChangeWithinBase64(byte[] input, byte[] other, Random random)
    {
        if (input.Length == 0)
            return null;
        int at = random.Next(input.Length);
        int start = at, end = at;
        while (start > 0 && IsBase64(input[start - 1]))
            start--;
        while (end < input.Length && IsBase64(input[end]))
            end++;
        if (end - start < MinBase64 || !Base64.IsValid(input.AsSpan(start, end - start)))
            return null;

        byte[] decoded = Convert.FromBase64String(Encoding.ASCII.GetString(input, start, end - start));
        string encoded = Convert.ToBase64String(ChangeOnce(decoded, other, random));
        return [.. input[..start], .. Encoding.ASCII.GetBytes(encoded), .. input[end..]];
    }

    private static bool IsBase64(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' or (byte)'=';
}
