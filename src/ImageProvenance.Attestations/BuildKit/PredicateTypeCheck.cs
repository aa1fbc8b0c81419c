namespace ImageProvenance.Attestations;

/// <summary>A layer's annotation and its statement name the same predicate: programs choose by the one and read the other.</summary>
internal static class PredicateTypeCheck
{
    public static IEnumerable<Finding> Run(ConsistencyQuestion question)
    {
        foreach (var piece in question.Statements)
        {
            if (ConsistencyQuestion.AnnotatedType(piece.Found.Layer) is { } annotated && annotated != piece.Statement.PredicateType)
                yield return question.Find("predicate-type-mismatch", ConsistencyQuestion.SeverityOf(piece),
                    "A statement has another predicate type than its layer's annotation says.", annotated, piece.Statement.PredicateType, piece.Id);
        }
    }
}
