using ImageProvenance.Policies;

namespace ImageProvenance;

/// <summary>Explains a verdict to a person: the decision, the tree with its reasons, what is claimed, what was noticed.</summary>
internal static class ReportText
{
    public static string Explain(ProvenanceReport report)
    {
        var lines = new TextLines();
        lines.Line(0, $"{ReportWords.Of(report.Decision).ToUpperInvariant().Replace('-', ' ')}  {report.Request.Location}");
        if (report.Image is { } image)
            lines.Labelled(1, "image", image.Pinned.ToString());
        lines.Labelled(1, "policy", $"{report.PolicyName}, rule '{report.Rule}'");

        lines.Heading("Decision");
        Tree(lines, report.Tree, 1);
        Provenance(lines, report.Provenance);
        Notices(lines, report.Findings, report.Unread);
        return lines.ToString();
    }

    public static void Provenance(TextLines lines, IReadOnlyList<ProvenanceSummary> provenance)
    {
        if (provenance.Count == 0)
            return;
        lines.Heading("Provenance");
        foreach (var said in provenance.DistinctBy(said => (said.Platform, said.IsAuthenticated, said.IsConsistent, said.Provenance.BuilderId, said.Provenance.Source, said.Provenance.Revision, said.Provenance.BuildType)))
        {
            string standing = said.IsAuthenticated ? "authenticated by a trusted signer" : said.IsConsistent switch
            {
                true => "claimed, not proven; consistent with the image",
                false => "claimed, not proven; NOT consistent with the image",
                null => "claimed, not proven",
            };
            lines.Line(1, $"{said.Platform}: {standing}");
            lines.Labelled(2, "builder", said.Provenance.BuilderId ?? "not named");
            lines.Labelled(2, "source", said.Provenance.Source);
            lines.Labelled(2, "revision", said.Provenance.Revision);
            lines.Labelled(2, "type", said.Provenance.BuildType);
        }
    }

    public static void Notices(TextLines lines, IReadOnlyList<Attestations.Finding> findings, IReadOnlyList<UnreadPlace> unread)
    {
        if (findings.Count > 0)
            lines.Heading("Findings");
        foreach (var finding in findings)
            lines.Failure(1, $"{ReportWords.Of(finding.Severity)} {finding.Code}{(finding.Platform is null ? "" : $" ({finding.Platform})")}", finding.Message, finding.Expected, finding.Actual);
        if (unread.Count > 0)
            lines.Heading("Could not be read");
        foreach (var place in unread)
            lines.Failure(1, place.Failure.Code, $"{place.Place}: {place.Failure.Message}", place.Failure.Expected, place.Failure.Actual);
    }

    private static void Tree(TextLines lines, DecisionNode node, int indent, DecisionNode? parent = null)
    {
        lines.Line(indent, $"{Symbol(node.Outcome)} {node.Name}{(node.Outcome is Outcome.Skipped or Outcome.NotReached ? $" ({ReportWords.Of(node.Outcome)})" : "")}");
        bool saysMore = node.Message != parent?.Message;
        if (node.Code != parent?.Code || saysMore)
            lines.Failure(indent + 1, node.Code, saysMore ? node.Message : null, Unless(parent?.Expected, node.Expected), Unless(parent?.Actual, node.Actual));

        // Where one piece proves what is asked, the others that do not are no news; the JSON has them.
        var shown = node.Outcome == Outcome.Pass ? node.Children.Where(child => child.Kind != "candidate" || child.Outcome == Outcome.Pass) : node.Children;
        foreach (var child in shown)
            Tree(lines, child, indent + 1, node);
    }

    private static string? Unless(string? said, string? value) => value == said ? null : value;

    private static char Symbol(Outcome outcome) => outcome switch
    {
        Outcome.Pass => '✔',
        Outcome.Warn => '⚠',
        Outcome.Indeterminate => '?',
        Outcome.Skipped or Outcome.NotReached => '·',
        _ => '✘',
    };
}
