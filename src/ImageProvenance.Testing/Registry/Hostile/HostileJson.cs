using System.Globalization;
using System.Text;

namespace ImageProvenance.Testing;

/// <summary>Documents that are well formed and far too much; what is made for them is made once.</summary>
internal static class HostileJson
{
    private const string IndexHead = $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[""";

    private static readonly Lazy<byte[]> ManyManifests = new(() => Descriptors(MediaTypes.OciManifest, 1000));
    private static readonly Lazy<byte[]> ManySignatures = new(() => Descriptors(MediaTypes.CosignSimpleSigning, 1000));

    private static string SignaturesHead { get; } =
        $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{"mediaType":"{{MediaTypes.OciConfig}}","digest":"{{Numbered(0)}}","size":2},"layers":[""";

    /// <summary>Arrays in arrays, deeper than any stack, with the closing brackets.</summary>
    public static byte[] Deep(string head) =>
        [.. Encoding.ASCII.GetBytes(head), .. Enumerable.Repeat((byte)'[', 100_000), .. Enumerable.Repeat((byte)']', 100_000), (byte)'}'];

    /// <summary>An index of so many manifests that are nowhere.</summary>
    public static byte[] Index(int count) => Whole(IndexHead, Descriptors(MediaTypes.OciManifest, count));

    /// <summary>A manifest of so many signatures as cosign makes them, that are nowhere.</summary>
    public static byte[] Signatures(int count) => Whole(SignaturesHead, Descriptors(MediaTypes.CosignSimpleSigning, count));

    /// <summary>An index of a million manifests, 160 MB, made of one part over and over.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> MillionManifests() => Million(IndexHead, ManyManifests.Value);

    /// <summary>A manifest of a million signatures, 180 MB, made of one part over and over.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> MillionSignatures() => Million(SignaturesHead, ManySignatures.Value);

    private static IEnumerable<ReadOnlyMemory<byte>> Million(string head, byte[] thousand)
    {
        yield return Encoding.ASCII.GetBytes(head);
        for (int i = 0; i < 1000; i++)
        {
            yield return thousand;
            yield return i < 999 ? ","u8.ToArray() : "]}"u8.ToArray();
        }
    }

    private static byte[] Whole(string head, byte[] descriptors) => [.. Encoding.ASCII.GetBytes(head), .. descriptors, .. "]}"u8];

    private static byte[] Descriptors(string mediaType, int count) => Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(0, count).Select(i =>
        $$"""{"mediaType":"{{mediaType}}","digest":"{{Numbered(i)}}","size":100}""")));

    private static string Numbered(int number) => $"sha256:{number.ToString("x64", CultureInfo.InvariantCulture)}";
}
