namespace ImageProvenance.Signatures;

/// <summary>An authority that says when a signature existed, by RFC 3161. Immutable and thread-safe.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>CertificateAuthority</c> as used by <c>timestamp_authorities</c>.</remarks>
public sealed class TimestampAuthority
{
    private CertificateKey? _signerKey;

    internal TimestampAuthority()
    {
    }

    /// <summary>Where the authority is, as the root has it; it is never contacted.</summary>
    public required string Uri { get; init; }

    /// <summary>When the authority was or is in use.</summary>
    public required ValidityPeriod Validity { get; init; }

    /// <summary>Who runs it; null where the root does not say.</summary>
    public string? Operator { get; internal init; }

    /// <summary>What thresholds count: the operator where the root states one, else the authority itself.</summary>
    public string CountedAs => Operator ?? Uri;

    /// <summary>The certificate that has to have signed, where the root names one; null where any that the chain issued may.</summary>
    internal Certificate? Signer { get; init; }

    /// <summary>The key of <see cref="Signer"/>, imported once; null where that is.</summary>
    /// <exception cref="MalformedContentException">It cannot be used (<c>invalid-key</c>).</exception>
    internal CertificateKey? SignerKey => Signer is null ? null : _signerKey ??= CertificateKey.Import(Signer.SubjectPublicKeyInfo);

    /// <summary>The chain above the signer, its issuer first, anchor last: proven when the root was read, <see cref="Signer"/> included.</summary>
    internal CertificateChain Chain { get; init; } = null!;

    /// <inheritdoc />
    public override string ToString() => Uri;
}
