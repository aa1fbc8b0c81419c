namespace ImageProvenance.Core.Tests;

public sealed class StrictValuesTests
{
    [TestCase("0", 0)]
    [TestCase("-1", -1)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("-9223372036854775808", long.MinValue)]
    public void A_whole_number_is_read(string json, long value)
    {
        Assert.That(Reading.Value(json, (ref reader) => reader.ReadInt64()), Is.EqualTo(value));
        Assert.That(Reading.Value(json, (ref reader) => reader.ReadInt64OrString()), Is.EqualTo(value));
        Assert.That(Reading.Value($"\"{json}\"", (ref reader) => reader.ReadInt64OrString()), Is.EqualTo(value));
        Refused.With("malformed-json", () => Reading.Value($"\"{json}\"", (ref reader) => reader.ReadInt64()));
    }

    [TestCase("1.0")]
    [TestCase("1.5")]
    [TestCase("1e3")]
    [TestCase("1E0")]
    [TestCase("9223372036854775808")]
    [TestCase("-9223372036854775809")]
    [TestCase("100000000000000000000000000000")]
    [TestCase("true")]
    [TestCase("null")]
    [TestCase("[1]")]
    public void What_is_no_whole_number_of_64_bits_is_refused(string json)
    {
        Refused.With("malformed-json", () => Reading.Value(json, (ref reader) => reader.ReadInt64()));
        Refused.With("malformed-json", () => Reading.Value(json, (ref reader) => reader.ReadInt64OrString()));
    }

    [TestCase("")]
    [TestCase(" 1")]
    [TestCase("1 ")]
    [TestCase("1.0")]
    [TestCase("1e3")]
    [TestCase("0x1")]
    [TestCase("1x")]
    [TestCase("+1")]
    [TestCase("007")]
    [TestCase("-0")]
    [TestCase("-")]
    [TestCase("\\u0031")]
    [TestCase("\u0661")]
    [TestCase("9223372036854775808")]
    public void A_text_that_is_no_whole_number_as_it_is_written_is_refused(string text) =>
        Refused.With("malformed-json", () => Reading.Value($"\"{text}\"", (ref reader) => reader.ReadInt64OrString()));

    [TestCase("", "")]
    [TestCase("QQ==", "A")]
    [TestCase("QUI=", "AB")]
    [TestCase("QUJD", "ABC")]
    [TestCase("Pz8/", "???")]
    [TestCase("Pz8\\/", "???")]
    [TestCase("Pj4+", ">>>")]
    [TestCase("Pj4\\u002b", ">>>")]
    public void Standard_base64_with_padding_is_read(string text, string bytes) =>
        Assert.That(Reading.Value($"\"{text}\"", (ref reader) => reader.ReadBase64()), Is.EqualTo(Some.Utf8(bytes)));

    [TestCase("QQ", TestName = "Base64 without padding is refused")]
    [TestCase("QQ=", TestName = "Base64 with half its padding is refused")]
    [TestCase("QQ===", TestName = "Base64 with too much padding is refused")]
    [TestCase("Pz8_", TestName = "URL-safe base64 is refused")]
    [TestCase("Pj4-", TestName = "URL-safe base64 with a dash is refused")]
    [TestCase("QUJD QUJD", TestName = "Base64 with a space is refused")]
    [TestCase("QUJD\\nQUJD", TestName = "Base64 with a line break is refused")]
    [TestCase("QUJD\\r\\n", TestName = "Base64 with a line break at the end is refused")]
    [TestCase(" QUJD", TestName = "Base64 with a space before is refused")]
    [TestCase("QQ==QQ==", TestName = "Base64 with padding in the middle is refused")]
    [TestCase("QR==", TestName = "Base64 with bits beyond its end is refused")]
    [TestCase("QUJ=", TestName = "Base64 with two bits beyond its end is refused")]
    [TestCase("====", TestName = "Padding alone is refused")]
    [TestCase("QUJ\u0044\u00e9", TestName = "Base64 with a letter beyond ASCII is refused")]
    [TestCase("QUJ\\u0144", TestName = "Base64 with an escaped letter beyond ASCII is refused")]
    public void Base64_of_another_spelling_is_refused(string text) =>
        Refused.With("malformed-json", () => Reading.Value($"\"{text}\"", (ref reader) => reader.ReadBase64()));

