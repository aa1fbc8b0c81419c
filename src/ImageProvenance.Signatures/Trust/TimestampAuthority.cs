namespace ImageProvenance.Signatures;

/// <summary>An authority that says when a signature existed, by RFC 3161. Immutable and thread-safe.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>CertificateAuthority</c> as used by <c>timestamp_authorities</c>.</remarks>
public sealed class TimestampAuthority
{
    internal TimestampAuthority(CertificateChain chain, Certificate? signer)
    {
        Chain = chain;
        Signer = signer;
        SignerKey = signer is null ? null : CertificateKey.Import(signer.SubjectPublicKeyInfo);
    }

    /// <summary>Where the authority is, as the root has it; it is never contacted.</summary>
    public required string Uri { get; init; }

    /// <summary>When the authority was or is in use.</summary>
    public required ValidityPeriod Validity { get; init; }

    /// <summary>When all of its certificates are valid: where nothing lies in the period, they never are together.</summary>
    public ValidityPeriod CertificateValidity => ValidityPeriod.Common(Chain.Certificates.Prepend(First).Select(certificate => certificate.Validity));

    /// <summary>Names the certificate that signs, or where the root names none, the one that issues it: <c>sha256:…</c> over its DER.</summary>
    public Digest Id => Digest.Of(First.Der.Span);

    /// <summary>The kind of key of that certificate, such as <c>ecdsa-p384</c>.</summary>
    public string KeyAlgorithm => KeyName.Of(First.SubjectPublicKeyInfo);

    /// <summary>Who runs it; null where the root does not say.</summary>
    public string? Operator { get; internal init; }

    /// <summary>What thresholds count: the operator where the root states one, else the authority itself.</summary>
    public string CountedAs => Operator ?? Uri;

    /// <summary>The certificate that has to have signed, where the root names one; null where any that the chain issued may.</summary>
    internal Certificate? Signer { get; }

    /// <summary>The key of <see cref="Signer"/>, imported once; null where there is none.</summary>
    internal CertificateKey? SignerKey { get; }

    /// <summary>The chain above the signer, its issuer first, anchor last: proven when the root was read, <see cref="Signer"/> included.</summary>
    internal CertificateChain Chain { get; }

    private Certificate First => Signer ?? Chain.Issuer;

    /// <inheritdoc />
    public override string ToString() => Uri;
}
