namespace ImageProvenance.Signatures.Tests;

/// <summary>Trusted roots of certificate authorities alone.</summary>
internal static class TestRoot
{
    public static ValidityPeriod Always { get; } = new(DateTimeOffset.UnixEpoch, null);

    public static CertificateAuthority Authority(string uri, ValidityPeriod? validity, params TestCertificate[] chain) => new(CertificateChain.Prove([.. chain.Select(certificate => certificate.Parsed)]))
    {
        Uri = uri,
        Validity = validity ?? Always,
    };

    public static TrustedRoot Of(params IReadOnlyList<CertificateAuthority> authorities) => new()
    {
        Id = Digest.Of("a root"u8),
        MediaType = "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        TransparencyLogs = [],
        CertificateTransparencyLogs = [],
        CertificateAuthorities = authorities,
        TimestampAuthorities = [],
    };
}
