using System.Formats.Tar;

namespace ImageProvenance.Oci.Tests;

/// <summary>Names in an archive that other programs resolve: they would unpack another image than the one that is judged.</summary>
public sealed class ArchiveNameTests
{
    private static readonly Content Image = Content.Image();

    private static string[] Roundabout(string name) =>
        [$".//{name}", $"/{name}", $"x/../{name}", $"././{name}", $"../{name}", $"./x/./../{name}", $"{string.Concat(Enumerable.Repeat("x/../", 40))}{name}"];

    private static IEnumerable<TestCaseData> Disguised =>
        new[] { "index.json", "oci-layout", "manifest.json", LayoutFolder.PathOf(Image.Digest) }.SelectMany(Roundabout)
            .Append($"blobs//sha256/{Image.Digest.Hex}").Append($"blobs/./sha256/{Image.Digest.Hex}").Append("index.json/").Append("index.json/.")
            .Select(name => new TestCaseData(name).SetArgDisplayNames(name.Length > 100 ? $"long {name[^20..]}" : name));

    private static Failure? Read(string name, byte[]? content = null, TarEntryType type = TarEntryType.RegularFile)
    {
        using var layout = new LayoutFolder();
        string tar = Path.Combine(layout.Path, "names.tar");
        using (var writer = new TarWriter(File.Create(tar), TarEntryFormat.Pax))
        {
            void Write(string file, byte[] bytes) => writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, file) { DataStream = new MemoryStream(bytes) });
            Write("oci-layout", """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray());
            Write("index.json", Content.Index(Image.Listed()).Bytes);
            Write(LayoutFolder.PathOf(Image.Digest), Image.Bytes);
            writer.WriteEntry(type == TarEntryType.RegularFile
                ? new PaxTarEntry(type, name) { DataStream = new MemoryStream(content ?? "{}"u8.ToArray()) }
                : new PaxTarEntry(type, name) { LinkName = "x" });
        }

        try
        {
            Reading.ResolveAsync($"oci-archive:{tar}").GetAwaiter().GetResult();
            return null;
        }
        catch (MalformedContentException e)
        {
            return e.Failure;
        }
    }

    // Red without TarNames.IsDisguised in TarIndex.Add.
    [TestCaseSource(nameof(Disguised))]
    public void A_file_of_the_layout_under_a_roundabout_name_is_refused(string name) => Assert.That(Read(name)?.Code, Is.EqualTo("unsafe-name"));

    [Test]
    public void A_link_of_such_a_name_is_refused_too([Values(TarEntryType.SymbolicLink, TarEntryType.HardLink)] TarEntryType type) =>
        Assert.That(Read("x/../index.json", type: type)?.Code, Is.EqualTo("unsafe-name"));

    [TestCase("notes//readme")]
    [TestCase("x/../readme")]
    [TestCase("x/index.json")]
    [TestCase("../readme")]
    [TestCase("./manifest.json")]
    [TestCase("blobs")]
    [TestCase("..")]
    [TestCase("Index.json")]
    [TestCase("x\\..\\index.json")]
    public void Other_names_are_other_files(string name) => Assert.That(Read(name), Is.Null);

    [Test]
    public void A_second_file_of_one_name_is_the_same_with_and_without_the_folder_before_it() =>
        Assert.That(Read("./index.json")?.Code, Is.EqualTo("malformed-archive"));

    // Archives before POSIX had no type for folders.
    [TestCase("blobs/sha256/")]
    [TestCase("./blobs/")]
    public void A_folder_that_is_written_as_an_empty_file_is_none(string name) => Assert.That(Read(name, []), Is.Null);
}
