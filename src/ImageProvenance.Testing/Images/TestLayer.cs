using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ImageProvenance.Testing;

/// <summary>A layer of one small file, as a gzipped tar archive that container engines can unpack.</summary>
internal sealed class TestLayer
{
    private const string GzippedTar = "application/vnd.oci.image.layer.v1.tar+gzip";

    private TestLayer(TestContent content, Digest diffId) => (Content, DiffId) = (content, diffId);

    public TestContent Content { get; }

    /// <summary>The digest of the archive before compression.</summary>
    public Digest DiffId { get; }

    public static TestLayer OfFile(string path, string text)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            // A fixed time: the same image has the same digest whenever it is made.
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { ModificationTime = DateTimeOffset.UnixEpoch, DataStream = file });
        }

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(archive.GetBuffer(), 0, (int)archive.Length);
        return new(new(GzippedTar, compressed.ToArray()), Digest.Of(archive.ToArray()));
    }
}
