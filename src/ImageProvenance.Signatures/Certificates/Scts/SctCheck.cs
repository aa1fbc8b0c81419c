namespace ImageProvenance.Signatures;

/// <summary>
/// Checks that enough certificate logs promised to publish a signer's certificate. A timestamp that fails does not count and
/// harms no other; the number decides.
/// </summary>
/// <remarks>RFC 6962, 3.2 and 3.3; sigstore architecture-docs, client-spec.md, 4.2.</remarks>
internal static class SctCheck
{
    /// <summary>Null where enough logs did; else the most telling reason why not.</summary>
    /// <param name="leaf">The signer's certificate.</param>
    /// <param name="issuer">The certificate whose key is proven to have signed it.</param>
    /// <param name="certificateLogs">The logs of the trusted root.</param>
    /// <param name="required">How many must have promised; those with the same <see cref="TransparencyLog.CountedAs"/> count once.</param>
    /// <param name="proven">The logs that did, whatever is required.</param>
    public static Failure? Check(Certificate leaf, Certificate issuer, IReadOnlyList<TransparencyLog> certificateLogs, int required, out IReadOnlyList<TransparencyLog> proven)
    {
        var logs = new List<TransparencyLog>(1);
        proven = logs;
        IReadOnlyList<ReadOnlyMemory<byte>> timestamps;
        try
        {
            timestamps = SignedCertificateTimestamp.ReadList(leaf);
        }
        catch (MalformedContentException e)
        {
            return required > 0 ? new("sct-invalid", e.Failure.Message, e.Failure.Expected, e.Failure.Actual) : null;
        }

        Failure? reason = null;
        var precertificate = timestamps.Count > 0 ? Precertificate.Of(leaf, issuer) : null;
        foreach (var serialized in timestamps)
        {
            if (SctVerification.Verify(serialized, precertificate!, certificateLogs, out var log) is { } failure)
                reason = SctVerification.MoreTelling(reason, failure);
            else if (!logs.Contains(log!))
                logs.Add(log!);
        }

        int count = Distinct.Count(logs, static log => log.CountedAs);
        return count >= required ? null
            : timestamps.Count == 0 ? new("sct-missing", "The signer's certificate has no promise of a certificate log to publish it.", $"{required}", "0")
            : count == 0 ? reason
            : new("too-few-scts", $"Too few certificate logs promised to publish the signer's certificate.{(reason is null ? "" : $" One that was not counted: {reason.Message}")}", $"{required}", $"{count}");
    }
}
