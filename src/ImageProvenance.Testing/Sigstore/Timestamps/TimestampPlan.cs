using System.Security.Cryptography;

namespace ImageProvenance.Testing;

/// <summary>How a timestamp is made.</summary>
internal sealed record TimestampPlan
{
    public static TimestampPlan Honest { get; } = new();

    public bool IsMissing { get; init; }

    public bool IsIssuedTwice { get; init; }

    public bool IsRefused { get; init; }

    public bool IsOutsideCertificate { get; init; }

    public DateTimeOffset? Time { get; init; }

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public bool StampsAnotherSignature { get; init; }

    public bool StatesAnotherDigest { get; init; }

    public bool StatesAnotherContentType { get; init; }

    public bool NamesAnotherCertificate { get; init; }

    public bool HasNoCertificateId { get; init; }

    public bool IsSignedByAnotherKey { get; init; }

    public bool IsSignedTwice { get; init; }

    public bool BringsNoCertificate { get; init; }

    public bool BringsAnotherCertificateFirst { get; init; }

    public TimestampSigner Signer { get; init; }

    /// <summary>The instance whose authority stamps; null for its own.</summary>
    public VirtualSigstore? Authority { get; init; }
}