    [Test]
    public void Base64_that_is_no_string_is_refused() =>
        Refused.With("malformed-json", () => Reading.Value("[65]", (ref reader) => reader.ReadBase64()));

    [Test]
    public void A_boolean_is_true_or_false_and_nothing_else()
    {
        Assert.That(Reading.Value("true", (ref reader) => reader.ReadBoolean()), Is.True);
        Assert.That(Reading.Value("false", (ref reader) => reader.ReadBoolean()), Is.False);
        foreach (string json in new[] { "\"true\"", "1", "null", "{}" })
            Refused.With("malformed-json", () => Reading.Value(json, (ref reader) => reader.ReadBoolean()));
    }

    [Test]
    public void A_string_is_a_string_and_nothing_else()
    {
        Assert.That(Reading.Value("\"a\\u0062\"", (ref reader) => reader.ReadString()), Is.EqualTo("ab"));
        foreach (string json in new[] { "1", "true", "null", "[]" })
            Refused.With("malformed-json", () => Reading.Value(json, (ref reader) => reader.ReadString()));
    }

    [Test]
    public void An_array_is_read_up_to_its_cap()
    {
        Assert.That(Reading.Value("[1,2]", (ref reader) => reader.ReadArray((ref item) => item.ReadInt64(), 2)), Is.EqualTo(new[] { 1L, 2L }));
        Assert.That(Reading.Value("[]", (ref reader) => reader.ReadArray((ref item) => item.ReadInt64(), 0)), Is.Empty);
        Refused.With("too-many", () => Reading.Value("[1,2,3]", (ref reader) => reader.ReadArray((ref item) => item.ReadInt64(), 2)));
        foreach (string json in new[] { "{}", "1", "null" })
            Refused.With("malformed-json", () => Reading.Value(json, (ref reader) => reader.ReadArray((ref item) => item.ReadInt64(), 2)));
    }

    [Test]
    public void A_map_has_strings_for_values_and_nothing_else()
    {
        Assert.That(Reading.Value("""{"a":"1","b":""}""", (ref reader) => reader.ReadStringMap(2)), Is.EqualTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "" }));
        Assert.That(Reading.Value("{}", (ref reader) => reader.ReadStringMap(2)), Is.Empty);
        Refused.With("too-many", () => Reading.Value("""{"a":"","b":"","c":""}""", (ref reader) => reader.ReadStringMap(2)));
        foreach (string json in new[] { "[]", "1", """{"a":1}""", """{"a":null}""", """{"a":{}}""" })
            Refused.With("malformed-json", () => Reading.Value(json, (ref reader) => reader.ReadStringMap(2)));
    }

    [Test]
    public void A_member_whose_value_is_null_reads_as_absent() =>
        Assert.That(Reading.Members("""{"a":null,"b":0,"c":null}""", "a", "b", "c").Keys, Is.EqualTo(new[] { "b" }));

    [Test]
    public void Only_an_object_has_members()
    {
        foreach (string json in new[] { "[]", "1", "null", "\"a\"" })
            Refused.With("malformed-json", () => Reading.Members(json, "a"));
    }

    [TestCase("{ \"b\" : [ 1 , 2 ] }")]
    [TestCase("[1,{\"x\":null}]")]
    [TestCase("\"a\\u0062\"")]
    [TestCase("-1.5e3")]
    [TestCase("true")]
    public void A_raw_value_is_the_bytes_as_they_stand(string value) =>
        Assert.That(Reading.Members($$"""{"x":0, "a" : {{value}} ,"y":0}""", "a")["a"], Is.EqualTo(value));
}
