using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

public sealed class CheckpointTests
{
    private const string Root = "dauhleYK4YyAdxwwDtR0l0KnSOWZdG2bwqHftlanvcI=";
    private const string Text = "log.test - 12\n345\n" + Root + "\n";
    private const string Line = "\u2014 log.test AQIDBAU=\n";
    private const string Note = Text + "\n" + Line;

    [Test]
    public void The_parts_of_a_checkpoint_are_read()
    {
        var checkpoint = Checkpoint.Parse(Text + "Timestamp: 1\n\n" + Line + "\u2014 witness.test/größe /////wYH\n");
        Assert.Multiple(() =>
        {
            Assert.That((checkpoint.Origin, checkpoint.Size), Is.EqualTo(("log.test - 12", 345L)));
            Assert.That(Convert.ToBase64String(checkpoint.RootHash.Span), Is.EqualTo(Root));
            Assert.That(Encoding.UTF8.GetString(checkpoint.Text.Span), Is.EqualTo(Text + "Timestamp: 1\n"));
            Assert.That(checkpoint.Signatures.Select(line => (line.Name, line.KeyId)), Is.EqualTo(new[] { ("log.test", 0x01020304u), ("witness.test/größe", 0xFFFFFFFFu) }));
            Assert.That(checkpoint.Signatures.Select(line => line.Signature.ToArray()), Is.EqualTo(new byte[][] { [5], [6, 7] }));
        });
    }

    [TestCase("0")]
    [TestCase("9223372036854775807")]
    public void A_size_may_be(string size) => Assert.That(Checkpoint.Parse(Note.Replace("345", size)).Size, Is.EqualTo(long.Parse(size)));

    private static IEnumerable<TestCaseData> Malformed()
    {
        yield return Case("that_is_empty", "");
        yield return Case("of_no_lines", "log.test");
        yield return Case("of_a_line_end", "\n");
        yield return Case("of_line_ends", "\n\n\n\n");
        yield return Case("without_signatures", Text + "\n");
        yield return Case("without_a_blank_line", Text + Line);
        yield return Case("without_the_last_line_end", Note[..^1]);
        yield return Case("whose_last_signature_has_no_line_end", Note + Line[..^1]);
        yield return Case("without_an_origin", "\n" + Note);
        yield return Case("with_an_empty_origin", Note.Replace("log.test - 12", ""));
        yield return Case("without_a_size", Note.Replace("345\n", ""));
        yield return Case("without_a_root", Note.Replace(Root + "\n", ""));
        yield return Case("of_one_line_of_text", "log.test\n\n" + Line);
        yield return Case("with_a_blank_line_in_its_text", Note.Replace("345\n", "\n345\n"));
        yield return Case("with_a_blank_line_among_its_signatures", Note + "\n" + Line);
        yield return Case("with_a_blank_line_at_its_end", Note + "\n");
        foreach (string size in (string[])["", "-1", "+345", "0345", "00", "3 45", "345 ", "1e3", "0x10", "9223372036854775808", "３４５"])
            yield return Case($"of_size_{size}", Note.Replace("345", size));
        foreach (string root in (string[])["AAAA", Root[..^1], Root + "=", "dauhleYK4YyAdxwwDtR0l0KnSOWZdG2bwqHftlanvcJ=", Root.Replace('+', '-').Replace('a', '_'), " " + Root, Convert.ToBase64String(new byte[33])])
            yield return Case($"with_root_{root.Trim()}", Note.Replace(Root, root));
        foreach (string line in (string[])[
            "- log.test AQIDBAU=", "\u2014log.test AQIDBAU=", "\u2014  AQIDBAU=", "\u2014 log.test", "\u2014 log.test ", "\u2014 log.test AQIDBA==", "\u2014 log.test AQIDBAU",
            "\u2014 log.test AQIDBAV=", "\u2014 log.test AQIDBAU= ", "\u2014 log.test  AQIDBAU=", "\u2014 log+test AQIDBAU=", "\u2014 log\u00A0test AQIDBAU=", "\u2014 log test AQIDBAU=", "x"])
            yield return Case($"with_line_{line}", Note + line + "\n");
        yield return Case("with_a_carriage_return", Note.Replace("345\n", "345\r\n"));
        yield return Case("with_a_tab", Text + "a\tb\n\n" + Line);
        yield return Case("with_a_control_character", Text + "a\u0085b\n\n" + Line);
        yield return Case("of_more_than_64_KiB", Text + new string('a', 65_536) + "\n\n" + Line);
        yield return Case("of_more_than_64_KiB_in_UTF_8", Text + new string('ä', 40_000) + "\n\n" + Line);
        yield return Case("of_more_than_100_lines", Text + string.Concat(Enumerable.Repeat("a\n", 96)) + "\n" + Line);
        yield return Case("with_more_than_64_signatures", Text + "\n" + string.Concat(Enumerable.Repeat(Line, 65)));

        static TestCaseData Case(string name, string note) => new TestCaseData(note).SetName($"A_checkpoint_{name.Replace('.', '_')}_is_refused");
    }

    [TestCaseSource(nameof(Malformed))]
    public void Checkpoints_that_are_refused(string note) =>
        Assert.That(Assert.Throws<MalformedContentException>(() => Checkpoint.Parse(note))!.Failure.Code, Is.EqualTo("invalid-checkpoint"));

    [Test]
    public void The_caps_are_where_they_are_said_to_be()
    {
        Assert.That(() => Checkpoint.Parse(Text + string.Concat(Enumerable.Repeat("a\n", 95)) + "\n" + Line), Throws.Nothing);
        Assert.That(Checkpoint.Parse(Text + "\n" + string.Concat(Enumerable.Repeat(Line, 64))).Signatures, Has.Count.EqualTo(64));
    }

    [Test]
    public void A_changed_or_truncated_checkpoint_parses_or_is_refused() =>
        Prop.ForAll(Gen.Choose(0, Note.Length - 1).ToArbitrary(), ArbMap.Default.ArbFor<char>(), ArbMap.Default.ArbFor<string>(), (position, value, any) =>
        {
            foreach (string? note in (string?[])[Note[..position] + value + Note[(position + 1)..], Note[..position], Note[..position] + any + Note[position..], any])
                ParseOrRefuse(note ?? "");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static void ParseOrRefuse(string note)
    {
        try
        {
            Checkpoint.Parse(note);
        }
        catch (MalformedContentException)
        {
        }
    }
}
