using System.Text;
using System.Xml.Linq;

namespace ImageProvenance.Conventions.Tests;

/// <summary>What files may hold.</summary>
public sealed class FileTests
{
    private const int MostLines = 400;

    // In parts, so that this file does not hold what it forbids.
    private static readonly string[] ForbiddenWords = ["Not" + "ImplementedException", "TO" + "DO", "FIX" + "ME"];

    [Test]
    public void No_source_file_is_longer_than_400_lines() => Assert.That(
        Repository.SourceFiles("src", "tests", "samples", "benchmarks")
            .Select(file => (File: file, Lines: Repository.Read(file).Count(c => c == '\n')))
            .Where(file => file.Lines > MostLines),
        Is.Empty);

    [Test]
    public void Nothing_is_left_for_later()
    {
        var found = new List<string>();
        foreach (string file in Repository.Files)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(Repository.Root, file));
            if (bytes.Contains((byte)0))
                continue;
            string text = Encoding.UTF8.GetString(bytes);
            found.AddRange(ForbiddenWords.Where(word => ContainsWord(text, word)).Select(word => $"{file}: {word}"));
        }

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Packages_come_from_sources_that_the_machine_names()
    {
        foreach (string file in Repository.Files.Where(file => Path.GetFileName(file).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)))
        {
            Assert.That(Repository.Read(file), Does.Not.Contain("://"), file);
            Assert.That(XDocument.Parse(Repository.Read(file)).Descendants("packageSources"), Is.Empty, file);
        }
    }

    [TestCase("a TO" + "DO b", true)]
    [TestCase("TO" + "DO:", true)]
    [TestCase("MASTO" + "DON", false)]
    [TestCase("dGVzTO" + "DOx", false)]
    public void The_rule_finds_words_and_not_parts_of_words(string text, bool found) =>
        Assert.That(ForbiddenWords.Any(word => ContainsWord(text, word)), Is.EqualTo(found));

    // Base64 of fixtures may hold any letters; a word has none beside it.
    private static bool ContainsWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if ((at == 0 || !IsPart(text[at - 1])) && (end == text.Length || !IsPart(text[end])))
                return true;
        }

        return false;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '+' or '_';
}
