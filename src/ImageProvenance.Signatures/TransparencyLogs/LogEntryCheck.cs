using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// An entry is in a log, and about this very signature. Whatever vouches for it has to be right: a bad promise is not made
/// good by a proof, nor a bad proof by a promise.
/// </summary>
/// <remarks>
/// sigstore architecture-docs, client-spec.md, "Transparency Log Entry". Only a signed entry timestamp tells a time; for an
/// entry without one the caller has to see that the log's key was in use at the times that others vouch for.
/// </remarks>
internal static class LogEntryCheck
{
    /// <param name="entry">The entry.</param>
    /// <param name="piece">The signature that it has to be about.</param>
    /// <param name="log">The log that the entry names by its id.</param>
    /// <param name="profile">What the log's instance is trusted for.</param>
    /// <param name="verified">What is proven; null where something does not hold.</param>
    public static Failure? Check(TransparencyLogEntry entry, SignedPiece piece, TransparencyLog log, TrustProfile profile, out VerifiedLogEntry? verified)
    {
        verified = null;
        int otherSignatures = 0;
        string? keyDetails = null;
        bool isRekorV2 = EntryKinds.IsRekorV2(entry);
        var failure = CheckPresence(entry, isRekorV2)
            ?? (entry.SignedEntryTimestamp is null ? null : SignedEntryTimestampCheck.Check(entry, log))
            ?? (entry.InclusionProof is { } proof ? CheckProof(entry, proof, log, isRekorV2, out otherSignatures) : null)
            ?? EntryBodyCheck.Check(entry, piece, profile, out keyDetails);
        if (failure is null)
            verified = new(EntryOf(entry, log), TimeOf(entry, log), keyDetails, otherSignatures);
        return failure;
    }

    private static Failure? CheckPresence(TransparencyLogEntry entry, bool isRekorV2)
    {
        if (entry.InclusionProof is not null || (!isRekorV2 && entry.SignedEntryTimestamp is not null))
            return null;
        return new("entry-not-proven", "Nothing proves that a log entry is in its log.",
            isRekorV2 ? "an inclusion proof" : "a signed entry timestamp or an inclusion proof", "none");
    }

    private static Failure? CheckProof(TransparencyLogEntry entry, InclusionProof proof, TransparencyLog log, bool isRekorV2, out int otherSignatures)
    {
        otherSignatures = 0;
        if (isRekorV2 && proof.LogIndex != entry.LogIndex)
            return new("inclusion-proof-invalid", "An inclusion proof is for another index than its entry has.", $"{entry.LogIndex}", $"{proof.LogIndex}");

        Checkpoint checkpoint;
        try
        {
            checkpoint = Checkpoint.Parse(proof.Checkpoint);
        }
        catch (MalformedContentException e)
        {
            return e.Failure;
        }

        if (CheckpointCheck.Check(checkpoint, log, isRekorV2, out otherSignatures) is { } unsigned)
            return unsigned;
        Span<byte> leaf = stackalloc byte[MerkleTree.HashBytes];
        MerkleTree.HashLeaf(entry.CanonicalizedBody.Span, leaf);
        return InclusionProofCheck.Check(proof, leaf, checkpoint);
    }

    // The index in the whole log is proven by the promise alone; a proof is for an index in its tree.
    private static LoggedEntry EntryOf(TransparencyLogEntry entry, TransparencyLog log) =>
        new(log.BaseUrl, entry.SignedEntryTimestamp is null ? entry.InclusionProof!.LogIndex : entry.LogIndex, log.CountedAs, $"{entry.Kind} {entry.KindVersion}");

    private static VerifiedTime? TimeOf(TransparencyLogEntry entry, TransparencyLog log) =>
        entry is { SignedEntryTimestamp: not null, IntegratedTime: { } seconds } && UnixTime.From(seconds) is { } time
            ? new(log.BaseUrl, time, log.CountedAs)
            : null;
}
