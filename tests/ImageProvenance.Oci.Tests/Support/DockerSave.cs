using System.Formats.Tar;
using System.Text;

namespace ImageProvenance.Oci.Tests;

/// <summary>
/// What <c>docker save</c> writes since Docker 25: an image layout and, in the same tar, the older <c>manifest.json</c>
/// that names configuration, tags and layers; folders are entries too.
/// </summary>
internal static class DockerSave
{
    public static string Write(string folder, params (Content Image, Content Config, string Repository, string Tag)[] images)
    {
        string path = Path.Combine(folder, "saved.tar");
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        foreach (string name in (string[])["blobs/", "blobs/sha256/"])
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, name));
        foreach (var content in images.SelectMany(saved => new[] { saved.Image, saved.Config }).DistinctBy(content => content.Digest))
            Write(tar, $"blobs/sha256/{content.Digest.Hex}", content.Bytes);
        Write(tar, "index.json", Content.Index([.. images.Select(saved => saved.Image.Listed(annotations:
            [("io.containerd.image.name", $"{saved.Repository}:{saved.Tag}"), ("org.opencontainers.image.ref.name", saved.Tag)]))]).Bytes);
        Write(tar, "manifest.json", $"[{string.Join(',', images.Select(Legacy))}]");
        Write(tar, "oci-layout", """{"imageLayoutVersion":"1.0.0"}""");
        return path;
    }

    /// <summary>What it wrote before: the configuration by its digest, and a folder for each layer.</summary>
    public static string WriteLegacy(string folder, Content config)
    {
        string path = Path.Combine(folder, "legacy.tar");
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        string layer = new('a', 64);
        Write(tar, $"{config.Digest.Hex}.json", config.Bytes);
        tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, $"{layer}/"));
        Write(tar, $"{layer}/VERSION", "1.0");
        Write(tar, $"{layer}/layer.tar", "");
        tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, $"{new string('b', 64)}/layer.tar") { LinkName = $"../{layer}/layer.tar" });
        Write(tar, "manifest.json", $$"""[{"Config":"{{config.Digest.Hex}}.json","RepoTags":["acme/app:1"],"Layers":["{{layer}}/layer.tar"]}]""");
        Write(tar, "repositories", $$$"""{"acme/app":{"1":"{{{layer}}}"}}""");
        return path;
    }

    private static string Legacy((Content Image, Content Config, string Repository, string Tag) saved) =>
        $$"""{"Config":"blobs/sha256/{{saved.Config.Digest.Hex}}","RepoTags":["{{saved.Repository.Replace("docker.io/library/", "", StringComparison.Ordinal)}}:{{saved.Tag}}"],"Layers":[]}""";

    private static void Write(TarWriter tar, string name, string text) => Write(tar, name, Encoding.UTF8.GetBytes(text));

    private static void Write(TarWriter tar, string name, byte[] bytes) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });
}
