using System.Text.RegularExpressions;

namespace ImageProvenance;

/// <summary>
/// The grammar of image references. ASCII classes and absolute anchors: <c>\w</c> and <c>^…$</c> would accept other
/// alphabets and a line break at the end.
/// </summary>
/// <remarks>OCI distribution-spec "Pulling manifests"; distribution/reference, regexp.go.</remarks>
internal static partial class ReferenceGrammar
{
    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.NonBacktracking)]
    public static partial Regex Repository();

    [GeneratedRegex(@"\A[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z", RegexOptions.NonBacktracking)]
    public static partial Regex Tag();

    [GeneratedRegex(@"\A(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]{1,5})?\z", RegexOptions.NonBacktracking)]
    public static partial Regex Host();

    [GeneratedRegex(@"\A[a-f0-9]{64}\z", RegexOptions.NonBacktracking)]
    public static partial Regex ImageId();
}
