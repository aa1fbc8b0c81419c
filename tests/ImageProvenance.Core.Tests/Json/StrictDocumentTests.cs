namespace ImageProvenance.Core.Tests;

public sealed class StrictDocumentTests
{
    [TestCase("", TestName = "An empty document is refused")]
    [TestCase("   ", TestName = "A document of nothing but space is refused")]
    [TestCase("{", TestName = "A document that is cut is refused")]
    [TestCase("""{"x":""", TestName = "A document that is cut after a name is refused")]
    [TestCase("""{"x":"y""", TestName = "A document that is cut in a string is refused")]
    [TestCase("{}{}", TestName = "A second object is refused")]
    [TestCase("{} x", TestName = "Trailing data is refused")]
    [TestCase("{}]", TestName = "A bracket too many is refused")]
    [TestCase("{}\0", TestName = "A trailing zero byte is refused")]
    [TestCase("/* x */ {}", TestName = "A comment before is refused")]
    [TestCase("{} // x", TestName = "A comment after is refused")]
    [TestCase("""{"x":1,/* */"y":2}""", TestName = "A comment inside is refused")]
    [TestCase("""{"x":1,}""", TestName = "A trailing comma is refused")]
    [TestCase("[1,]", TestName = "A trailing comma in an array is refused")]
    [TestCase("{'x':1}", TestName = "Single quotes are refused")]
    [TestCase("{x:1}", TestName = "A name without quotes is refused")]
    [TestCase("""{"x":NaN}""", TestName = "NaN is refused")]
    [TestCase("""{"x":01}""", TestName = "A number with a leading zero is refused")]
    [TestCase("""{"x":+1}""", TestName = "A number with a plus sign is refused")]
    [TestCase("""{"x":"\q"}""", TestName = "An unknown escape is refused")]
    [TestCase("{\"x\":\"\n\"}", TestName = "A line break in a string is refused")]
    [TestCase("\uFEFF{}", TestName = "A byte order mark is refused")]
    public void What_is_not_strict_JSON_is_refused(string json) => Refused.With("malformed-json", () => Reading.Skip(json));

    [TestCase(new byte[] { (byte)'"', 0xFF, (byte)'"' }, TestName = "A byte that never occurs is refused")]
    [TestCase(new byte[] { (byte)'"', 0xC0, 0xAF, (byte)'"' }, TestName = "An overlong slash is refused")]
    [TestCase(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' }, TestName = "A surrogate in UTF-8 is refused")]
    [TestCase(new byte[] { (byte)'"', 0xE2, 0x82, (byte)'"' }, TestName = "A cut sequence is refused")]
    [TestCase(new byte[] { (byte)'"', 0xF4, 0x90, 0x80, 0x80, (byte)'"' }, TestName = "A code point beyond Unicode is refused")]
    [TestCase(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 }, TestName = "UTF-16 is refused")]
    public void What_is_not_UTF_8_is_refused_even_where_nobody_reads_it(byte[] json)
    {
        var failure = Refused.With("malformed-json", () => StrictJsonReader.Parse(json, "sample", (ref reader) => reader.ReadRaw().Length));

        Assert.That(failure.Message, Does.Contain("UTF-8"));
    }

    [TestCase("""{"name":"\ud800"}""", TestName = "A high surrogate alone in a value is refused")]
    [TestCase("""{"name":"\udc00x"}""", TestName = "A low surrogate alone in a value is refused")]
    [TestCase("""{"\ud800":1}""", TestName = "A surrogate alone in a name is refused")]
    [TestCase("""{"x":{"\ud800":1}}""", TestName = "A surrogate alone in a name of an unknown member is refused")]
    [TestCase("""{"x":"\ud800"}""", TestName = "A surrogate alone in the value of an unknown member is refused")]
    [TestCase("""{"x":[{"y":"\ud800\ud800"}]}""", TestName = "A surrogate alone deep in an unknown member is refused")]
    public void A_lone_surrogate_is_refused(string json) => Refused.With("malformed-json", () => Reading.Value(json, (ref reader) =>
    {
        var scope = reader.BeginObject(new("name"));
        while (reader.NextMember(ref scope) is not null)
            reader.ReadString();
        return true;
    }));

    [Test]
    public void A_pair_of_surrogates_is_fine() =>
        Assert.That(Reading.Value("\"\\ud83d\\ude00\"", (ref reader) => reader.ReadString()), Is.EqualTo("\U0001F600"));

    [Test]
    public void Nesting_is_capped_for_arrays_and_objects_read_or_not()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Reading.Skip(Arrays(64)), Throws.Nothing);
            Refused.With("malformed-json", () => Reading.Skip(Arrays(65)));
            Refused.With("malformed-json", () => Reading.Skip(Objects(65)));
            Refused.With("malformed-json", () => Reading.Skip(Arrays(100_000)));
            Refused.With("malformed-json", () => Reading.Members($$"""{"x":{{Arrays(64)}}}""", "name"));
            Assert.That(() => Reading.Skip(Objects(3), maxDepth: 3), Throws.Nothing);
            Refused.With("malformed-json", () => Reading.Skip(Objects(4), maxDepth: 3));
        });

        static string Arrays(int depth) => new string('[', depth) + new string(']', depth);

        static string Objects(int depth) => string.Concat(Enumerable.Repeat("{\"x\":", depth)) + "0" + new string('}', depth);
    }

    [Test]
    public void A_value_that_its_reader_left_unread_is_refused() =>
        Refused.With("malformed-json", () => Reading.Value("[1]", (ref _) => 0));

    [Test]
    public void A_failure_names_document_member_and_byte()
    {
        var failure = Refused.With("malformed-json", () => Reading.Value("""{"name":1}""", (ref reader) =>
        {
            var scope = reader.BeginObject(new("name"));
            reader.NextMember(ref scope);
            return reader.ReadString();
        }));

        Assert.That(failure.Message, Does.Contain("sample").And.Contain("'name'").And.Contain("byte 8"));
        Assert.That((failure.Expected, failure.Actual), Is.EqualTo(("a string", "Number")));
    }

    [Test]
    public void An_object_has_at_most_64_known_members()
    {
        string[] names = [.. Enumerable.Range(0, 64).Select(i => $"m{i}")];
        string json = $"{{{string.Join(",", names.Select(name => $"\"{name}\":0"))}}}";

        Assert.That(Reading.Members(json, names), Has.Count.EqualTo(64));
        Refused.With("malformed-json", () => Reading.Members(json.Replace("\"m0\"", "\"m63\"", StringComparison.Ordinal), names));
        Assert.That(() => new JsonMembers([.. names, "m64"]), Throws.ArgumentException);
    }
}
