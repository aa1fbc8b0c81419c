namespace ImageProvenance.Signatures;

/// <summary>What a token's signer signed: what kind of content it is, its hash, and who signs. Slices of what was received.</summary>
/// <param name="Encoded">The attributes as they are sent, under the tag <c>[0]</c>.</param>
/// <param name="ContentType">The content bytes of the identifier of the content's type.</param>
/// <param name="MessageDigest">The hash of the content.</param>
/// <param name="SigningCertificate">The signer in the first version of that attribute; null where it is absent.</param>
/// <param name="SigningCertificateV2">The signer in the second version of that attribute; null where it is absent.</param>
/// <remarks>RFC 5652, 5.3; RFC 3161, 2.4.1 as updated by RFC 5816: one version of the signing certificate has to be there.</remarks>
internal readonly record struct SignedAttributes(
    ReadOnlyMemory<byte> Encoded,
    ReadOnlyMemory<byte> ContentType,
    ReadOnlyMemory<byte> MessageDigest,
    EssCertificateId? SigningCertificate,
    EssCertificateId? SigningCertificateV2)
{
    /// <summary>Whether each version of the signing certificate that is there names a certificate by its hash.</summary>
    public bool NameByHash(ReadOnlySpan<byte> certificateDer) =>
        SigningCertificate?.HashIsOf(certificateDer) is not false && SigningCertificateV2?.HashIsOf(certificateDer) is not false;

    /// <summary>Whether issuer and serial number of a certificate are those that are named, where they are.</summary>
    public bool NameByIssuer(Certificate certificate) =>
        SigningCertificate?.IssuerSerialIsOf(certificate) is not false && SigningCertificateV2?.IssuerSerialIsOf(certificate) is not false;
}
