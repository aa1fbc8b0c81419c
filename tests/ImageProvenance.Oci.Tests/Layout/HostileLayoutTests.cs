using System.Diagnostics;
using System.Formats.Tar;

namespace ImageProvenance.Oci.Tests;

/// <summary>Layouts and archives that lead out of themselves, in circles or nowhere (oras CVE-2026-50162 and CVE-2026-50163).</summary>
[Platform(Exclude = "Win", Reason = "Windows asks for a privilege before it makes links, and has no pipes among its files.")]
public sealed class HostileLayoutTests
{
    private static readonly Content Image = Content.Image();
    private static readonly Content Bundle = Content.Bundle("""{"bundle":1}""");
    private static readonly Content Referrer = Content.Carrier(Image, Bundle);
    private static readonly string ImagePath = LayoutFolder.PathOf(Image.Digest);

    private static string Malformed(string location) => Assert.ThrowsAsync<MalformedContentException>(() => Reading.ResolveAsync(location))!.Failure.Code;

    private static string Full(LayoutFolder layout, string name) => Path.Combine(layout.Path, name);

    // Red without FolderFiles.RefuseLink.
    [Test]
    public void CVE_2026_50162_a_blob_that_is_a_link_to_a_file_outside_is_not_read()
    {
        using var outside = new LayoutFolder().Write("secret", Image.Bytes);
        using var layout = new LayoutFolder().Index(Image.Listed()).Blobs(Content.Config());
        File.CreateSymbolicLink(Full(layout, ImagePath), Full(outside, "secret"));
        Assert.That(Malformed($"oci:{layout.Path}"), Is.EqualTo("unsafe-link"));
    }

    [TestCase("oci-layout")]
    [TestCase("index.json")]
    public void The_layouts_own_files_are_no_links_either(string name)
    {
        using var outside = new LayoutFolder().Index(Image.Listed()).Blobs(Image);
        using var layout = new LayoutFolder().Index(Image.Listed()).Blobs(Image);
        File.Delete(Full(layout, name));
        File.CreateSymbolicLink(Full(layout, name), Full(outside, name));
        Assert.That(Malformed($"oci:{layout.Path}"), Is.EqualTo("unsafe-link"));
    }

    [Test]
    public void Links_that_lead_in_a_circle_or_nowhere_are_refused_and_not_followed()
    {
        using var layout = new LayoutFolder().Index(Image.Listed()).Blobs(Content.Config());
        string blob = Full(layout, ImagePath);
        File.CreateSymbolicLink(blob, blob);
        Assert.That(Malformed($"oci:{layout.Path}"), Is.EqualTo("unsafe-link"));
        File.Delete(blob);
        File.CreateSymbolicLink(blob, Full(layout, "nowhere"));
        Assert.That(Malformed($"oci:{layout.Path}"), Is.EqualTo("unsafe-link"));
        Directory.Delete(Full(layout, "blobs"), recursive: true);
        Directory.CreateSymbolicLink(Full(layout, "blobs"), layout.Path);
        Assert.That(Malformed($"oci:{layout.Path}"), Is.EqualTo("unsafe-link"));
        File.Delete(Full(layout, "blobs"));
    }

    // Red without the look at links in FolderFiles.BlobsOf: the search for referrers would list what is elsewhere.
    [TestCase("blobs")]
    [TestCase("blobs/sha256")]
    public async Task A_folder_of_blobs_behind_a_link_is_not_searched_for_evidence(string folder)
    {
        using var outside = new LayoutFolder().Blobs(Image, Referrer, Bundle);
        using var layout = new LayoutFolder().Blobs(Image).Index(Image.Listed());
        using var reader = Reading.Layout($"oci:{layout.Path}");
        var image = await reader.ResolveAsync(default);
        Directory.Delete(Full(layout, folder), recursive: true);
        Directory.CreateSymbolicLink(Full(layout, folder), Full(outside, folder));
        var found = await EvidenceDiscovery.DiscoverAsync(image, Reading.JudgedOnly, EvidenceDiscovery.DefaultLocators, reader, default);
        Assert.That(found.Evidence.Select(piece => piece.Content), Is.All.Null);
        Directory.Delete(Full(layout, folder));
    }

    [Test]
    public async Task The_folder_that_the_caller_names_may_be_a_link()
    {
        using var layout = new LayoutFolder().Blobs(Image).Index(Image.Listed());
        using var other = new LayoutFolder();
        Directory.CreateSymbolicLink(Full(other, "link"), layout.Path);
        Assert.That((await Reading.ResolveAsync($"oci:{Full(other, "link")}")).Digest, Is.EqualTo(Image.Digest));
        Directory.Delete(Full(other, "link"));
    }

    [TestCase("index.json")]
    [TestCase("blob")]
    [CancelAfter(20_000)]
    public void A_pipe_in_a_layout_is_not_waited_for(string name, CancellationToken cancellationToken)
    {
        using var layout = new LayoutFolder().Index(Image.Listed()).Blobs(Content.Config());
        string pipe = Full(layout, name == "blob" ? ImagePath : name);
        File.Delete(pipe);
        using (var made = Process.Start("mkfifo", pipe))
            made.WaitForExit();
        Assert.That(() => Task.Run(() => Reading.ResolveAsync($"oci:{layout.Path}"), cancellationToken).WaitAsync(cancellationToken), Throws.TypeOf<MalformedContentException>());
    }

