using ImageProvenance.Policies;

namespace ImageProvenance.Cli;

/// <summary>The exit codes: a contract, docs/cli.md.</summary>
internal static class ExitCode
{
    public const int Allowed = 0;
    public const int Denied = 1;
    public const int NotJudged = 2;
    public const int Indeterminate = 3;

    public static int Of(ProvenanceReport report, bool failOnWarnings) => report.Decision switch
    {
        Decision.Allow => Allowed,
        Decision.AllowWithWarnings => failOnWarnings ? Denied : Allowed,
        Decision.Indeterminate => Indeterminate,
        _ => Denied,
    };

    /// <summary>Anything malformed that was opened is 1, before any place that could not be read is 3.</summary>
    public static int Of(ImageEvidence evidence) =>
        evidence.IsMalformed || evidence.All.Any(piece => piece.Failure is not null) ? Denied
        : evidence.Error is not null || evidence.Unread.Count > 0 ? Indeterminate
        : Allowed;
}
