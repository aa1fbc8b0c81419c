using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>What a trusted root says of a <see cref="VirtualSigstore"/>. By default all of it, in use from a year before it was made. Immutable.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto.</remarks>
public sealed record TrustedRootOptions
{
    /// <summary>The media type. Default: version 0.1 as the public-good instance spells it.</summary>
    public string MediaType { get; init; } = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";

    /// <summary>When the certificate authority is in use; null for the default.</summary>
    public ValidityPeriod? CertificateAuthority { get; init; }

    /// <summary>When the keys of the signature logs are in use; null for the default.</summary>
    public ValidityPeriod? Logs { get; init; }

    /// <summary>When the keys of the certificate logs are in use; null for the default.</summary>
    public ValidityPeriod? CertificateLogs { get; init; }

    /// <summary>When the timestamp authorities are in use; null for the default.</summary>
    public ValidityPeriod? TimestampAuthorities { get; init; }

    /// <summary>Whether the chains of timestamp authorities begin with the certificate that signs. Default: yes.</summary>
    public bool NamesTimestampSigners { get; init; } = true;

    /// <summary>
    /// Who runs the logs and timestamp authorities, those of a kind in their order, over and over; empty for a root that does
    /// not say. Operators are of version 0.2.
    /// </summary>
    public IReadOnlyList<string> Operators { get; init; } = [];

    internal static TrustedRootOptions Default { get; } = new();
}
