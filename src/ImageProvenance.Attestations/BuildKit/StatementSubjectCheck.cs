namespace ImageProvenance.Attestations;

/// <summary>Some subject of a statement is this image, by its digest; else it was copied from another.</summary>
internal static class StatementSubjectCheck
{
    private const int MaxDigestsShown = 4;

    public static IEnumerable<Finding> Run(ConsistencyQuestion question)
    {
        foreach (var piece in question.Statements)
        {
            var severity = ConsistencyQuestion.SeverityOf(piece);
            if (piece.Statement.Subjects.Count == 0)
                yield return question.Find("statement-without-subject", severity, "A statement in the index is about nothing.",
                    question.ImageDigest.ToString(), "no subject", piece.Id);
            else if (!piece.Statement.Names(question.Subject))
                yield return question.Find(severity == FindingSeverity.Error ? "provenance-of-another-image" : "statement-of-another-image", severity,
                    "A statement in the index is about another image.", question.ImageDigest.ToString(), DigestsOf(piece.Statement), piece.Id);
        }
    }

    private static string DigestsOf(InTotoStatement statement)
    {
        var digests = statement.Subjects.SelectMany(subject => subject.Digest).Select(digest => $"{digest.Key}:{digest.Value}").Distinct();
        return string.Join(", ", digests.Take(MaxDigestsShown)) is { Length: > 0 } text ? text : "no digest";
    }
}
