using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>What was signed is about the subject: the last step, and never left to the caller.</summary>
/// <remarks>sigstore architecture-docs, client-spec.md, 4.3.2; in-toto attestation 1.0, validation.md.</remarks>
internal static class SubjectCheck
{
    public static Failure? Check(SignedPiece piece, Subject subject)
    {
        if (piece.Statement is { } statement)
            return statement.Names(subject) ? null : Another(subject, Describe(statement));
        if (piece.PayloadDigest is { } named)
            return subject.Is(named) ? null : Another(subject, named.ToString());

        if (piece.Envelope is not null)
            return new("unknown-payload-type", "The envelope holds no statement, so it is about nothing.", MediaTypes.InToto, piece.Envelope.PayloadType);

        // The signature was verified over the subject itself; what the bundle says beside it must not contradict that.
        return piece.ClaimedDigest is not { } claimed || MessageDigestCheck.Holds(claimed, piece.Message)
            ? null
            : new("message-digest-mismatch", "The bundle claims another digest of what is signed.", subject.Digest.ToString(), $"{claimed.Algorithm}:{Convert.ToHexStringLower(claimed.Digest.Span)}");
    }

    private static Failure Another(Subject subject, string actual) =>
        new("subject-mismatch", "The signature is good, and about something else.", subject.Digest.ToString(), actual);

    private static string Describe(InTotoStatement statement) =>
        string.Join(", ", statement.Subjects.Take(3).Select(subject => string.Join(" ", subject.Digest.Select(digest => $"{digest.Key}:{digest.Value}"))).DefaultIfEmpty("no subject"));
}
