using System.Formats.Tar;

namespace ImageProvenance.Oci.Tests;

/// <summary>An image layout in a folder of its own, gone after the test.</summary>
internal sealed class LayoutFolder : IDisposable
{
    public LayoutFolder()
    {
        Write("oci-layout", """{"imageLayoutVersion":"1.0.0"}""");
        Index();
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("image-layout-").FullName;

    public LayoutFolder Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public LayoutFolder Write(string name, byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public LayoutFolder Index(params string[] listed) => Write("index.json", Content.Index(listed).Bytes);

    public LayoutFolder Blobs(params Content[] blobs)
    {
        foreach (var blob in blobs)
            Write(PathOf(blob.Digest), blob.Bytes);
        return this;
    }

    public static string PathOf(Digest digest) => $"blobs/sha256/{digest.Hex}";

    /// <summary>The same as an archive beside the layout's files.</summary>
    public string Archive(TarEntryFormat format = TarEntryFormat.Ustar, string prefix = "")
    {
        string path = System.IO.Path.Combine(Path, "layout.tar");
        File.Delete(path);
        string[] files = [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Order()];
        using var stream = File.Create(path);
        using var tar = new TarWriter(stream, format);
        foreach (string file in files)
            tar.WriteEntry(file, prefix + System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'));
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
