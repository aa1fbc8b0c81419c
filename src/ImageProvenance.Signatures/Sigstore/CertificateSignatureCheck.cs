namespace ImageProvenance.Signatures;

/// <summary>The signature is that of the certificate's key over the message.</summary>
/// <remarks>sigstore architecture-docs, client-spec.md, 4.3; the algorithm is the key's own unless an authenticated log entry names one.</remarks>
internal static class CertificateSignatureCheck
{
    /// <param name="piece">The piece, with its certificate.</param>
    /// <param name="keyDetails">The algorithm that an authenticated entry names, or null.</param>
    public static Failure? Check(SignedPiece piece, string? keyDetails)
    {
        PublicKey key;
        try
        {
            key = PublicKey.FromSubjectPublicKeyInfo(piece.SubjectPublicKeyInfo, keyDetails is null ? null : LogKeyDetails.Find(new(keyDetails, 0))?.Algorithm);
        }
        catch (MalformedContentException e)
        {
            return e.Failure;
        }

        try
        {
            return key.Verify(piece.Message, piece.Signature.Span)
                ? null
                : new("signature-mismatch", "The signature was not made by the key of the certificate over these bytes.", $"a signature by {key.Algorithm}", "one that does not verify");
        }
        finally
        {
            key.Release();
        }
    }
}
