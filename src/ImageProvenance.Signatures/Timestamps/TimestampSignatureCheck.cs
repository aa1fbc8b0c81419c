namespace ImageProvenance.Signatures;

/// <summary>The token is signed by the key of its signer.</summary>
/// <remarks>RFC 5652, 5.4: the attributes are sent under the tag <c>[0]</c> and signed as a SET.</remarks>
internal static class TimestampSignatureCheck
{
    private const int UsualBytes = 512;
    private const byte SetTag = 0x31;

    public static Failure? Check(CmsSignerInfo signerInfo, CertificateKey key)
    {
        var sent = signerInfo.SignedAttributes.Encoded.Span;
        Span<byte> signed = sent.Length <= UsualBytes ? stackalloc byte[UsualBytes] : new byte[sent.Length];
        signed = signed[..sent.Length];
        sent.CopyTo(signed);
        signed[0] = SetTag;
        return key.Verify(signed, signerInfo.Signature.Span, signerInfo.SignatureAlgorithm.Span, signerInfo.DigestAlgorithm.Encoded.Span)
            ? null
            : new("timestamp-signature-mismatch", "The token is not signed by the key of the authority that it names.");
    }
}
