using System.Text.RegularExpressions;

namespace ImageProvenance.Oci;

/// <summary>
/// The scope that a token is asked for: to pull from the repository that is read, and nothing else that a registry names.
/// Registries can share a token server, and one of them could have the reader fetch it a token to push to another.
/// </summary>
/// <remarks>distribution, spec/auth/scope.md: <c>type[(class)]:name:actions</c>, several separated by spaces.</remarks>
internal static partial class PullScope
{
    /// <summary>What is left of the scope that a registry wants; of one that is not about its repository, the usual one.</summary>
    public static string Of(RepositoryName repository, string? wanted) =>
        $"{(wanted ?? "").Split(' ').Select(part => TypeOf(part, repository)).FirstOrDefault(type => type is not null) ?? "repository"}:{repository}:pull";

    // The class is the registry's to say: a token server gives none for a repository of another class.
    private static string? TypeOf(string part, RepositoryName repository) =>
        part.Split(':') is [var type, var name, var actions] && name == repository.Value && actions.Split(',').Contains("pull") && Repository().IsMatch(type) ? type : null;

    [GeneratedRegex(@"\Arepository(\([a-z0-9]+\))?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Repository();
}
