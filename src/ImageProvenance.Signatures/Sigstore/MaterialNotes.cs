using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>What stands beside a proven signature and proves nothing, said so that nobody takes it for proof.</summary>
internal static class MaterialNotes
{
    public static IReadOnlyList<Finding> Of(SignedPiece piece, VerifiedMaterial material) => IsNothing(piece, material) ? [] :
    [
        .. piece.Unreadable.Select(failure => Note(piece, failure)),
        .. material.RefusedEntries.Select(failure => Note(piece, failure)),
        .. material.RefusedTimestamps.Select(failure => Note(piece, failure)),
        .. UnknownLogs(piece, material.UnknownLogEntries.Count),
        .. material.OtherCheckpointSignatures == 0 ? [] : (Finding[])
            [new(null, piece.Id, "unverified-cosignatures", FindingSeverity.Info, "Others than the log signed its checkpoint, such as witnesses; no trusted root has their keys.", null, $"{material.OtherCheckpointSignatures}")],
    ];

    /// <summary>The note on entries of logs that nobody here knows.</summary>
    public static IEnumerable<Finding> UnknownLogs(SignedPiece piece, int count) => count == 0
        ? []
        : [new(null, piece.Id, "unknown-log", FindingSeverity.Info, "There are entries of transparency logs that no trusted root knows; they prove nothing.", null, $"{count}")];

    private static bool IsNothing(SignedPiece piece, VerifiedMaterial material) =>
        piece.Unreadable.Count + material.RefusedEntries.Count + material.RefusedTimestamps.Count + material.UnknownLogEntries.Count + material.OtherCheckpointSignatures == 0;

    private static Finding Note(SignedPiece piece, Failure failure) =>
        new(null, piece.Id, failure.Code, FindingSeverity.Info, failure.Message, failure.Expected, failure.Actual);
}
