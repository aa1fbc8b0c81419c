namespace ImageProvenance.Signatures;

/// <summary>
/// The keys and certificates of one Sigstore instance: its logs, its certificate authorities, its timestamp authorities.
/// Keys are imported and chains proven when it is read, once. Immutable and thread-safe; make it once and keep it.
/// </summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>TrustedRoot</c>, v0.1 and v0.2.</remarks>
public sealed class TrustedRoot
{
    internal TrustedRoot()
    {
    }

    /// <summary>Names the root by its content: <c>sha256:…</c> over the document.</summary>
    public required Digest Id { get; init; }

    /// <summary>The media type, as written.</summary>
    public required string MediaType { get; init; }

    /// <summary>The logs of signatures (Rekor).</summary>
    public required IReadOnlyList<TransparencyLog> TransparencyLogs { get; init; }

    /// <summary>The logs of certificates (CT).</summary>
    public required IReadOnlyList<TransparencyLog> CertificateTransparencyLogs { get; init; }

    /// <summary>The authorities that issue signers' certificates.</summary>
    public required IReadOnlyList<CertificateAuthority> CertificateAuthorities { get; init; }

    /// <summary>The authorities that issue timestamps.</summary>
    public required IReadOnlyList<TimestampAuthority> TimestampAuthorities { get; init; }

    /// <summary>Reads a root.</summary>
    /// <param name="utf8">The document, as received: trusted_root.json.</param>
    /// <exception cref="MalformedContentException">
    /// <c>malformed-json</c>, <c>too-many</c>, <c>invalid-key</c>, <c>invalid-certificate</c>, or <c>invalid-trusted-root</c>: not the shape
    /// of its version, a log without the start of its validity, a chain that is none.
    /// </exception>
    public static TrustedRoot Parse(ReadOnlyMemory<byte> utf8) => throw new NotSupportedException();
}
