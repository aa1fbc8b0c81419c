namespace ImageProvenance.Signatures;

/// <summary>An authority whose certificates name signers, Fulcio or one like it. Immutable and thread-safe.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>CertificateAuthority</c>.</remarks>
public sealed class CertificateAuthority
{
    internal CertificateAuthority(CertificateChain chain) => Chain = chain;

    /// <summary>Where the authority is, as the root has it; it is never contacted.</summary>
    public required string Uri { get; init; }

    /// <summary>When the authority was or is in use.</summary>
    public required ValidityPeriod Validity { get; init; }

    /// <summary>When all of its certificates are valid: where nothing lies in the period, they never are together.</summary>
    public ValidityPeriod CertificateValidity => ValidityPeriod.Common(Chain.Certificates.Select(certificate => certificate.Validity));

    /// <summary>Names the certificate that issues: <c>sha256:…</c> over its DER.</summary>
    public Digest Id => Digest.Of(Chain.Issuer.Der.Span);

    /// <summary>The kind of key that issues, such as <c>ecdsa-p384</c>.</summary>
    public string KeyAlgorithm => KeyName.Of(Chain.Issuer.SubjectPublicKeyInfo);

    /// <summary>Who runs it; null where the root does not say.</summary>
    public string? Operator { get; internal init; }

    /// <summary>The chain, issuer of leaves first, anchor last: proven when the root was read.</summary>
    internal CertificateChain Chain { get; }

    /// <inheritdoc />
    public override string ToString() => Uri;
}
