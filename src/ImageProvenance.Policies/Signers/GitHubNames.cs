using System.Buffers;
using System.Text;

namespace ImageProvenance.Policies;

/// <summary>How GitHub names repositories and workflows.</summary>
/// <remarks>GitHub Docs, "OpenID Connect reference": <c>job_workflow_ref</c>; "Reusing workflow configurations".</remarks>
internal static class GitHubNames
{
    /// <summary>The server, with its slash: compared exactly, since a certificate has it from Fulcio's configuration.</summary>
    public const string Server = "https://github.com/";

    /// <summary>The folder that workflows lie in, below a repository.</summary>
    public const string WorkflowFolder = ".github/workflows/";

    private static readonly SearchValues<char> OwnerCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Whether an address is a repository's, without regard to the ASCII case of owner and name.</summary>
    public static bool IsRepository(string address, string repository) =>
        address.StartsWith(Server, StringComparison.Ordinal) && Ascii.EqualsIgnoreCase(address.AsSpan(Server.Length), repository);

    public static string? MistakeInRepository(string text) => text.Split('/') is [var owner, var name] && IsOwner(owner) && IsName(name)
        ? null
        : $"'{text}' is no repository of GitHub; write it as owner/name.";

    public static string? MistakeInWorkflow(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            return "leave the ref out: the ref that was built is 'ref', and that of a reusable workflow is in the extension buildSignerUri.";
        return text.Split('/') switch
        {
            [var file] when IsFile(file) => null,
            [var owner, var name, ".github", "workflows", var file] when IsOwner(owner) && IsName(name) && IsFile(file) => null,
            _ => $"'{text}' is no workflow; write its file's name, such as release.yml, or owner/name/{WorkflowFolder}file for a reusable one.",
        };
    }

    private static bool IsOwner(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(OwnerCharacters);

    private static bool IsName(string text) => text is not ("" or "." or "..") && !text.AsSpan().ContainsAnyExcept(NameCharacters) && !text.EndsWith(".git", StringComparison.OrdinalIgnoreCase);

    private static bool IsFile(string text) => SubjectText.MistakeIn(text) is null && SubjectText.IsPlain(text)
        && (text.EndsWith(".yml", StringComparison.Ordinal) || text.EndsWith(".yaml", StringComparison.Ordinal));
}
