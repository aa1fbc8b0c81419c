namespace ImageProvenance;

/// <summary>Shows a person what is attached to an image and what it says.</summary>
internal static class EvidenceText
{
    public static string Explain(ImageEvidence evidence)
    {
        var lines = new TextLines();
        lines.Line(0, evidence.Request.Location.ToString());
        if (evidence.Error is { } error)
            lines.Failure(1, error.Code, error.Message, error.Expected, error.Actual);
        if (evidence.Image is { } image)
        {
            lines.Labelled(1, "image", image.Pinned.ToString());
            lines.Labelled(1, "type", image.Document.MediaType);
            Attached(lines, evidence);
        }

        ReportText.Provenance(lines, evidence.Provenance);
        ReportText.Notices(lines, evidence.Findings, evidence.Unread);
        if (evidence.Image is not null)
            lines.Heading("Nothing here was verified: signers and provenance are what the evidence claims.");
        return lines.ToString();
    }

    private static void Attached(TextLines lines, ImageEvidence evidence)
    {
        lines.Heading("Attached");
        if (evidence.All.Count == 0)
            lines.Line(1, "nothing");
        foreach (var subject in EvidenceTree.Of(evidence))
            if (subject.Name != "index" || subject.Evidence.Count > 0)
                Subject(lines, subject, subject.Name, 1);
    }

    private static void Subject(TextLines lines, EvidenceTree subject, string name, int indent)
    {
        lines.Line(indent, $"{name}  {subject.Subject}");
        foreach (var piece in subject.Evidence)
        {
            lines.Line(indent + 1, $"{piece.Kind}  {piece.Format}  {piece.PredicateType}".TrimEnd());
            lines.Labelled(indent + 2, "found", piece.Place);
            lines.Labelled(indent + 2, "signer", piece.ClaimedSigner is null ? null : $"{piece.ClaimedSigner} (claimed)");
            if (piece.Failure is { } failure)
                lines.Failure(indent + 2, failure.Code, failure.Message, failure.Expected, failure.Actual);
        }

        foreach (var carrier in subject.Carriers)
            Subject(lines, carrier, "carried by", indent + 1);
    }
}
