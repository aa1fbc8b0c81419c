namespace ImageProvenance.Core.Tests;

/// <summary>Reads samples through <see cref="StrictJsonReader"/>.</summary>
internal static class Reading
{
    public static T Value<T>(string json, JsonValueParser<T> parse, int maxDepth = StrictJsonReader.DefaultMaxDepth) =>
        StrictJsonReader.Parse(Some.Utf8(json), "sample", parse, maxDepth);

    /// <summary>The raw text of every known member that has a value.</summary>
    public static Dictionary<string, string> Members(string json, params string[] known)
    {
        var members = new JsonMembers(known);
        return Value(json, (ref reader) =>
        {
            var values = new Dictionary<string, string>();
            var scope = reader.BeginObject(members);
            while (reader.NextMember(ref scope) is { } member)
                values.Add(member, System.Text.Encoding.UTF8.GetString(reader.ReadRaw().Span));
            return values;
        });
    }

    /// <summary>Reads a whole document of which nothing is known.</summary>
    public static void Skip(string json, int maxDepth = StrictJsonReader.DefaultMaxDepth) =>
        Value(json, (ref reader) => reader.ReadRaw().Length, maxDepth);
}
