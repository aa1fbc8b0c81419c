using System.Formats.Tar;

namespace ImageProvenance.Oci.Tests;

public sealed class ArchiveIndexesTests
{
    private static readonly DateTime Written = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static string Archive(LayoutFolder layout, int entries)
    {
        string path = Path.Combine(layout.Path, $"{entries}.tar");
        using var writer = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        for (int i = 0; i < entries; i++)
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{i}"));
        return path;
    }

    // Red without MaxEntries in ArchiveIndexes.Keep.
    [TestCase(10_000, true)]
    [TestCase(10_001, false)]
    public async Task Only_small_indexes_are_kept_when_nobody_reads_the_archive(int entries, bool isKept)
    {
        using var layout = new LayoutFolder();
        string path = Archive(layout, entries);
        var indexes = new ArchiveIndexes(Limits.Default);
        var first = await indexes.OfAsync(path, null, default);
        Assert.That(first.Files.Entries, Has.Count.EqualTo(entries));
        Assert.That(ReferenceEquals(await indexes.OfAsync(path, null, default), first), Is.EqualTo(isKept));
    }

    [Test]
    public async Task Who_reads_an_archive_keeps_its_index_until_the_file_is_another()
    {
        using var layout = new LayoutFolder();
        string path = Archive(layout, 10_001);
        var indexes = new ArchiveIndexes(Limits.Default);
        var first = await indexes.OfAsync(path, null, default);
        Assert.That(await indexes.OfAsync(path, first, default), Is.SameAs(first));
        File.SetLastWriteTimeUtc(path, Written);
        Assert.That(await indexes.OfAsync(path, first, default), Is.Not.SameAs(first));
    }

    // Red without what ArchiveFiles knows: the headers of a large archive would be read again for every file in it.
    [Test]
    public async Task A_large_archive_is_indexed_once_for_a_verification()
    {
        using var layout = new LayoutFolder();
        var files = new ArchiveFiles(Archive(layout, 10_001), new(Limits.Default));
        await files.OpenAsync(default);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(await files.HasAsync("1", default), Is.True);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 << 10));
    }

    // Red without the removal in ArchiveIndexes.Keep: sixteen are kept, and a seventeenth drops the oldest.
    [Test]
    public async Task An_archive_that_several_read_at_once_takes_one_place_and_so_does_one_that_was_written_anew()
    {
        using var layout = new LayoutFolder();
        var index = (await new ArchiveIndexes(Limits.Default).OfAsync(Archive(layout, 1), null, default)).Files;
        ArchiveIndex Of(string path, int seconds = 0) => new(new(path, 1, Written.AddSeconds(seconds)), index);
        var indexes = new ArchiveIndexes(Limits.Default);
        var (oldest, twice, anew) = (Of("oldest"), Of("twice"), Of("twice", 1));
        indexes.Keep(oldest);
        indexes.Keep(twice);
        indexes.Keep(Of("twice"));
        indexes.Keep(anew);
        for (int i = 0; i < 14; i++)
            indexes.Keep(Of($"{i}"));
        Assert.That((indexes.Find(oldest.Stamp), indexes.Find(twice.Stamp), indexes.Find(anew.Stamp)), Is.EqualTo((oldest, (ArchiveIndex?)null, anew)));
        indexes.Keep(Of("one more"));
        Assert.That(indexes.Find(oldest.Stamp), Is.Null);
    }
}
