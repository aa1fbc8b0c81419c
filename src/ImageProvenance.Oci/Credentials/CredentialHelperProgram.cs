using System.Text.RegularExpressions;

namespace ImageProvenance.Oci;

/// <summary>Finds the program of a credential helper: <c>docker-credential-SUFFIX</c>.</summary>
/// <remarks>
/// docker-credential-helpers, client. Only folders of the path that are absolute are searched, so never the current one:
/// there, whoever wrote a repository could have left a program of that name.
/// </remarks>
internal static partial class CredentialHelperProgram
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The helper's name, for messages too.</summary>
    /// <exception cref="CredentialException">The suffix could name something else than a helper.</exception>
    public static string NameOf(string suffix, string namedIn) => Suffix().IsMatch(suffix) && suffix is not ("." or "..")
        ? $"docker-credential-{suffix}"
        : throw new CredentialException($"{namedIn} names a credential helper whose name is none: write letters, digits, '.', '_' and '-' only.");

    /// <summary>The absolute path of a helper; null where there is none.</summary>
    public static string? Find(string name, string? searchPath) =>
        (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
            .FirstOrDefault(IsProgram);

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0);

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Suffix();
}
