using System.Text.Json;

namespace ImageProvenance.Policies.Tests;

/// <summary>The rows of <c>Vectors/patterns.json</c>.</summary>
internal static class PatternVectors
{
    public static IEnumerable<TestCaseData> Matches =>
        from row in Rows("matches")
        from verdict in new[] { (Member: "yes", Matches: true), (Member: "no", Matches: false) }
        from name in row.GetProperty(verdict.Member).EnumerateArray()
        select new TestCaseData(Text(row, "pattern"), name.GetString(), verdict.Matches)
            .SetName($"{Text(row, "pattern")} {(verdict.Matches ? "matches" : "does not match")} {name.GetRawText()}");

    public static IEnumerable<TestCaseData> Ranks => Rows("ranks").Select(row => new TestCaseData(
        Text(row, "first"), Text(row, "second"), row.TryGetProperty("equal", out _)).SetName($"{Text(row, "first")} against {Text(row, "second")}: {Text(row, "why")}"));

    public static IEnumerable<TestCaseData> Overlaps => Rows("overlaps").Select(row => new TestCaseData(
        Text(row, "first"), Text(row, "second"), row.GetProperty("overlaps").GetBoolean()).SetName($"{Text(row, "first")} and {Text(row, "second")}: {Text(row, "why")}"));

    public static IEnumerable<TestCaseData> Refused => Rows("refused").Select(row => new TestCaseData(
        Text(row, "pattern"), Text(row, "says")).SetName($"Refused: {row.GetProperty("pattern").GetRawText()} ({Text(row, "why")})"));

    private static JsonElement.ArrayEnumerator Rows(string kind) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "patterns.json"))).RootElement.GetProperty(kind).EnumerateArray();

    private static string Text(JsonElement row, string member) => row.GetProperty(member).GetString()!;
}
