namespace ImageProvenance.Attestations;

/// <summary>Reads the builder's id, which both versions write alike.</summary>
internal static class BuilderJson
{
    private static readonly JsonMembers Known = new("id");

    public static string? ReadId(ref StrictJsonReader json)
    {
        string? id = null;
        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is { })
            id = json.ReadText();
        return id;
    }
}
