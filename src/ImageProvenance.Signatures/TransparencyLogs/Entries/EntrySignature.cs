namespace ImageProvenance.Signatures;

/// <summary>The signature in a log entry is the signature at hand, byte for byte.</summary>
/// <remarks>Whoever holds a key can make another signature over the same content: the log has to have seen this one.</remarks>
internal static class EntrySignature
{
    public static Failure? Check(ReadOnlyMemory<byte> base64, SignedPiece piece) => StrictBase64.IsOf(base64.Span, piece.Signature.Span) ? null : Mismatch(base64, piece);

    /// <summary>The same for entries that hold the signature in base64 of base64.</summary>
    public static Failure? CheckTwice(ReadOnlyMemory<byte> base64, SignedPiece piece) => StrictBase64.IsTwiceOf(base64.Span, piece.Signature.Span) ? null : Mismatch(base64, piece);

    private static Failure Mismatch(ReadOnlyMemory<byte> actual, SignedPiece piece) =>
        new("entry-signature-mismatch", "A log entry is about another signature.", Convert.ToBase64String(piece.Signature.Span[..Math.Min(piece.Signature.Length, 96)]), EntryBody.Describe(actual.Span));
}
