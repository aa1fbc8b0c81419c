namespace ImageProvenance.Signatures;

/// <summary>A timestamp is of the signature that it vouches for, by a hash that nobody can collide.</summary>
/// <remarks>RFC 3161, 2.4.2, <c>messageImprint</c>; what Sigstore stamps are the bytes of the signature (sigstore architecture-docs, client-spec.md).</remarks>
internal static class TimestampImprintCheck
{
    public static Failure? Check(TimestampInfo info, SignedMessage stampedSignature)
    {
        if (info.ImprintAlgorithm.Known is not { } algorithm || !stampedSignature.TryHash(algorithm, out var hash))
            return new("timestamp-weak-imprint", "The timestamp is of a hash by an algorithm that is not accepted.", "SHA-256, SHA-384 or SHA-512", info.ImprintAlgorithm.ToString());
        return info.Imprint.Span.SequenceEqual(hash.Span)
            ? null
            : new("timestamp-imprint-mismatch", "The timestamp is of another signature.", HexText.Of(hash.Span), HexText.Of(info.Imprint.Span));
    }
}
