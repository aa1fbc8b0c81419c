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

    /// <summary>Who runs it; null where the root does not say.</summary>
    public string? Operator { get; internal init; }

    /// <summary>The chain, issuer of leaves first, anchor last: proven when the root was read.</summary>
    internal CertificateChain Chain { get; }

    /// <inheritdoc />
    public override string ToString() => Uri;
}
