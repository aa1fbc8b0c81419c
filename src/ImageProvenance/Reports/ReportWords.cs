using ImageProvenance.Attestations;
using ImageProvenance.Policies;

namespace ImageProvenance;

/// <summary>The words that outputs use for values: kebab case, stable.</summary>
internal static class ReportWords
{
    public static string Of(Decision decision) => decision switch
    {
        Decision.Allow => "allowed",
        Decision.AllowWithWarnings => "allowed-with-warnings",
        Decision.Indeterminate => "indeterminate",
        _ => "denied",
    };

    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "pass",
        Outcome.Warn => "warn",
        Outcome.Skipped => "skipped",
        Outcome.NotReached => "not-reached",
        Outcome.Indeterminate => "indeterminate",
        _ => "fail",
    };

    public static string Of(EvidenceLocation location) => location switch
    {
        EvidenceLocation.Referrer => "referrer",
        EvidenceLocation.ReferrersTag => "referrers-tag",
        EvidenceLocation.CosignTag => "cosign-tag",
        EvidenceLocation.Index => "index",
        EvidenceLocation.Layout => "layout",
        EvidenceLocation.File => "file",
        _ => "unknown",
    };

    public static string Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Info => "info",
        FindingSeverity.Warning => "warning",
        FindingSeverity.Error => "error",
        _ => "unknown",
    };
}
