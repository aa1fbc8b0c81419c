using System.IO.Compression;

namespace ImageProvenance.Testing;

// Content-Encoding, which nobody asked for.
public sealed partial class Misbehaviour
{
    private static readonly Lazy<byte[]> Bomb = new(() => Compress(new byte[16 << 20]));

    /// <summary>
    /// Every body unpacks to 8 GiB: 512 parts of gzip, 16 MiB of zeros each. A client asks for no compression, and unpacks none.
    /// </summary>
    public static Misbehaviour GzipBomb { get; } = Altering("gzip-bomb", RegistryParts.All, (_, response) =>
        (response with { OpenBody = () => HostileBody.Of(Enumerable.Repeat<ReadOnlyMemory<byte>>(Bomb.Value, 512)) }).With("Content-Encoding", "gzip"));

    /// <summary>Every body is compressed, as the header says, though nobody asked for it. A client that does not unpack it says so.</summary>
    public static Misbehaviour UnaskedGzip { get; } = AlteringContent("unasked-gzip", RegistryParts.All, (_, response) =>
        (response with { Body = Compress(response.Body.Span) }).With("Content-Encoding", "gzip"));

    private static Misbehaviour[] Encodings => [GzipBomb, UnaskedGzip];

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
