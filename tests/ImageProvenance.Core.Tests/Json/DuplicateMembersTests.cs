namespace ImageProvenance.Core.Tests;

public sealed class DuplicateMembersTests
{
    [TestCase("""{"name":1,"name":2}""", TestName = "A known member given twice is refused")]
    [TestCase("""{"name":null,"name":2}""", TestName = "A known member given twice is refused where the first is null")]
    [TestCase("""{"name":1,"name":null}""", TestName = "A known member given twice is refused where the second is null")]
    [TestCase("""{"name":1,"n\u0061me":2}""", TestName = "A known member given twice, escaped the second time, is refused")]
    [TestCase("""{"\u006eame":1,"name":2}""", TestName = "A known member given twice, escaped the first time, is refused")]
    [TestCase("""{"\u006Eame":1,"\u006eame":2}""", TestName = "A known member given twice, escaped both times, is refused")]
    [TestCase("""{"x":1,"x":2}""", TestName = "An unknown member given twice is refused")]
    [TestCase("""{"x":1,"\u0078":2}""", TestName = "An unknown member given twice, escaped the second time, is refused")]
    [TestCase("""{"\u0078":1,"x":2}""", TestName = "An unknown member given twice, escaped the first time, is refused")]
    [TestCase("""{"":1,"":2}""", TestName = "The empty name given twice is refused")]
    [TestCase("""{"/":1,"\/":2}""", TestName = "A slash given twice, escaped once, is refused")]
    [TestCase("""{"x":1,"name":0,"y":2,"x":3}""", TestName = "An unknown member given twice around others is refused")]
    [TestCase("""{"x":{"y":1,"y":2}}""", TestName = "A member given twice inside an unknown member is refused")]
    [TestCase("""{"x":{"y":1,"\u0079":2}}""", TestName = "A member given twice, escaped, inside an unknown member is refused")]
    [TestCase("""{"x":[0,{"y":{"z":1,"z":2}}]}""", TestName = "A member given twice deep inside an unknown member is refused")]
    [TestCase("""{"name":{"y":1,"y":2}}""", TestName = "A member given twice inside a raw value is refused")]
    [TestCase("""{"name":[[{"y":1,"y":1}]]}""", TestName = "A member given twice deep inside a raw value is refused")]
    public void A_member_given_twice_is_refused(string json)
    {
        var failure = Refused.With("malformed-json", () => Reading.Members(json, "name"));

        Assert.That(failure.Message, Does.Contain("twice"));
    }

    [TestCase("""{"x":{"x":{"x":1}},"name":{"name":1}}""", TestName = "The same name on different levels is fine")]
    [TestCase("""{"x":[{"y":1},{"y":2}]}""", TestName = "The same name in the items of an array is fine")]
    [TestCase("""{"x":1,"X":2,"xx":3,"":4}""", TestName = "Unknown members that differ in case are fine")]
    public void A_name_that_occurs_once_in_its_object_is_fine(string json) =>
        Assert.That(() => Reading.Members(json, "name"), Throws.Nothing);

    // The first names are kept as places in the document, later ones in a set: both, and the step between, must find them.
    [TestCase(11)]
    [TestCase(12)]
    [TestCase(13)]
    [TestCase(40)]
    public void In_an_object_of_many_names_each_is_remembered(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"m{i}")];
        string members = string.Join(",", names.Select(name => $"\"{name}\":0"));

        Assert.That(() => Reading.Members($"{{{members}}}", "name"), Throws.Nothing);
        Assert.That(() => Reading.Skip($"{{{members}}}"), Throws.Nothing);
        foreach (string name in names)
        {
            foreach (string spelling in new[] { name, $"\\u006d{name[1..]}" })
            {
                Refused.With("malformed-json", () => Reading.Members($"{{{members},\"{spelling}\":0}}", "name"));
                Refused.With("malformed-json", () => Reading.Skip($"{{{members},\"{spelling}\":0}}"));
                Refused.With("malformed-json", () => Reading.Skip($"{{\"{spelling}\":0,{members}}}"));
            }
        }
    }

    [Test]
    public void In_a_map_of_strings_a_name_given_twice_is_refused()
    {
        foreach (string json in new[] { """{"a":"1","a":"1"}""", """{"a":"1","\u0061":"2"}""" })
            Assert.That(Refused.With("malformed-json", () => Reading.Value(json, (ref reader) => reader.ReadStringMap(2))).Message, Does.Contain("twice"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_malicious_object_of_200_000_names_takes_no_quadratic_time(CancellationToken cancellationToken)
    {
        string members = string.Join(",", Enumerable.Range(0, 200_000).Select(i => $"\"m{i}\":0"));
        string map = string.Join(",", Enumerable.Range(0, 200_000).Select(i => $"\"m{i}\":\"\""));

        // Quadratic work would be 20 billion comparisons, several times over: far beyond the minute.
        await Task.Run(
            () =>
            {
                Reading.Skip($"{{{members}}}");
                Reading.Members($"{{{members}}}", "name");
                Refused.With("malformed-json", () => Reading.Members($"{{{members},\"m199999\":0}}", "name"));
                Assert.That(Reading.Value($"{{{map}}}", (ref reader) => reader.ReadStringMap(200_000)), Has.Count.EqualTo(200_000));
            },
            cancellationToken).WaitAsync(cancellationToken);
    }
}
