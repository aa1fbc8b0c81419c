using System.Text;

namespace ImageProvenance.Policies;

/// <summary>
/// A workflow as certificates name it: <c>https://github.com/owner/name/.github/workflows/file@ref</c>, at any ref.
/// </summary>
/// <param name="repository">The repository that was built, <c>owner/name</c>.</param>
/// <param name="workflow">The workflow's file in it, a reusable workflow with its own repository, or null for any in it.</param>
internal readonly struct GitHubWorkflowName(string repository, string? workflow)
{
    // A reusable workflow is written with its repository, which may be another.
    private readonly int _file = workflow?.LastIndexOf('/') + 1 ?? 0;

    private string Repository => _file > 0 ? workflow![..(_file - 1 - GitHubNames.WorkflowFolder.Length)] : repository;

    private string? File => workflow?[_file..];

    public bool Is(string name)
    {
        string repositoryPart = Repository;
        if (!SubjectText.IsPlain(name) || !name.StartsWith(GitHubNames.Server, StringComparison.Ordinal))
            return false;
        string path = name[GitHubNames.Server.Length..];
        if (path.Length <= repositoryPart.Length || !Ascii.EqualsIgnoreCase(path.AsSpan(0, repositoryPart.Length), repositoryPart))
            return false;
        string below = path[repositoryPart.Length..];
        return below.StartsWith($"/{GitHubNames.WorkflowFolder}", StringComparison.Ordinal)
            && IsFileAtRef(below[(GitHubNames.WorkflowFolder.Length + 1)..]);
    }

    public override string ToString() => $"{GitHubNames.Server}{Repository}/{GitHubNames.WorkflowFolder}{File ?? "…"}@…";

    // What follows the file has to be a ref: a file may be called 'release.yml@evil.yml'.
    private bool IsFileAtRef(string text)
    {
        int end = File is { } file ? (text.StartsWith(file, StringComparison.Ordinal) ? file.Length : -1)
            : text.IndexOf("@refs/", StringComparison.Ordinal) is > 0 and var at ? at : text.LastIndexOf('@');
        return end > 0 && end < text.Length && text[end] == '@' && !text.AsSpan(0, end).Contains('/') && CiNames.IsRefOrCommit(text[(end + 1)..]);
    }
}
