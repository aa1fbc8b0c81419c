namespace ImageProvenance.Testing;

/// <summary>What a <see cref="VirtualSigstore"/> is made of. By default it is like the public-good instance. Immutable.</summary>
public sealed record VirtualSigstoreOptions
{
    /// <summary>The domain of its hosts (<c>fulcio.NAME</c>, <c>rekor.NAME</c>, <c>ctlog.NAME</c>, <c>tsa.NAME</c>), and the organization in its certificates.</summary>
    public string Name { get; init; } = "sigstore.test";

    /// <summary>The signature logs, each of which gets an entry of every signature. Default: one, Rekor v1.</summary>
    public IReadOnlyList<RekorVersion> Logs { get; init; } = [RekorVersion.V1];

    /// <summary>How many certificate logs promise to publish a signer's certificate. Default: 1.</summary>
    public int CertificateLogs { get; init; } = 1;

    /// <summary>How many timestamp authorities stamp every signature. Default: 1.</summary>
    public int TimestampAuthorities { get; init; } = 1;

    /// <summary>The key of the certificate authority, root and intermediate: ECDSA or RSA. Default: P-384.</summary>
    public TestKeyKind AuthorityKey { get; init; } = TestKeyKind.EcdsaP384;

    /// <summary>The keys that signers make for one signature each. Default: P-256.</summary>
    public TestKeyKind SignerKey { get; init; } = TestKeyKind.EcdsaP256;

    /// <summary>How long a signer's certificate is valid. Default: ten minutes.</summary>
    public TimeSpan CertificateLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the authority's issuing certificate is valid, from a year before the instance is made. Default: ten years.</summary>
    public TimeSpan AuthorityLifetime { get; init; } = TimeSpan.FromDays(3650);

    /// <summary>What the authority's issuing certificate may issue certificates for, by object identifier. Default: code signing.</summary>
    public string AuthorityPurpose { get; init; } = "1.3.6.1.5.5.7.3.3";

    /// <summary>How long the issuing certificate of timestamp authorities is valid, from a year before the instance is made. Default: ten years.</summary>
    public TimeSpan TimestampAuthorityLifetime { get; init; } = TimeSpan.FromDays(3650);

    /// <summary>What the issuing certificate of timestamp authorities may issue certificates for, by object identifier. Default: time stamping.</summary>
    public string TimestampAuthorityPurpose { get; init; } = "1.3.6.1.5.5.7.3.8";

    /// <summary>How long the certificate that signs timestamps is valid, from a year before the instance is made. Default: ten years.</summary>
    public TimeSpan TimestampSignerLifetime { get; init; } = TimeSpan.FromDays(3650);
}
