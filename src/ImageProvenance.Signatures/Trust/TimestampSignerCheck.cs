namespace ImageProvenance.Signatures;

/// <summary>Checks the certificate that signs timestamps, where the trusted root names one: for nothing else, and issued by its chain.</summary>
/// <remarks>RFC 3161, 2.3: one purpose, timeStamping, in a critical extension. RFC 5280, 6.1.</remarks>
internal static class TimestampSignerCheck
{
    /// <summary>Null where the certificate may sign timestamps under the chain; else why not.</summary>
    /// <exception cref="MalformedContentException">An extension is malformed (<c>invalid-certificate</c>).</exception>
    public static Failure? Check(Certificate signer, CertificateChain chain) =>
        ExtendedKeyUsage.Of(signer) is not { IsCritical: true, Count: 1 } usage || !usage.Has(Oids.TimeStamping)
            ? new("invalid-certificate", "The certificate that signs timestamps is not for that alone.", "a critical extended key usage of timeStamping only", "another")
        : CriticalExtensions.FirstUnsupported(signer) is { } unknown
            ? new("invalid-certificate", "The certificate that signs timestamps has an extension that is not supported and cannot be ignored.", null, unknown)
        : CertificateIssuance.Check(signer, chain.Issuer, chain.Keys[0]);
}
