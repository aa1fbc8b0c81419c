using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>How a signer's certificate is made. The default is Fulcio's way.</summary>
internal sealed record CertificatePlan
{
    public static CertificatePlan Honest { get; } = new();

    /// <summary>The purposes (extended key usage); empty for a certificate without any.</summary>
    public ImmutableArray<string> Purposes { get; init; } = ["1.3.6.1.5.5.7.3.3"];

    public X509KeyUsageFlags Usage { get; init; } = X509KeyUsageFlags.DigitalSignature;

    public ValidityPeriod? Validity { get; init; }

    public bool IsAuthority { get; init; }

    public ImmutableArray<string> OtherNames { get; init; } = [];

    public ImmutableArray<X509Extension> OtherExtensions { get; init; } = [];

    public bool IsSignedByAnotherKey { get; init; }

    public bool NamesAnotherIssuer { get; init; }

    /// <summary>The instance whose authority issues it; null for its own.</summary>
    public VirtualSigstore? Issuer { get; init; }

    public bool BringsIntermediate { get; init; }

    public bool BringsRoot { get; init; }
}
