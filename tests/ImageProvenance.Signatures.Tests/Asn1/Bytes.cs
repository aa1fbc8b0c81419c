using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Bytes for properties: any, or good ones with one change.</summary>
internal static class Bytes
{
    public static Gen<byte[]> Any() => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf();

    public static Gen<byte[]> Bent(byte[] good) =>
        from at in Gen.Choose(0, good.Length - 1)
        from value in Gen.Choose(0, 255)
        from way in Gen.Choose(0, 4)
        select way switch
        {
            0 => (byte[])[.. good[..at], (byte)value, .. good[(at + 1)..]],
            1 => [.. good[..at], (byte)(good[at] ^ (1 << (value % 8))), .. good[(at + 1)..]],
            2 => [.. good[..at], (byte)value, .. good[at..]],
            3 => [.. good[..at], .. good[(at + 1)..]],
            _ => good[..at],
        };
}
