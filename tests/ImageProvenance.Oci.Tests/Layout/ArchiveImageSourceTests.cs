using System.Formats.Tar;
using System.IO.Compression;

namespace ImageProvenance.Oci.Tests;

public sealed class ArchiveImageSourceTests
{
    private static readonly Content Image = Content.Image();
    private static readonly Content Bundle = Content.Bundle("""{"bundle":1}""");
    private static readonly Content Referrer = Content.Carrier(Image, Bundle);

    private static LayoutFolder Layout() => new LayoutFolder().Blobs(Image, Referrer, Bundle).Index(Image.Named("1"));

    private static ImageLocationException NoImage(string location) => Assert.ThrowsAsync<ImageLocationException>(() => Reading.ResolveAsync(location))!;

    private static string Malformed(string location) => Assert.ThrowsAsync<MalformedContentException>(() => Reading.ResolveAsync(location))!.Failure.Code;

    [Test]
    public async Task Image_and_evidence_are_read_from_every_kind_of_tar(
        [Values(TarEntryFormat.V7, TarEntryFormat.Ustar, TarEntryFormat.Gnu, TarEntryFormat.Pax)] TarEntryFormat format, [Values("", "./")] string prefix)
    {
        using var layout = Layout();
        using var reader = Reading.Layout($"oci-archive:{layout.Archive(format, prefix)}:1");
        var found = await Reading.DiscoverAsync(reader, Reading.JudgedOnly);
        Assert.That(found.Image.Digest, Is.EqualTo(Image.Digest));
        Assert.That(found.Evidence.Single().Content!.Digest, Is.EqualTo(Bundle.Digest));
    }

    [TestCase(TarEntryFormat.Gnu)]
    [TestCase(TarEntryFormat.Pax)]
    public async Task Long_names_are_read(TarEntryFormat format)
    {
        var hash = Digest.Of(Image.Bytes, DigestAlgorithm.Sha512);
        using var layout = new LayoutFolder().Write($"blobs/sha512/{hash.Hex}", Image.Bytes);
        Assert.That((await Reading.ResolveAsync($"oci-archive:{layout.Archive(format)}@{hash}")).Digest, Is.EqualTo(hash));
    }

    [Test]
    public void What_is_no_plain_tar_is_refused_with_a_way_out()
    {
        using var layout = Layout();
        string tar = layout.Archive();
        string gzip = tar + ".gz";
        using (var compressed = new GZipStream(File.Create(gzip), CompressionLevel.Fastest))
            compressed.Write(File.ReadAllBytes(tar));
        Assert.That(NoImage($"oci-archive:{gzip}").Message, Does.Contain("gunzip"));
        Assert.That(NoImage($"oci-archive:{layout.Path}/none").Message, Does.Contain("no such file"));
        Assert.That(NoImage($"oci-archive:{layout.Path}").Message, Does.Contain("oci:"));
        Assert.That(NoImage($"oci-archive:{layout.Path}/index.json").Message, Does.Contain("no tar"));
    }

    [Test]
    public void An_archive_that_ends_early_or_is_damaged_is_malformed()
    {
        using var layout = Layout();
        string tar = layout.Archive();
        byte[] bytes = File.ReadAllBytes(tar);
        File.WriteAllBytes(tar, bytes[..^3000]);
        Assert.That(Malformed($"oci-archive:{tar}"), Is.EqualTo("malformed-archive").Or.EqualTo("content-missing"));
        File.WriteAllBytes(tar, bytes[..700]);
        Assert.That(Malformed($"oci-archive:{tar}"), Is.EqualTo("malformed-archive"));
    }

    [Test]
    public void Links_are_not_followed([Values(TarEntryType.SymbolicLink, TarEntryType.HardLink)] TarEntryType type)
    {
        using var layout = new LayoutFolder().Index(Image.Listed()).Write("elsewhere", Image.Bytes);
        string tar = Append(layout.Archive(), new PaxTarEntry(type, LayoutFolder.PathOf(Image.Digest)) { LinkName = "elsewhere" }, layout);
        Assert.That(Malformed($"oci-archive:{tar}"), Is.EqualTo("unsafe-link"));
    }

    [Test]
    public void A_second_index_is_refused()
    {
        using var layout = Layout();
        string tar = Append(layout.Archive(), new PaxTarEntry(TarEntryType.RegularFile, "index.json") { DataStream = new MemoryStream(Content.Index().Bytes) }, layout);
        Assert.That(Malformed($"oci-archive:{tar}"), Is.EqualTo("malformed-archive"));
    }

