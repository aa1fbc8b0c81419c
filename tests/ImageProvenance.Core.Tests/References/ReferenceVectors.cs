using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImageProvenance.Core.Tests;

/// <summary>The rows of <c>Vectors/references.json</c>, each a test named by its reason.</summary>
internal static class ReferenceVectors
{
    public static IEnumerable<TestCaseData> Accepted => Rows("accepted").Select(row => new TestCaseData(
        Text(row, "text"), Text(row, "registry"), Text(row, "repository"), Text(row, "tag"), Text(row, "digest")).SetName(Name("Accepted", row)));

    public static IEnumerable<TestCaseData> Refused => Rows("refused").Select(row => new TestCaseData(
        Text(row, "text"), Text(row, "says")).SetName(Name("Refused", row)));

    private static JsonElement.ArrayEnumerator Rows(string kind)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Vectors", "references.json");
        return JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty(kind).EnumerateArray();
    }

    private static string? Text(JsonElement row, string member) => row.TryGetProperty(member, out var value)
        ? Regex.Replace(value.GetString()!, @"\{(.)\*(\d+)\}", repeat =>
            new string(repeat.Groups[1].Value[0], int.Parse(repeat.Groups[2].Value, CultureInfo.InvariantCulture)))
        : null;

    // The raw text, not the repeated one: names stay short and without control characters.
    private static string Name(string verdict, JsonElement row) =>
        $"{verdict}: {row.GetProperty("text").GetRawText()} ({row.GetProperty("why").GetString()})";
}
