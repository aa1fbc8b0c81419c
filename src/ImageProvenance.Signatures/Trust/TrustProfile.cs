namespace ImageProvenance.Signatures;

/// <summary>
/// How much must vouch for a signer's certificate, in numbers of distinct logs, authorities or operators, never of entries.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>sigstore architecture-docs, client-spec.md, 4; what GitHub's own instance has no logs for is not asked of it.</remarks>
public sealed record TrustProfile
{
    /// <summary>The logs that must hold the signature.</summary>
    public int LogEntries { get; init; }

    /// <summary>The sources that must say when the signature existed: logs by a signed entry timestamp, or timestamp authorities. At least one.</summary>
    public int VerifiedTimes { get; init; } = 1;

    /// <summary>The certificate logs that must have promised to publish the certificate.</summary>
    public int SignedCertificateTimestamps { get; init; }

    /// <summary>
    /// Whether entries of kind <c>dsse</c> 0.0.2 count, which Rekor v2 wrote before its first release and no longer accepts.
    /// </summary>
    public bool AllowRekorDsse002 { get; init; }

    /// <summary>The profile that a root implies: one entry if it has logs, one SCT if it has certificate logs, one verified time always. Logs that cannot be used are asked for all the same.</summary>
    public static TrustProfile Of(TrustedRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new()
        {
            LogEntries = root.HasTransparencyLogs ? 1 : 0,
            SignedCertificateTimestamps = root.HasCertificateTransparencyLogs ? 1 : 0,
        };
    }
}
