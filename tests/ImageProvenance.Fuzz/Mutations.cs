namespace ImageProvenance.Fuzz;

/// <summary>The ways in which input is changed. None changes what it is given; all but <see cref="Insert"/> need a byte at least.</summary>
internal static class Mutations
{
    private const int MaxRepeats = 64;

    private static readonly byte[] Edges = [0x00, 0x01, 0x02, 0x7F, 0x80, 0x81, 0x82, 0x84, 0x88, 0xFF, 0x30, 0x31, 0xA0, (byte)'"', (byte)'\\', (byte)'\n'];

    public static byte[] FlipBits(byte[] input, Random random)
    {
        byte[] changed = [.. input];
        for (int count = random.Next(1, 9); count > 0; count--)
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    public static byte[] SetByte(byte[] input, Random random)
    {
        byte[] changed = [.. input];
        changed[random.Next(changed.Length)] = Edges[random.Next(Edges.Length)];
        return changed;
    }

    public static byte[] Truncate(byte[] input, Random random) => input[..random.Next(input.Length)];

    public static byte[] Delete(byte[] input, Random random)
    {
        var (start, end) = Part(input, random);
        return [.. input[..start], .. input[end..]];
    }

    public static byte[] Insert(byte[] input, Random random)
    {
        int at = random.Next(input.Length + 1);
        byte[] inserted = new byte[random.Next(1, 17)];
        random.NextBytes(inserted);
        return [.. input[..at], .. inserted, .. input[at..]];
    }

    public static byte[] Repeat(byte[] input, Random random)
    {
        var (start, end) = Part(input, random);
        var repeated = Enumerable.Repeat(input[start..end], random.Next(2, MaxRepeats)).SelectMany(part => part);
        return [.. input[..start], .. repeated, .. input[end..]];
    }

    public static byte[] Splice(byte[] input, byte[] other, Random random) =>
        [.. input[..random.Next(input.Length)], .. other[random.Next(other.Length + 1)..]];

    public static byte[] SetToken(byte[] input, Random random)
    {
        byte[] token = Tokens.All[random.Next(Tokens.All.Count)];
        int at = random.Next(input.Length);
        int over = random.Next(2) == 0 ? 0 : Math.Min(token.Length, input.Length - at);
        return [.. input[..at], .. token, .. input[(at + over)..]];
    }

    /// <summary>Sets a decimal number, where there is one, to one at the edge of a type.</summary>
    public static byte[] SetNumber(byte[] input, Random random)
    {
        int from = random.Next(input.Length);
        int start = input.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
            return SetToken(input, random);
        start += from;
        int end = start;
        while (end < input.Length && char.IsAsciiDigit((char)input[end]))
            end++;
        return [.. input[..start], .. Tokens.Numbers[random.Next(Tokens.Numbers.Count)], .. input[end..]];
    }

    /// <summary>Changes what may be the length of a value in DER: it is behind a byte that is one of the common tags.</summary>
    public static byte[] SetLength(byte[] input, Random random)
    {
        int from = random.Next(input.Length);
        int at = input.AsSpan(from).IndexOfAny((byte[])[0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x13, 0x17, 0x18, 0x30, 0x31, 0xA0, 0xA3]) + 1 + from;
        if (at >= input.Length)
            return SetByte(input, random);
        byte[] length = Tokens.Lengths[random.Next(Tokens.Lengths.Count)];
        return random.Next(2) == 0
            ? [.. input[..at], (byte)((input[at] + random.Next(-2, 3)) & 0xFF), .. input[(at + 1)..]]
            : [.. input[..at], .. length, .. input[(at + 1)..]];
    }

    private static (int Start, int End) Part(byte[] input, Random random)
    {
        int start = random.Next(input.Length);
        return (start, random.Next(start + 1, Math.Min(input.Length, start + 256) + 1));
    }
}
