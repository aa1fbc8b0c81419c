using System.Text.Json;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>Reads signers known by the certificates that Sigstore instances issue.</summary>
internal static class KeylessReader
{
    private static readonly string[] Common = ["extensions", .. ThresholdReader.OfKeyless];

    private static readonly string[] ExtensionNames = [.. FulcioExtensionNames.All.Select(extension => FulcioExtensionNames.NameOf(extension)!)];

    public static void ReadKeyless(PolicyNode node, SignerBuilder signer)
    {
        var members = node.Members(["issuer", "identity", .. Common]);
        var (issuer, identity) = (Match(node, members, "issuer"), Match(node, members, "identity"));
        if (issuer is not null && identity is not null)
            signer.Keyless(issuer, identity);
        else
            signer.MarkUnread();
        ReadCommon(members, signer);
    }

    public static void ReadGitHubActions(PolicyNode node, SignerBuilder signer)
    {
        var members = node.Members(["repository", "workflow", "ref", "trigger", "runner", "ownerId", "repositoryId", .. Common]);
        if (Needed(node, members, "repository") is { } repository)
            signer.GitHubActions(repository, members.Text("workflow"), members.Text("ref"), members.Text("trigger"), members.Text("runner"), members.Text("ownerId"), members.Text("repositoryId"));
        else
            signer.MarkUnread();
        ReadCommon(members, signer);
    }

    public static void ReadGitLabCI(PolicyNode node, SignerBuilder signer)
    {
        var members = node.Members(["project", "config", "ref", "trigger", "runner", "namespaceId", "projectId", "server", .. Common]);
        if (Needed(node, members, "project") is { } project)
            signer.GitLabCI(project, members.Text("config"), members.Text("ref"), members.Text("trigger"), members.Text("runner"), members.Text("namespaceId"), members.Text("projectId"), members.Text("server") ?? WellKnownIssuers.GitLab);
        else
            signer.MarkUnread();
        ReadCommon(members, signer);
    }

    public static void ReadGoogle(PolicyNode node, SignerBuilder signer)
    {
        var members = node.Members(["email", .. Common]);
        if (Needed(node, members, "email") is { } email)
            signer.Google(email);
        else
            signer.MarkUnread();
        ReadCommon(members, signer);
    }

    private static void ReadCommon(Dictionary<string, PolicyNode> members, SignerBuilder signer)
    {
        ThresholdReader.Read(members, signer);
        if (!members.TryGetValue("extensions", out var extensions))
            return;
        var stated = extensions.Members(ExtensionNames);
        if (extensions is { Kind: JsonValueKind.Object, HasMembers: false })
            extensions.Mistake("it is empty; leave it out if nothing is asked of extensions.");
        foreach (var extension in FulcioExtensionNames.All)
            if (stated.TryGetValue(FulcioExtensionNames.NameOf(extension)!, out var value) && Match(value) is { } match)
                signer.WithExtension(extension, match);
    }

    private static string? Needed(PolicyNode node, Dictionary<string, PolicyNode> members, string member) =>
        Find(node, members, member) is { } value ? value.Text() : null;

    private static SubjectMatch? Match(PolicyNode node, Dictionary<string, PolicyNode> members, string member) =>
        Find(node, members, member) is { } value ? Match(value) : null;

    private static PolicyNode? Find(PolicyNode node, Dictionary<string, PolicyNode> members, string member)
    {
        if (members.TryGetValue(member, out var value))
            return value;
        if (node.Kind == JsonValueKind.Object)
            node.Mistake($"'{member}' is missing.");
        return null;
    }

    // Text alone is meant exactly.
    private static SubjectMatch? Match(PolicyNode node)
    {
        if (node.Kind == JsonValueKind.String)
            return node.Text() is { } text ? SubjectMatch.Exact(text) : null;
        var members = node.Members("exact", "prefix", "pattern");
        if (members.Count != 1)
        {
            if (members.Count > 0 || node is { Kind: JsonValueKind.Object, HasMembers: false })
                node.Mistake("write a text, or an object with one of 'exact', 'prefix' and 'pattern'.");
            return null;
        }

        return members.Text("exact") is { } exact ? SubjectMatch.Exact(exact)
            : members.Text("prefix") is { } prefix ? SubjectMatch.Prefix(prefix)
            : members.Text("pattern") is { } pattern ? SubjectMatch.Pattern(pattern)
            : null;
    }
}