    // Red without the cap in FileBytes.ReadAsync: the file has no content, and is as long as it says.
    [Test]
    public void An_index_of_eight_gigabytes_is_refused_unread()
    {
        using var layout = new LayoutFolder().Index(Image.Listed());
        using (var file = File.OpenWrite(Full(layout, "index.json")))
            file.SetLength(8L << 30);
        long before = GC.GetTotalAllocatedBytes();
        Assert.That(Malformed($"oci:{layout.Path}"), Is.EqualTo("too-large"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(4 << 20));
    }

    [Test]
    public async Task Content_that_is_missing_fails_alone_where_it_is_evidence_and_is_not_missed_where_it_is_a_layer()
    {
        var layered = Content.Of($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{{Content.Config().Listed()}},"layers":[{{Content.Of("absent", "application/vnd.oci.image.layer.v1.tar+gzip").Listed()}}]}""", MediaTypes.OciManifest);
        var (whole, broken) = (Content.Carrier(layered, Bundle), Content.Carrier(layered, Content.Bundle("absent")));
        using var layout = new LayoutFolder().Blobs(layered, Content.Config(), whole, broken, Bundle).Index(layered.Listed());
        using var reader = Reading.Layout($"oci:{layout.Path}");
        var found = await Reading.DiscoverAsync(reader);
        Assert.That(found.Evidence.Select(piece => (piece.CarrierDigest, piece.Failure?.Code)), Is.EquivalentTo(new[] { (whole.Digest, (string?)null), (broken.Digest, "content-missing") }));
        Assert.That(found.Unread, Is.Empty);
    }

    // Red without TarFile.IsLink in ArchiveFiles.EntryOfAsync.
    [TestCase(TarEntryType.SymbolicLink, "/etc/hostname")]
    [TestCase(TarEntryType.SymbolicLink, "../../../etc/hostname")]
    [TestCase(TarEntryType.HardLink, "index.json")]
    [TestCase(TarEntryType.HardLink, "self")]
    public void CVE_2026_50163_a_link_in_an_archive_is_not_followed(TarEntryType type, string target)
    {
        using var layout = new LayoutFolder();
        string tar = Write(layout, new PaxTarEntry(type, ImagePath) { LinkName = target == "self" ? ImagePath : target });
        Assert.That(Malformed($"oci-archive:{tar}"), Is.EqualTo("unsafe-link"));
    }

    [Test]
    public async Task A_link_among_the_blobs_of_an_archive_hides_no_evidence()
    {
        using var layout = new LayoutFolder();
        PaxTarEntry Blob(Content content) => new(TarEntryType.RegularFile, LayoutFolder.PathOf(content.Digest)) { DataStream = new MemoryStream(content.Bytes) };
        var link = new PaxTarEntry(TarEntryType.SymbolicLink, LayoutFolder.PathOf(Content.Config().Digest)) { LinkName = "/etc/hostname" };
        using var reader = Reading.Layout($"oci-archive:{Write(layout, Blob(Image), link, Blob(Referrer), Blob(Bundle))}");
        var found = await Reading.DiscoverAsync(reader, Reading.JudgedOnly);
        Assert.That(found.Evidence.Select(piece => piece.Content?.Digest), Is.EqualTo(new[] { (Digest?)Bundle.Digest }));
    }

    [TestCase("BLOBS/sha256/{1}")]
    [TestCase("blobs\\sha256\\{1}")]
    public void A_name_in_an_archive_that_would_lead_there_is_another_name(string name)
    {
        using var layout = new LayoutFolder();
        string entry = string.Format(System.Globalization.CultureInfo.InvariantCulture, name, ImagePath, Image.Digest.Hex);
        string tar = Write(layout, new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(Image.Bytes) });
        Assert.That(Malformed($"oci-archive:{tar}"), Is.EqualTo("content-missing"));
    }

    [TestCase(TarEntryType.CharacterDevice)]
    [TestCase(TarEntryType.BlockDevice)]
    [TestCase(TarEntryType.Fifo)]
    [TestCase(TarEntryType.Directory)]
    public void What_is_no_file_in_an_archive_is_not_there(TarEntryType type)
    {
        using var layout = new LayoutFolder();
        string tar = Write(layout, new PaxTarEntry(type, ImagePath));
        Assert.That(Malformed($"oci-archive:{tar}"), Is.EqualTo("content-missing"));
    }

    [Test]
    public async Task Of_two_files_of_one_digest_in_an_archive_the_hash_decides()
    {
        using var layout = new LayoutFolder();
        PaxTarEntry Blob(byte[] bytes) => new(TarEntryType.RegularFile, ImagePath) { DataStream = new MemoryStream(bytes) };
        Assert.That((await Reading.ResolveAsync($"oci-archive:{Write(layout, Blob(Image.Bytes), Blob([1]))}")).Digest, Is.EqualTo(Image.Digest));
        Assert.That(Malformed($"oci-archive:{Write(layout, Blob([1]), Blob(Image.Bytes))}"), Is.EqualTo("digest-mismatch"));
    }

    private static string Write(LayoutFolder layout, params PaxTarEntry[] more)
    {
        string path = Full(layout, $"hostile-{Guid.NewGuid():N}.tar");
        using var writer = new TarWriter(File.Create(path), TarEntryFormat.Pax);
        PaxTarEntry Entry(string name, byte[] bytes) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) };
        writer.WriteEntry(Entry("oci-layout", """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray()));
        writer.WriteEntry(Entry("index.json", Content.Index(Image.Listed()).Bytes));
        foreach (var entry in more)
            writer.WriteEntry(entry);
        return path;
    }
}
