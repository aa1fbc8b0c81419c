namespace ImageProvenance.Signatures;

/// <summary>A token's signer may stamp, and nothing else.</summary>
/// <remarks>RFC 3161, 2.3: one extended key usage, critical. RFC 5280, 4.2.1.3, 4.2.1.9 and 4.2.</remarks>
internal static class TimestampPurposeCheck
{
    /// <exception cref="MalformedContentException">One of the extensions is malformed (<c>invalid-certificate</c>).</exception>
    public static Failure? Check(Certificate signer, CertificateChain chain)
    {
        if (BasicConstraints.Of(signer).IsAuthority)
            return Unfit("It is an authority's.", "no authority", "basic constraints with CA true");
        if (ExtendedKeyUsage.Of(signer) is not { IsCritical: true, Count: 1 } usage || !usage.Has(Oids.TimeStamping))
            return Unfit("Its extended key usage is not time stamping alone, critical.", "time stamping alone, critical", Describe(ExtendedKeyUsage.Of(signer)));
        if (KeyUsageReader.Read(signer) is { } keyUsage && (keyUsage & (KeyUsage.DigitalSignature | KeyUsage.NonRepudiation)) == 0)
            return Unfit("Its key may not sign.", "key usage digitalSignature or nonRepudiation", "key usage without either");
        if (CriticalExtensions.FirstUnsupported(signer) is { } unknown)
            return Unfit("It has an extension that is not supported and cannot be ignored.", null, unknown);
        return chain.Permits(Oids.TimeStamping) ? null : Unfit("Its authorities may not issue for time stamping.", null, null);
    }

    private static string Describe(ExtendedKeyUsage? usage) => usage is null ? "none" : $"{usage.Count} {(usage.Count == 1 ? "purpose" : "purposes")}, {(usage.IsCritical ? "critical" : "not critical")}";

    private static Failure Unfit(string problem, string? expected, string? actual) =>
        new("timestamp-signer-not-for-timestamping", $"The certificate of the token's signer is not for timestamps: {problem}", expected, actual);
}
