namespace ImageProvenance.Signatures;

/// <summary>At the time that a token states its authority was in use, and every certificate up to the anchor valid.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>valid_for</c>; RFC 5280, 6.1.3 (a)(2). Both ends belong to a period.</remarks>
internal static class TimestampValidityCheck
{
    public static Failure? Check(DateTimeOffset time, Certificate signer, TimestampAuthority authority)
    {
        if (!authority.Validity.Contains(time))
            return new("timestamp-outside-authority-validity", $"The timestamp is from a time at which the trusted root does not trust {authority}.", authority.Validity.ToString(), Describe(time));
        if (!signer.Validity.Contains(time))
            return Invalid("the certificate of its signer", signer, time);
        foreach (var certificate in authority.Chain.Certificates)
            if (!certificate.Validity.Contains(time))
                return Invalid($"the authority's certificate {CertificateName.Describe(certificate.Subject)}", certificate, time);
        return null;
    }

    private static Failure Invalid(string which, Certificate certificate, DateTimeOffset time) =>
        new("timestamp-certificate-not-valid-at-time", $"The timestamp is from a time at which {which} was not valid.", certificate.Validity.ToString(), Describe(time));

    private static string Describe(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'}";
}
