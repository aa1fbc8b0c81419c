using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>Whether a part of a trusted root is in use, in a word: what was in use once still proves what it signed then.</summary>
internal static class TrustState
{
    public const string InUse = "in-use";

    public static string Of(TransparencyLog log, DateTimeOffset now) => Of(log.Validity, now);

    public static string Of(CertificateAuthority authority, DateTimeOffset now) => Of(authority.Validity, authority.CertificateValidity, now);

    public static string Of(TimestampAuthority authority, DateTimeOffset now) => Of(authority.Validity, authority.CertificateValidity, now);

    private static string Of(ValidityPeriod validity, ValidityPeriod certificates, DateTimeOffset now) =>
        Of(validity, now) is InUse ? Of(certificates, now) : Of(validity, now);

    private static string Of(ValidityPeriod validity, DateTimeOffset now) =>
        validity.Contains(now) ? InUse : now < validity.Start ? "not-yet" : "ended";
}
