using System.Globalization;
using System.Text;

namespace ImageProvenance.Testing;

/// <summary>Documents that are well formed and far too much, in parts that are written as they are read.</summary>
internal static class HostileJson
{
    /// <summary>Arrays in arrays, deeper than any stack, with the closing brackets.</summary>
    public static byte[] Deep(string head) =>
        [.. Encoding.ASCII.GetBytes(head), .. Enumerable.Repeat((byte)'[', 100_000), .. Enumerable.Repeat((byte)']', 100_000), (byte)'}'];

    /// <summary>An index of so many descriptors, each of a manifest that is nowhere.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Index(int count) =>
        List($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[""", count, MediaTypes.OciManifest);

    /// <summary>A manifest of so many layers as cosign's signatures are, each of a blob that is nowhere.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Manifest(int count) => List(
        $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{"mediaType":"{{MediaTypes.OciConfig}}","digest":"{{Numbered(0)}}","size":2},"layers":[""",
        count,
        MediaTypes.CosignSimpleSigning);

    public static byte[] Whole(IEnumerable<ReadOnlyMemory<byte>> parts) => [.. parts.SelectMany(part => part.ToArray())];

    private static IEnumerable<ReadOnlyMemory<byte>> List(string head, int count, string mediaType)
    {
        var text = new StringBuilder(head);
        for (int i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"mediaType":"{{mediaType}}","digest":"{{Numbered(i)}}","size":100}""");
            if (text.Length < 64 << 10)
                continue;
            yield return Encoding.ASCII.GetBytes(text.ToString());
            text.Clear();
        }

        yield return Encoding.ASCII.GetBytes(text.Append("]}").ToString());
    }

    private static string Numbered(int number) => $"sha256:{number.ToString("x64", CultureInfo.InvariantCulture)}";
}
