using System.Text;
using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Values that tests need and do not care about.</summary>
internal static class Some
{
    public const string Sbom = "https://spdx.dev/Document";

    public static Digest Image { get; } = Digest.Of("an image"u8);

    public static Digest OtherImage { get; } = Digest.Of("another image"u8);

    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static TestKey Key { get; } = TestKey.Ecdsa();

    public static TestKey OtherKey { get; } = TestKey.Ecdsa();

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static PublicKey Public(TestKey key, string? algorithm = null) => PublicKey.FromPem(key.PublicKeyPem, algorithm);

    public static TrustPlan Trust(params IEnumerable<TestKey> keys) => new(keys.Select(key => Public(key)));
}
