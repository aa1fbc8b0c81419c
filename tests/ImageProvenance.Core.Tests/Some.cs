using System.Text;

namespace ImageProvenance.Core.Tests;

/// <summary>Values that tests need and do not care about.</summary>
internal static class Some
{
    public const string Sha256Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static Digest Sha256 { get; } = Digest.Parse("sha256:" + Sha256Hex);

    public static Digest Sha512 { get; } = Digest.Parse("sha512:" + Sha256Hex + Sha256Hex);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static VerifiedBytes Content(string text) => VerifiedBytes.Hash(Utf8(text));

    /// <summary>The descriptor that truly describes some bytes.</summary>
    public static Descriptor DescriptorOf(byte[] bytes, string mediaType = MediaTypes.OciManifest) =>
        new(mediaType, Digest.Of(bytes), bytes.Length);
}
