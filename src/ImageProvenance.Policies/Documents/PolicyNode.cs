using System.Text.Json;

namespace ImageProvenance.Policies;

/// <summary>
/// A value of a policy document with its path. Reading it never throws: what is wrong becomes a mistake, so that all of
/// them are found in one go.
/// </summary>
internal readonly struct PolicyNode(JsonElement element, string path, List<PolicyMistake> mistakes)
{
    public string Path => path;

    public JsonValueKind Kind => element.ValueKind;

    /// <summary>Whether it is an object with members, whatever they are.</summary>
    public bool HasMembers => Kind == JsonValueKind.Object && element.EnumerateObject().Any();

    public void Mistake(string message) => mistakes.Add(new(path, message));

    /// <summary>The members of an object that is allowed these and no others, each at most once.</summary>
    public Dictionary<string, PolicyNode> Members(params ReadOnlySpan<string> allowed)
    {
        var members = new Dictionary<string, PolicyNode>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Mistake($"expected an object, found {Name(element.ValueKind)}.");
            return members;
        }

        foreach (var member in element.EnumerateObject())
        {
            string? name = Unescape(() => member.Name);
            var node = new PolicyNode(member.Value, $"{path}.{name ?? "?"}", mistakes);
            if (name is null || !allowed.Contains(name))
                node.Mistake($"unknown member; known here: {string.Join(", ", allowed!)}.");
            else if (!members.TryAdd(name, node))
                node.Mistake("the member is given twice.");
        }

        return members;
    }

    /// <summary>The items of an array that holds at least one.</summary>
    public List<PolicyNode> Items()
    {
        var items = new List<PolicyNode>();
        if (element.ValueKind != JsonValueKind.Array)
        {
            Mistake($"expected an array, found {Name(element.ValueKind)}.");
            return items;
        }

        foreach (var item in element.EnumerateArray())
            items.Add(new(item, $"{path}[{items.Count}]", mistakes));
        if (items.Count == 0)
            Mistake("the array is empty; at least one item is needed.");
        return items;
    }

    /// <summary>The text of a string that is not empty; null with a mistake otherwise.</summary>
    public string? Text()
    {
        if (element.ValueKind != JsonValueKind.String)
            Mistake($"expected a string, found {Name(element.ValueKind)}.");
        else if (Unescape(element.GetString) is not { } text)
            Mistake("the string has an escape that is no character.");
        else if (string.IsNullOrWhiteSpace(text))
            Mistake("the string is empty.");
        else
            return text;
        return null;
    }

    /// <summary>A whole number; null with a mistake otherwise.</summary>
    public int? Number()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value))
            return value;
        Mistake($"expected a whole number, found {(element.ValueKind == JsonValueKind.Number ? "another" : Name(element.ValueKind))}.");
        return null;
    }

    /// <summary>Whether a boolean is true; what is no boolean is a mistake.</summary>
    public bool IsTrue()
    {
        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Mistake($"expected a boolean, found {Name(element.ValueKind)}.");
        return element.ValueKind == JsonValueKind.True;
    }

    /// <summary>Whether the value is this number.</summary>
    public bool IsNumber(int number) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value) && value == number;

    // The framework finds half of a surrogate pair, escaped, only when the text is asked for.
    private static string? Unescape(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
