namespace ImageProvenance.Policies;

/// <summary>Reads optional members of an object; what is there and wrong has its mistake, and counts as not there.</summary>
internal static class PolicyMembers
{
    public static string? Text(this Dictionary<string, PolicyNode> members, string member) =>
        members.TryGetValue(member, out var value) ? value.Text() : null;

    public static int? Number(this Dictionary<string, PolicyNode> members, string member) =>
        members.TryGetValue(member, out var value) ? value.Number() : null;

    public static bool IsTrue(this Dictionary<string, PolicyNode> members, string member) =>
        members.TryGetValue(member, out var value) && value.IsTrue();
}
