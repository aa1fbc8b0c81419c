namespace ImageProvenance.Signatures;

/// <summary>Checks that a certificate is one to sign artifacts with, whoever issued it.</summary>
/// <remarks>RFC 5280, 4.2; fulcio, docs/certificate-specification.md.</remarks>
internal static class LeafCertificateCheck
{
    /// <summary>Null where it is; else what it lacks.</summary>
    public static Failure? Check(Certificate leaf)
    {
        try
        {
            return IsAuthority(leaf) ?? MaySign(leaf) ?? MaySignCode(leaf) ?? DemandsNothingElse(leaf);
        }
        catch (MalformedContentException e)
        {
            return e.Failure;
        }
    }

    private static Failure? IsAuthority(Certificate leaf) => BasicConstraints.Of(leaf).IsAuthority
        ? new("leaf-is-authority", "The certificate beside the signature is an authority's, not a signer's.", "basic constraints with CA false, or none", "CA true")
        : null;

    private static Failure? MaySign(Certificate leaf) => KeyUsageReader.Read(leaf) is { } usage && usage.HasFlag(KeyUsage.DigitalSignature)
        ? null
        : new("leaf-not-for-code-signing", "The key usage of the signer's certificate is not for signatures.", "key usage digitalSignature", "none, or another");

    // "Any purpose" is not enough: the authority has to have meant this one.
    private static Failure? MaySignCode(Certificate leaf) => ExtendedKeyUsage.Of(leaf) is { } usage && usage.Has(Oids.CodeSigning)
        ? null
        : new("leaf-not-for-code-signing", "The extended key usage of the signer's certificate is not for code signing.", "extended key usage codeSigning", "none, or others");

    private static Failure? DemandsNothingElse(Certificate leaf) => CriticalExtensions.FirstUnsupported(leaf) is { } oid
        ? new("unsupported-certificate-extension", "The signer's certificate has an extension that is not supported and cannot be ignored.", null, oid)
        : null;
}