    [Test]
    public void Entries_are_capped()
    {
        using var layout = Layout();
        using var reader = Reading.Layout($"oci-archive:{layout.Archive()}", Limits.Default with { ArchiveEntries = 2 });
        Assert.That(Assert.ThrowsAsync<MalformedContentException>(() => reader.ResolveAsync(default))!.Failure.Code, Is.EqualTo("too-many"));
    }

    [Test]
    public async Task An_archive_that_was_written_anew_is_read_anew()
    {
        var source = new ArchiveImageSource();
        using var layout = Layout();
        var location = ImageLocation.Parse($"oci-archive:{layout.Archive()}");
        var first = await source.ResolveAsync(location, 4 << 20, new(Limits.Default), default);
        var other = Content.Image(note: "another");
        layout.Blobs(other).Index(other.Named("1"));
        layout.Archive();
        var second = await source.ResolveAsync(location, 4 << 20, new(Limits.Default), default);
        Assert.That((first.ClaimedDigest, second.ClaimedDigest), Is.EqualTo(((Digest?)Image.Digest, (Digest?)other.Digest)));
    }

    [TestCase("7777777777777")]
    [TestCase("\u0080\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")]
    [TestCase("nonsense")]
    public void A_size_that_no_file_has_is_malformed(string size)
    {
        byte[] block = new byte[TarHeader.BlockSize];
        block[0] = (byte)'a';
        for (int i = 0; i < Math.Min(size.Length, 12); i++)
            block[124 + i] = (byte)size[i];
        int sum = 8 * ' ' + block.Sum(b => b);
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(block, 148);
        using var layout = new LayoutFolder();
        File.WriteAllBytes(Path.Combine(layout.Path, "x.tar"), [.. block, .. new byte[1024]]);
        Assert.That(async () => await Reading.ResolveAsync($"oci-archive:{layout.Path}/x.tar"), Throws.InstanceOf<MalformedContentException>().Or.InstanceOf<ImageLocationException>());
    }

    private static string Append(string tar, TarEntry entry, LayoutFolder layout)
    {
        string path = Path.Combine(layout.Path, "appended.tar");
        using var writer = new TarWriter(File.Create(path), TarEntryFormat.Pax);
        using var reader = new TarReader(File.OpenRead(tar));
        while (reader.GetNextEntry(copyData: true) is { } existing)
            writer.WriteEntry(existing);
        writer.WriteEntry(entry);
        return path;
    }

    [Test]
    public void A_header_behind_the_first_must_have_its_checksum_too()
    {
        using var layout = Layout();
        string tar = layout.Archive();
        byte[] bytes = File.ReadAllBytes(tar);
        int second = 512 + (Content(bytes) + 511) / 512 * 512;
        bytes[second + 150] ^= 1;
        File.WriteAllBytes(tar, bytes);
        Assert.That(Malformed($"oci-archive:{tar}"), Is.EqualTo("malformed-archive"));

        static int Content(byte[] tar) => Convert.ToInt32(System.Text.Encoding.ASCII.GetString(tar, 124, 11).Trim('\0', ' '), 8);
    }

    [TestCase(160, true)]
    [TestCase(161, false)]
    public async Task Names_that_no_file_of_a_layout_has_are_not_kept(int length, bool isKept)
    {
        using var layout = new LayoutFolder();
        string tar = Path.Combine(layout.Path, "long.tar");
        string name = new('a', length);
        using (var writer = new TarWriter(File.Create(tar), TarEntryFormat.Pax))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name));
        using var handle = FileBytes.Open(tar);
        Assert.That((await TarIndex.ReadAsync(handle, 10, default)).Entries.ContainsKey(name), Is.EqualTo(isKept));
    }

    [Test]
    public void Sparse_files_are_refused()
    {
        Assert.That(() => PaxRecords.Parse("22 GNU.sparse.major=1\n"u8), Throws.TypeOf<MalformedContentException>().With.Message.Contains("sparse"));
        Assert.That(PaxRecords.Parse("22 GNU-sparse.major=1\n"u8), Is.EqualTo(((string?)null, (long?)null)));
    }

    [Test]
    [CancelAfter(20_000)]
    [Platform(Exclude = "Win", Reason = "Windows has no pipes among its files.")]
    public void A_pipe_is_no_archive_and_is_not_waited_for(CancellationToken cancellationToken)
    {
        string pipe = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"pipe-{Guid.NewGuid():N}");
        using (var made = System.Diagnostics.Process.Start("mkfifo", pipe))
            made.WaitForExit();
        try
        {
            Assert.That(() => Task.Run(() => Reading.ResolveAsync($"oci-archive:{pipe}"), cancellationToken).WaitAsync(cancellationToken), Throws.TypeOf<ImageLocationException>());
        }
        finally
        {
            File.Delete(pipe);
        }
    }
}
