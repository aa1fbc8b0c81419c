using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Core.Tests;

/// <summary>Random values of the formats: well-formed ones, and documents that somebody bent.</summary>
internal static class Generators
{
    private static readonly Gen<char> LowerOrDigit = Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789".ToCharArray());
    private static readonly Gen<char> TagChar = Gen.Elements("abcXYZ0189._-".ToCharArray());

    private static readonly Gen<string> Component =
        from first in TextOf(LowerOrDigit, 1, 12)
        from separator in Gen.Elements("", ".", "_", "__", "-", "---")
        from last in TextOf(LowerOrDigit, 1, 12)
        select first + separator + last;

    private static readonly Gen<string> Host =
        Gen.Elements("", "localhost/", "localhost:5000/", "GHCR.io/", "e.com:443/", "docker.io/", "index.docker.io/", "127.0.0.1/", "[::1]:5000/", "Host/");

    public static Gen<Digest> Digests { get; } =
        from algorithm in Gen.Elements(DigestAlgorithm.Sha256, DigestAlgorithm.Sha512)
        from bytes in Gen.Choose(0, 255).ArrayOf()
        select Digest.Of([.. bytes.Select(b => (byte)b)], algorithm);

    public static Gen<string> References { get; } =
        from host in Host
        from components in Gen.Choose(1, 4).SelectMany(count => Component.ArrayOf(count))
        where host.Length > 0 || !components[0].Contains('.') // That would be a registry, and not each a good one.
        from tag in Optional(":", from first in Gen.Elements("a", "Z", "_", "9") from rest in TextOf(TagChar, 0, 30) select first + rest)
        from digest in Optional("@", Digests.Select(d => d.ToString()))
        select host + string.Join('/', components) + tag + digest;

    public static Gen<string> Locations { get; } = Gen.OneOf(
        References,
        from scheme in Gen.Elements("oci:", "oci-archive:", "own:")
        from path in Gen.Elements("dir", "/a/b c", "./x.tar", @"C:\images\a", "D:/b", "a@b", "\u00e9")
        from name in Optional(":", Gen.Elements("1.2", "ghcr.io/acme/app:1", "a@b", "\u00e9 x"))
        from digest in Optional("@", Digests.Select(d => d.ToString()))
        select scheme + path + name + digest);

    /// <summary>Any bytes: random ones, JSON of random pieces, and good documents with something changed.</summary>
    public static Gen<byte[]> Documents { get; } = Gen.OneOf(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(),
        JsonPieces(),
        Bent(ManifestJson.Manifest(more: ""","subject":{"digest":"sha256:0"},"annotations":{"a":"b"}""")),
        Bent(ManifestJson.Index(ManifestJson.Manifest(), [])),
        Bent(Some.Utf8($$"""{"os":"linux","architecture":"arm","rootfs":{"type":"layers","diff_ids":["{{ManifestJson.Digest}}"]},"config":{"Labels":{"a":"b"} },"x":["\u00e9",{"y":null} ]}""")));

    public static Gen<byte[]> Contents { get; } = Gen.Choose(0, 255).Select(b => (byte)b).NonEmptyListOf().Select(bytes => bytes.ToArray());

    private static Gen<byte[]> JsonPieces() => Gen.Elements(
            "{", "}", "[", "]", ",", ":", "null", "true", "1", "-1.5e9", "\"\"", "\"layers\"", "\"config\"", "\"manifests\"", "\"schemaVersion\":2",
            "\"digest\"", "\"size\"", "\"rootfs\"", "\"diff_ids\"", "\"Labels\"", "\"data\"", "\"\\ud800\"", "\"\\u0061\"", "\"" + ManifestJson.Digest + "\"", " ")
        .ArrayOf().Select(pieces => Some.Utf8(string.Concat(pieces)));

    private static Gen<byte[]> Bent(byte[] good) =>
        from at in Gen.Choose(0, good.Length - 1)
        from value in Gen.Choose(0, 255)
        from way in Gen.Choose(0, 3)
        select way switch
        {
            0 => [.. good[..at], (byte)value, .. good[(at + 1)..]],
            1 => [.. good[..at], (byte)value, .. good[at..]],
            2 => [.. good[..at], .. good[(at + 1)..]],
            _ => good[..at],
        };

    private static Gen<string> TextOf(Gen<char> chars, int least, int most) =>
        Gen.Choose(least, most).SelectMany(count => chars.ArrayOf(count)).Select(text => new string(text));

    private static Gen<string> Optional(string prefix, Gen<string> text) =>
        Gen.OneOf(Gen.Constant(""), text.Select(value => prefix + value));
}
