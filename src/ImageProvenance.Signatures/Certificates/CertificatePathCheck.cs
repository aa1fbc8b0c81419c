namespace ImageProvenance.Signatures;

/// <summary>
/// Checks that a signer's certificate, every certificate above it, and the trust in its authority held at a time at which the
/// signature is proven to have existed. That the authority issued it is found before (<see cref="CertificateIssuers"/>).
/// </summary>
/// <remarks>RFC 5280, 6.1.3 (a)(2); sigstore architecture-docs, client-spec.md, 4.2: the whole path at the time of signing.</remarks>
internal static class CertificatePathCheck
{
    /// <summary>Null where all of it held; else what did not.</summary>
    /// <param name="leaf">The signer's certificate.</param>
    /// <param name="authority">Who issued it.</param>
    /// <param name="time">The time, UTC.</param>
    public static Failure? Check(Certificate leaf, CertificateAuthority authority, DateTimeOffset time)
    {
        if (!leaf.Validity.Contains(time))
            return new("certificate-not-valid-at-time", Outside("the signer's certificate", leaf.Validity, time), $"{leaf.Validity}", Text(time));
        foreach (var certificate in authority.Chain.Certificates)
            if (!certificate.Validity.Contains(time))
                return new("authority-certificate-not-valid-at-time", Outside($"a certificate of the authority {authority}", certificate.Validity, time), $"{certificate.Validity}", Text(time));
        return authority.Validity.Contains(time)
            ? null
            : new("authority-not-trusted-at-time", Outside($"the trust in the authority {authority}", authority.Validity, time), $"{authority.Validity}", Text(time));
    }

    private static string Outside(string what, ValidityPeriod period, DateTimeOffset time) => period.End < time
        ? $"The signature is {Describe(time - period.End.Value)} after {what} ended."
        : $"The signature is {Describe(period.Start - time)} before {what} began.";

    private static string Describe(TimeSpan distance) => distance < TimeSpan.FromDays(2)
        ? $"{Math.Ceiling(distance.TotalSeconds):0} s"
        : $"{distance.Days} days";

    private static string Text(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'}";
}
