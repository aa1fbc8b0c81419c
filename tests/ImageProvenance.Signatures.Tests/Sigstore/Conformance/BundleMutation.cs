using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageProvenance.Signatures.Tests;

/// <summary>One change to a bundle, as a recipe: where, and what is done there.</summary>
internal sealed record BundleMutation(IReadOnlyList<object> Path, string Operation)
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every change of this kind that fits a bundle.</summary>
    public static IEnumerable<BundleMutation> AllOf(JsonNode bundle) =>
        Leaves(bundle, []).SelectMany(leaf => Operations(leaf.Value).Select(operation => new BundleMutation(leaf.Path, operation)));

    /// <summary>The bundle with the change; null where it changes nothing.</summary>
    public byte[]? ApplyTo(byte[] bundle)
    {
        var document = JsonNode.Parse(bundle)!;
        string before = document.ToJsonString(Compact);
        var parent = Path.Take(Path.Count - 1).Aggregate(document, Child);
        Change(parent, Path[^1]);
        string after = document.ToJsonString(Compact);
        return after == before ? null : Encoding.UTF8.GetBytes(after);
    }

    public override string ToString() => $"{string.Join('/', Path)} {Operation}";

    private static IEnumerable<(IReadOnlyList<object> Path, JsonNode? Value)> Leaves(JsonNode? node, IReadOnlyList<object> path)
    {
        IEnumerable<(object Key, JsonNode? Value)> children = node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => ((object)index, item)),
            _ => [],
        };
        foreach (var (key, value) in children)
        {
            IReadOnlyList<object> here = [.. path, key];
            yield return (here, value);
            foreach (var below in Leaves(value, here))
                yield return below;
        }
    }

    private static IEnumerable<string> Operations(JsonNode? value)
    {
        yield return "drop";
        if (value is JsonObject or JsonArray)
            yield return "empty";
        if (value is JsonArray { Count: > 0 })
            yield return "repeat";
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String)
            yield break;

        string text = value.GetValue<string>();
        if (Decode(text) is { } raw)
        {
            foreach (string operation in new[] { "flip-first", "flip-middle", "flip-last", "truncate", "extend", "blank" })
                yield return operation;
            if (raw[0] == '{')
                foreach (var (path, inner) in Leaves(JsonNode.Parse(raw), []))
                    if (inner is JsonValue)
                        yield return "inner:" + JsonSerializer.Serialize(path);
        }
        else if (long.TryParse(text, out _))
        {
            foreach (string operation in new[] { "plus", "zero", "negate" })
                yield return operation;
        }
        else
        {
            yield return "change";
            for (int line = 0; text.Contains('\n', StringComparison.Ordinal) && line < text.Split('\n').Length; line++)
            {
                yield return $"line:{line}";
                yield return $"cut:{line}";
            }
        }
    }

    private void Change(JsonNode parent, object key)
    {
        var value = Child(parent, key);
        if (Operation == "drop")
            Remove(parent, key);
        else if (Operation == "repeat")
            value.AsArray().Add(value[0]!.DeepClone());
        else if (Operation == "empty")
            Set(parent, key, value is JsonObject ? new JsonObject() : new JsonArray());
        else
            Set(parent, key, JsonValue.Create(Changed(value.GetValue<string>())));
    }

    private string Changed(string text)
    {
        byte[] raw = Decode(text) ?? [];
        string[] parts = Operation.Split(':', 2);
        return parts[0] switch
        {
            "flip-first" => Flip(raw, 0),
            "flip-middle" => Flip(raw, raw.Length / 2),
            "flip-last" => Flip(raw, raw.Length - 1),
            "truncate" => Convert.ToBase64String(raw[..^1]),
            "extend" => Convert.ToBase64String([.. raw, 0]),
            "blank" => "",
            "plus" => $"{long.Parse(text) + 1}",
            "zero" => text == "0" ? "7" : "0",
            "negate" => long.Parse(text) == 0 ? "-1" : $"{-long.Parse(text)}",
            "change" => text + "x",
            "inner" => ChangeInner(raw, JsonSerializer.Deserialize<JsonElement[]>(parts[1])!),
            "line" => string.Join('\n', text.Split('\n').Select((line, i) => i != int.Parse(parts[1]) ? line : line.Length == 0 ? "x" : LastReplaced(line))),
            "cut" => string.Join('\n', text.Split('\n').Where((_, i) => i != int.Parse(parts[1]))),
            _ => throw new ArgumentException($"'{Operation}' is no operation."),
        };
    }

    private static string ChangeInner(byte[] raw, JsonElement[] path)
    {
        var inner = JsonNode.Parse(raw)!;
        object[] keys = Array.ConvertAll(path, element => element.ValueKind == JsonValueKind.Number ? (object)element.GetInt32() : element.GetString()!);
        var parent = keys[..^1].Aggregate(inner, Child);
        var value = Child(parent, keys[^1]);
        Set(parent, keys[^1], value.GetValueKind() switch
        {
            JsonValueKind.Number => JsonValue.Create(value.GetValue<long>() + 1),
            JsonValueKind.True or JsonValueKind.False => JsonValue.Create(!value.GetValue<bool>()),
            _ => JsonValue.Create(Decode(value.GetValue<string>()) is { } bytes ? Flip(bytes, bytes.Length / 2) : LastReplaced(value.GetValue<string>())),
        });
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(inner.ToJsonString(Compact)));
    }

    private static string LastReplaced(string text) => (text.Length == 0 ? "" : text[..^1]) + (text.EndsWith('0') ? "1" : "0");

    private static string Flip(byte[] raw, int index)
    {
        byte[] flipped = [.. raw];
        flipped[index] ^= 1;
        return Convert.ToBase64String(flipped);
    }

    private static byte[]? Decode(string text)
    {
        byte[] buffer = new byte[text.Length];
        return text.Length >= 8 && text.Length % 4 == 0 && Convert.TryFromBase64String(text, buffer, out int written) ? buffer[..written] : null;
    }

    private static JsonNode Child(JsonNode node, object key) => (key is int index ? node[index] : node[(string)key])!;

    private static void Set(JsonNode parent, object key, JsonNode? value)
    {
        if (key is int index)
            parent[index] = value;
        else
            parent[(string)key] = value;
    }

    private static void Remove(JsonNode parent, object key)
    {
        if (key is int index)
            parent.AsArray().RemoveAt(index);
        else
            parent.AsObject().Remove((string)key);
    }
}
